package org.nightlight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.staff.Role;
import tools.jackson.databind.JsonNode;

class TicketsControllerTest {
    private static final String TICKETS = "/api/v2/tickets.json";
    /** Words that screening takes for a child in danger. */
    private static final String DISCLOSURE = "My stepdad hits me every night and I want to die";

    private final ApiDesk.Caller agent = ApiDesk.caller(Role.AGENT);

    @AfterAll
    static void stop() {
        ApiDesk.close();
    }

    @Test
    void theTicketHasEveryKeyThatClientsRead() {
        long id = agent.ticket("keys@example.org", "Charged twice", "My card was charged twice this month.");
        JsonNode ticket = agent.get("/api/v2/tickets/" + id).json().get("ticket");
        assertThat(ticket.propertyNames())
                .contains(("id url external_id via created_at updated_at generated_timestamp type subject raw_subject"
                                + " description priority status custom_status_id recipient requester_id submitter_id"
                                + " assignee_id organization_id group_id collaborator_ids follower_ids email_cc_ids"
                                + " forum_topic_id problem_id has_incidents is_public due_at tags custom_fields"
                                + " satisfaction_rating sharing_agreement_ids followup_ids ticket_form_id brand_id"
                                + " allow_channelback allow_attachments")
                        .split(" "));
        assertThat(ticket.get("id").isIntegralNumber()).isTrue();
        assertThat(ticket.get("created_at").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(ticket.get("url").stringValue()).isEqualTo(ApiDesk.desk().url("/api/v2/tickets/" + id + ".json"));
        assertThat(ticket.get("group_id").longValue()).isEqualTo(Ids.group("customer-service"));
        assertThat(ticket.at("/custom_fields/0/value").stringValue()).isEqualTo("billing");
    }

    @Test
    void whatIsPostedWithATicketIsSet() {
        ApiDesk.Answer made =
                agent.post(TICKETS, """
                {"ticket":{"subject":"Set","comment":{"html_body":"<p>One</p><p>Two &amp; three</p>"},"priority":"high",
                "status":"pending","external_id":4711,"tags":["Late parcel","vip"],"assignee_id":%d,
                "requester":{"name":"Ola","email":"ola@example.org"}}}""".formatted(Ids.staff(agent.member().id())));
        assertThat(made.status()).isEqualTo(201);
        long id = made.json().at("/ticket/id").longValue();
        assertThat(made.header("Location")).isEqualTo(ApiDesk.desk().url("/api/v2/tickets/" + id + ".json"));
        JsonNode stored = agent.get("/api/v2/tickets/" + id + ".json").json().get("ticket");
        for (JsonNode ticket : List.of(made.json().get("ticket"), stored)) {
            assertThat(ticket.get("status").stringValue()).isEqualTo("pending");
            assertThat(ticket.get("priority").stringValue()).isEqualTo("high");
            assertThat(ticket.get("external_id").stringValue()).isEqualTo("4711");
            assertThat(ticket.get("assignee_id").longValue())
                    .isEqualTo(Ids.staff(agent.member().id()));
            assertThat(ticket.get("description").stringValue()).isEqualTo("One\nTwo & three");
        }
        assertThat(stored.get("tags").values())
                .extracting(JsonNode::stringValue)
                .containsExactly("late-parcel", "vip");
        assertThat(agent.get(TICKETS + "?external_id=4711").json().get("count").intValue())
                .isEqualTo(1);
    }

    @Test
    void aPublicCommentIsMailedAndANoteIsNot() {
        long id = agent.ticket("mailed@example.org", "Mailed", "Where is my parcel?");
        assertThat(agent.put(
                                "/api/v2/tickets/" + id,
                                "{\"ticket\":{\"comment\":{\"body\":\"Look at this\",\"public\":false}}}")
                        .status())
                .isEqualTo(200);
        assertThat(agent.put(
                                "/api/v2/tickets/" + id,
                                "{\"ticket\":{\"status\":\"pending\",\"comment\":{\"body\":\"It is on its way.\"}}}")
                        .json()
                        .at("/ticket/status")
                        .stringValue())
                .isEqualTo("pending");
        RunningDesk.eventually(() -> ApiDesk.desk().inbox("mailed@example.org"), mails -> mails.size() == 1);
        JsonNode comments =
                agent.get("/api/v2/tickets/" + id + "/comments.json").json();
        assertThat(comments.get("count").intValue()).isEqualTo(3);
        assertThat(comments.at("/comments/1/public").booleanValue()).isFalse();
        assertThat(comments.at("/comments/2/public").booleanValue()).isTrue();
    }

    @Test
    void theRequestersOwnCommentReopensAndIsScreened() {
        long id = agent.ticket("words@example.org", "Words", "Where is my parcel?");
        long requester = agent.get("/api/v2/tickets/" + id)
                .json()
                .at("/ticket/requester_id")
                .longValue();
        agent.put("/api/v2/tickets/" + id, "{\"ticket\":{\"status\":\"solved\"}}");
        String comment = "{\"ticket\":{\"comment\":{\"body\":\"%s\",\"author_id\":" + requester + "}}}";
        assertThat(agent.put(
                                "/api/v2/tickets/" + id,
                                comment.formatted("The parcel has not arrived yet. Please send it again."))
                        .json()
                        .at("/ticket/status")
                        .stringValue())
                .isEqualTo("open");
        ApiDesk.Answer disclosed = agent.put("/api/v2/tickets/" + id, comment.formatted(DISCLOSURE));
        assertThat(disclosed.status()).isEqualTo(200);
        assertThat(disclosed.json().at("/ticket/id").longValue()).isEqualTo(id);
        assertThat(agent.get("/api/v2/tickets/" + id).status()).isEqualTo(404);
    }

    @Test
    void aWalledTicketIsAnsweredLikeAnyOtherAndThenIsNowhere() {
        String body =
                "{\"ticket\":{\"subject\":\"%s\",\"comment\":{\"body\":\"%s\"},\"requester\":{\"name\":\"Kim\",\"email\":\"kim@example.org\"}}}";
        JsonNode calm = agent.post(TICKETS, body.formatted("Zanzibar one", "Where is my parcel?"))
                .json();
        long before =
                agent.get("/api/v2/tickets/count").json().at("/count/value").longValue();
        ApiDesk.Answer made =
                agent.send("POST", TICKETS, body.formatted("Zanzibar two", DISCLOSURE), "Idempotency-Key", "walled-1");
        assertThat(made.status()).isEqualTo(201);
        JsonNode ticket = made.json().get("ticket");
        assertThat(made.json().propertyNames()).containsExactlyElementsOf(calm.propertyNames());
        assertThat(ticket.propertyNames())
                .containsExactlyElementsOf(calm.get("ticket").propertyNames());
        assertThat(ticket.get("status").stringValue()).isEqualTo("new");
        assertThat(ticket.toString()).doesNotContain("safety");
        long id = ticket.get("id").longValue();

        assertThat(agent.get("/api/v2/tickets/" + id).status()).isEqualTo(404);
        assertThat(agent.get("/api/v2/tickets/" + id + "/comments").status()).isEqualTo(404);
        assertThat(agent.get("/api/v2/tickets/" + id + "/tags").status()).isEqualTo(404);
        assertThat(agent.put("/api/v2/tickets/" + id, "{\"ticket\":{\"status\":\"open\"}}")
                        .status())
                .isEqualTo(404);
        assertThat(agent.get("/api/v2/tickets/show_many?ids=" + id).json().get("tickets"))
                .isEmpty();
        assertThat(agent.get("/api/v2/tickets/count").json().at("/count/value").longValue())
                .isEqualTo(before);
        assertThat(agent.get("/api/v2/search/count?query=zanzibar%20type:ticket")
                        .json()
                        .get("count")
                        .intValue())
                .isEqualTo(1);
        assertThat(agent.get("/api/v2/search?query=requester:kim@example.org")
                        .json()
                        .get("count")
                        .intValue())
                .isEqualTo(1);
        assertThat(agent.get("/api/v2/users/" + ticket.get("requester_id") + "/tickets/requested")
                        .json()
                        .get("count")
                        .intValue())
                .isEqualTo(1);
        ApiDesk.Answer again =
                agent.send("POST", TICKETS, body.formatted("Zanzibar two", DISCLOSURE), "Idempotency-Key", "walled-1");
        assertThat(again.header("x-idempotency-lookup")).isEqualTo("hit");
        assertThat(again.json().get("ticket")).isEqualTo(ticket);

        ApiDesk.Caller officer = ApiDesk.caller(Role.SAFETY_OFFICER);
        assertThat(officer.get("/api/v2/tickets/" + id).status()).isEqualTo(200);
    }

    @Test
    void c06_aChildsWordsAreReadMaskedAndTheirPosterGetsThePostedOnesBackEachTime() {
        String body = "{\"ticket\":{\"subject\":\"From Emma Quillfeather\",\"comment\":{\"body\":\"I am nine and the"
                + " dragon is gone. Call 555-867-5309.\"},\"requester\":{\"name\":\"Emma Quillfeather\",\"email\":"
                + "\"emma@example.org\"}}}";
        JsonNode first = agent.send("POST", TICKETS, body, "Idempotency-Key", "masked-1")
                .json()
                .get("ticket");
        long id = first.get("id").longValue();
        for (String path : List.of(
                "/api/v2/tickets/" + id,
                "/api/v2/tickets/" + id + "/comments",
                "/api/v2/search?query=dragon%20gone%20type:ticket",
                "/api/v2/tickets/show_many?ids=" + id)) {
            assertThat(agent.get(path).raw().body())
                    .as(path)
                    .contains("dragon is gone")
                    .doesNotContain("Quillfeather", "555-867-5309");
        }
        assertThat(agent.get("/api/v2/search/count?query=quillfeather%20type:ticket")
                        .json()
                        .get("count")
                        .intValue())
                .isZero();
        ApiDesk.Answer again = agent.send("POST", TICKETS, body, "Idempotency-Key", "masked-1");
        assertThat(again.header("x-idempotency-lookup")).isEqualTo("hit");
        assertThat(again.json().at("/ticket/description"))
                .as("masked words here would be told apart from a walled ticket's")
                .isEqualTo(first.get("description"));
        assertThat(again.json().at("/ticket/subject")).isEqualTo(first.get("subject"));
    }

    @Test
    void theSameKeyMakesOneTicketAndAnotherBodyUnderItIsRefused() {
        String body =
                "{\"ticket\":{\"subject\":\"Once\",\"comment\":{\"body\":\"Only once\"},\"requester\":{\"email\":\"once@example.org\"}}}";
        ApiDesk.Answer first = agent.send("POST", TICKETS, body, "Idempotency-Key", "k-1");
        ApiDesk.Answer second = agent.send("POST", TICKETS, body, "Idempotency-Key", "k-1");
        assertThat(first.header("x-idempotency-lookup")).isEqualTo("miss");
        assertThat(second.header("x-idempotency-lookup")).isEqualTo("hit");
        assertThat(second.json().at("/ticket/id")).isEqualTo(first.json().at("/ticket/id"));
        ApiDesk.Answer other = agent.send("POST", TICKETS, body.replace("Only", "Not"), "Idempotency-Key", "k-1");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().get("error").stringValue()).isEqualTo("IdempotentRequestError");
    }

    @Test
    void aSafeUpdateOfAnOutdatedTicketIsAConflict() {
        long id = agent.ticket("safe@example.org", "Safe", "Hello, a question.");
        String update = "{\"ticket\":{\"subject\":\"Safer\",\"safe_update\":true,\"updated_stamp\":\"%s\"}}";
        ApiDesk.Answer outdated = agent.put("/api/v2/tickets/" + id, update.formatted("2020-01-01T00:00:00Z"));
        assertThat(outdated.status()).isEqualTo(409);
        assertThat(outdated.json().get("error").stringValue()).isEqualTo("UpdateConflict");
        String stamp = agent.get("/api/v2/tickets/" + id)
                .json()
                .at("/ticket/updated_at")
                .stringValue();
        assertThat(agent.put("/api/v2/tickets/" + id, update.formatted(stamp)).status())
                .isEqualTo(200);
    }

    @Test
    void b40_tagsThatAreAddedAndTakenAwayAreMergedAndAReplacementIsAConflict() {
        long id = agent.ticket("merge@example.org", "Merge", "Hello, a question.");
        String ticket = "/api/v2/tickets/" + id;
        agent.put(ticket, "{\"ticket\":{\"tags\":[\"one\",\"two\"]}}");
        String outdated = "{\"ticket\":{%s,\"safe_update\":true,\"updated_stamp\":\"2020-01-01T00:00:00Z\"}}";
        assertThat(agent.put(ticket, outdated.formatted("\"tags\":[\"mine\"]")).status())
                .isEqualTo(409);
        assertThat(agent.put(ticket, outdated.formatted("\"additional_tags\":[\"three\"],\"subject\":\"Other\""))
                        .status())
                .as("with anything else it is a conflict")
                .isEqualTo(409);
        ApiDesk.Answer merged =
                agent.put(ticket, outdated.formatted("\"additional_tags\":[\"three\"],\"remove_tags\":[\"one\"]"));
        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().at("/ticket/tags").toString()).isEqualTo("[\"three\",\"two\"]");
    }

    @Test
    void bothWaysOfPagingWalkAllAndEndWithNull() {
        for (int i = 0; i < 5; i++) {
            agent.ticket("pages@example.org", "Page " + i, "Question " + i);
        }
        long requester = agent.get("/api/v2/users/search.json?query=pages@example.org")
                .json()
                .at("/users/0/id")
                .longValue();
        String list = "/api/v2/users/" + requester + "/tickets/requested.json";
        for (String start : List.of(
                "?page%5Bsize%5D=2",
                "?page[size]=2&sort=-updated_at".replace("[", "%5B").replace("]", "%5D"), "?per_page=2")) {
            List<Long> walked = new ArrayList<>();
            String path = list + start;
            int pages = 0;
            while (path != null && pages++ < 9) {
                JsonNode page = agent.get(path).json();
                page.get("tickets")
                        .forEach(ticket -> walked.add(ticket.get("id").longValue()));
                JsonNode next = page.has("links") ? page.at("/links/next") : page.get("next_page");
                path = next.isNull()
                        ? null
                        : next.stringValue().substring(ApiDesk.desk().url("").length());
            }
            assertThat(walked).as(start).hasSize(5).doesNotHaveDuplicates();
            assertThat(pages).isEqualTo(3);
        }
        JsonNode second = agent.get(agent.get(list + "?page%5Bsize%5D=2")
                        .json()
                        .at("/links/next")
                        .stringValue()
                        .substring(ApiDesk.desk().url("").length()))
                .json();
        JsonNode back = agent.get(second.at("/links/prev")
                        .stringValue()
                        .substring(ApiDesk.desk().url("").length()))
                .json();
        assertThat(back.get("tickets")).hasSize(2);
        assertThat(back.at("/links/prev").isNull()).isTrue();
        assertThat(agent.get(list + "?page%5Bsize%5D=101").status()).isEqualTo(400);
        assertThat(agent.get(list + "?page%5Bafter%5D=%00x").status()).isEqualTo(400);
    }

    @Test
    void tagsAreSetAddedAndTakenAway() {
        long id = agent.ticket("tags@example.org", "Tags", "A question.");
        String tags = "/api/v2/tickets/" + id + "/tags.json";
        assertThat(agent.post(tags, "{\"tags\":[\"one\",\"two\"]}").json().get("tags"))
                .hasSize(2);
        assertThat(agent.put(tags, "{\"tags\":[\"three\"]}").json().get("tags")).hasSize(3);
        assertThat(agent.send("DELETE", tags, "{\"tags\":[\"one\"]}")
                        .json()
                        .get("tags")
                        .values())
                .extracting(JsonNode::stringValue)
                .containsExactly("three", "two");
    }

    @Test
    void aGroupMovesTheTicketButNeverToTheSafetyTeam() {
        long id = agent.ticket("moved@example.org", "Moved", "A question about my bill.");
        long tech = Ids.group("technical-support");
        boolean known = agent.get("/api/v2/groups/" + tech).status() == 200;
        if (known) {
            assertThat(agent.put("/api/v2/tickets/" + id, "{\"ticket\":{\"group_id\":" + tech + "}}")
                            .json()
                            .at("/ticket/group_id")
                            .longValue())
                    .isEqualTo(tech);
        }
        assertThat(agent.put("/api/v2/tickets/" + id, "{\"ticket\":{\"group_id\":" + Ids.group("safety-team") + "}}")
                        .status())
                .isEqualTo(422);
        assertThat(agent.put("/api/v2/tickets/" + id, "{\"ticket\":{\"group_id\":17}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void faultsAreToldByFieldAndNothingIsChanged() {
        ApiDesk.Answer wrong = agent.post(
                TICKETS,
                "{\"ticket\":{\"subject\":[1],\"comment\":{\"body\":\"Hello\"},\"priority\":\"enormous\",\"status\":\"deleted\","
                        + "\"assignee_id\":\"x\",\"tags\":{\"a\":1},\"requester\":{\"name\":\"No address\"}}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("error").stringValue()).isEqualTo("RecordInvalid");
        assertThat(wrong.json().get("details").propertyNames())
                .contains("subject", "priority", "status", "assignee_id", "tags", "requester");
        assertThat(wrong.json().at("/details/priority/0/description").stringValue())
                .startsWith("Priority:");
        assertThat(wrong.header("Retry-After")).isEmpty();
    }

    @Test
    void hostileBodiesAreRefusedInTheDialectsShape() {
        String deep = "{\"ticket\":".repeat(2_000) + "1" + "}".repeat(2_000);
        for (String broken : List.of(
                "",
                "{",
                "null",
                "[]",
                "\"x\"",
                "{\"ticket\":1}",
                "{\"ticket\":null}",
                "{}{}",
                deep,
                "{\"ticket\":{\"subject\":1e99999999999}}")) {
            ApiDesk.Answer answer = agent.post(TICKETS, broken);
            assertThat(answer.status())
                    .as(broken.substring(0, Math.min(20, broken.length())))
                    .isIn(400, 422);
            assertThat(answer.json().get("error").isString()).isTrue();
            assertThat(answer.header("Content-Type")).startsWith("application/json");
        }
        byte[] large = ("{\"ticket\":{\"comment\":{\"body\":\"" + "x".repeat(10 << 20) + "\"}}}")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(agent.send("POST", TICKETS, large, "application/json").status())
                .isEqualTo(413);
        assertThat(agent.send(
                                "POST",
                                TICKETS,
                                "a=b".getBytes(StandardCharsets.US_ASCII),
                                "application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(415);
        byte[] notUtf8 = "{\"ticket\":{\"comment\":{\"body\":\"\u00ff\"}}}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(agent.send("POST", TICKETS, notUtf8, "application/json").status())
                .isEqualTo(400);
    }

    @Test
    void oddTextIsKeptAsFarAsItCanBe() {
        ApiDesk.Answer odd = agent.post(
                TICKETS,
                "{\"ticket\":{\"subject\":\"a\\u0000b\\ud800\",\"comment\":\"x\\u0000y \\udfff z\",\"requester\":{\"name\":\"\\u0000\",\"email\":\"odd@example.org\"},\"tags\":[\"\\ud800\"]}}");
        assertThat(odd.status()).isEqualTo(201);
        long id = odd.json().at("/ticket/id").longValue();
        JsonNode ticket = agent.get("/api/v2/tickets/" + id).json().get("ticket");
        assertThat(ticket.get("subject").stringValue()).isEqualTo("ab\ufffd");
        assertThat(ticket.get("description").stringValue()).isEqualTo("xy \ufffd z");
        ApiDesk.Answer byText = agent.put(
                "/api/v2/tickets/" + id,
                "{\"ticket\":{\"assignee_id\":\"" + Ids.staff(agent.member().id()) + "\"}}");
        assertThat(byText.status()).isEqualTo(200);
        assertThat(agent.get("/api/v2/tickets.json?external_id=%00").status()).isEqualTo(200);
        assertThat(agent.get("/api/v2/search.json?query=%00%27%3A%2A%20%26%7C!").status())
                .isEqualTo(200);
    }

    @Test
    void wrongAddressesAndVerbsAreAnsweredInTheDialect() {
        assertThat(agent.get("/api/v2/nothing.json").json().get("error").stringValue())
                .isEqualTo("InvalidEndpoint");
        assertThat(agent.get("/api/v2/tickets/99999999999999999999.json").status())
                .isEqualTo(404);
        ApiDesk.Answer missing = agent.get("/api/v2/tickets/999999999");
        assertThat(missing.raw().body()).isEqualTo("{\"error\":\"RecordNotFound\",\"description\":\"Not found\"}");
        ApiDesk.Answer verb = agent.send("DELETE", TICKETS, (String) null);
        assertThat(verb.status()).isEqualTo(405);
        assertThat(verb.header("Allow")).contains("GET", "POST");
        assertThat(agent.get("/api/v2/tickets.json?page=x").status()).isEqualTo(400);
        assertThat(agent.get("/api/v2/tickets.json?page=102").status()).isEqualTo(400);
        assertThat(agent.get("/api/v2/tickets.json?sort_by=mood").status()).isEqualTo(400);
    }

    @Test
    void aCallerWithoutARequesterIsTheRequester() {
        JsonNode made = agent.post(TICKETS, "{\"ticket\":{\"comment\":{\"body\":\"My own question\"}}}")
                .json();
        assertThat(made.at("/ticket/subject").stringValue()).isEqualTo("My own question");
        long requester = made.at("/ticket/requester_id").longValue();
        assertThat(agent.get("/api/v2/users/" + requester)
                        .json()
                        .at("/user/email")
                        .stringValue())
                .isEqualTo(agent.member().email().value());
        assertThat(agent.post(TICKETS, "{\"ticket\":{\"requester_id\":" + requester + ",\"comment\":\"Again\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(agent.post(TICKETS, "{\"ticket\":{\"requester_id\":987654,\"comment\":\"Again\"}}")
                        .status())
                .isEqualTo(422);
    }
}
