package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.staff.Role;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/** The agents' screens over HTTP, without a screen: each verb from the form that stands on the page. */
class DeskScreensTest {
    private static RunningDesk desk;
    private static Browser agent;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        agent = desk.browser(desk.staff("Sam Oak", Role.AGENT, Role.ADMIN));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aTicketIsListedOpenedAndAnswered() {
        Ticket ticket = desk.ticket("zebra1", "My card was charged twice for this month. Please refund one payment.");
        for (String list : new String[] {"team", "unassigned", "open"}) {
            assertThat(agent.get("/desk/lists/" + list).body()).as(list).contains("zebra1", "#" + ticket.id());
        }
        assertThat(agent.get("/desk/lists/mine").body()).doesNotContain("zebra1");
        Document page = page(ticket);
        assertThat(page.select("#ticket-head h1").text()).isEqualTo("zebra1");
        assertThat(page.select("#why-classified").text()).contains("Billing");
        assertThat(page.select("#why-timed").text()).contains("48 hours");
        assertThat(page.select(".msg").text()).contains("charged twice");

        HttpResponse<String> sent = post(ticket, "replies", Map.of("text", "We return it today.", "then", "pending"));
        assertThat(sent.statusCode()).isEqualTo(302);
        RunningDesk.eventually(() -> desk.inbox("zebra1@example.org"), mails -> mails.size() == 1);
        assertThat(now(ticket).state()).isEqualTo(State.PENDING);
        assertThat(agent.get("/desk/tickets/" + ticket.id() + "?list=team").body())
                .contains("We return it today.")
                .contains("waits for the customer");
    }

    @Test
    void aStaleVersionShowsBothSidesAndKeepsTheText() {
        Ticket ticket = desk.ticket("zebra2", "The app does not start.");
        String version = version(page(ticket));
        post(ticket, "state", Map.of("state", "hold"));
        HttpResponse<String> late = agent.post(
                "/desk/tickets/" + ticket.id(),
                "/desk/tickets/" + ticket.id() + "/replies",
                Map.of("version", version, "text", "Half an hour of careful words."));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Half an hour of careful words.", "Nothing was overwritten");
        assertThat(page(ticket).select("#reply").text()).isEqualTo("Half an hour of careful words.");
        HttpResponse<String> state = agent.post(
                "/desk/tickets/" + ticket.id(),
                "/desk/tickets/" + ticket.id() + "/state",
                Map.of("version", version, "state", "solved"));
        assertThat(state.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(state.body()).select(".sides").text()).contains("Solved", "On hold");
    }

    @Test
    void theSameReplySentTwiceIsOneMail() {
        Ticket ticket = desk.ticket("zebra3", "The app does not start.");
        String version = version(page(ticket));
        Map<String, String> form = Map.of("version", version, "text", "Try this.");
        String address = "/desk/tickets/" + ticket.id() + "/replies";
        assertThat(agent.post("/desk/tickets/" + ticket.id(), address, form).statusCode())
                .isEqualTo(302);
        assertThat(agent.post("/desk/tickets/" + ticket.id(), address, form).statusCode())
                .isEqualTo(302);
        assertThat(page(ticket).select(".msg.ours")).hasSize(1);
    }

    @Test
    void theGateStopsACardNumberAndTheDraftStays() {
        Ticket ticket = desk.ticket("zebra4", "The app does not start.");
        HttpResponse<String> stopped =
                post(ticket, "replies", Map.of("text", "Your card 4111 1111 1111 1111 is fine."));
        assertThat(stopped.statusCode()).isEqualTo(422);
        assertThat(stopped.body()).contains("A payment card number must not go out");
        assertThat(page(ticket).select("#reply").text()).contains("4111 1111");
    }

    @Test
    void c14_whatTheGateFoundStandsBesideTheReplyAndIsTakenOutWithOneClick() {
        Ticket ticket = desk.ticket("zebra41", "Call me at 555-123-4567.");
        String here = "/desk/tickets/" + ticket.id();
        String words = "We call 555-123-4567. The other home is at 12 Oak Street, not 14 Elm Street.";
        HttpResponse<String> stopped = post(ticket, "replies", Map.of("text", words));
        assertThat(stopped.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(stopped.body()).select("#held li").eachText())
                .containsExactly(
                        "12 Oak Street a postal address Replace with [address]",
                        "14 Elm Street a postal address Replace with [address]");
        String value =
                Jsoup.parse(stopped.body()).select("#held button").first().val();
        agent.post(here, here + "/drafts/reply", Map.of("text", words, "mask", value));
        Document page = page(ticket);
        assertThat(page.select("#reply").text()).contains("555-123-4567", "is at [address], not 14 Elm Street");
        assertThat(page.select("#held li")).hasSize(1);
    }

    @Test
    void draftsOfReplyAndNoteNeverMeet() {
        Ticket ticket = desk.ticket("zebra5", "The app does not start.");
        String here = "/desk/tickets/" + ticket.id();
        assertThat(agent.post(here, here + "/drafts/reply", Map.of("text", "to them"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(agent.post(here, here + "/drafts/note", Map.of("text", "to us"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(page(ticket).select("#reply").text()).isEqualTo("to them");
        assertThat(page(ticket).select("#note").text()).isEqualTo("to us");
        assertThat(post(ticket, "notes", Map.of("text", "to us")).statusCode()).isEqualTo(302);
        assertThat(page(ticket).select(".msg.note").text()).contains("to us");
        assertThat(page(ticket).select("#note").text()).isEmpty();
        assertThat(agent.post(here, here + "/drafts/other", Map.of("text", "x")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTicketIsAssignedTaggedSortedAndClimbsToTheTopWhereItIsRefused() {
        Ticket ticket = desk.ticket("zebra6", "My card was charged twice. Please refund one payment.");
        post(ticket, "assignment", Map.of("assignee", "me"));
        assertThat(now(ticket).assigneeId()).isNotNull();
        assertThat(agent.get("/desk/lists/mine").body()).contains("zebra6");
        post(ticket, "tags", Map.of("tags", "refund, VIP guest"));
        assertThat(page(ticket).select("#tags").attr("value")).isEqualTo("refund, vip-guest");

        assertThat(post(ticket, "classification", Map.of("category", "technical/nonsense", "reason", "x"))
                        .statusCode())
                .isEqualTo(422);
        String issue =
                page(ticket).select("#category option[value^=account/]").first().attr("value");
        assertThat(post(ticket, "classification", Map.of("category", issue)).body())
                .contains("Say what shows it");
        assertThat(post(ticket, "classification", Map.of("category", issue, "reason", "asked by phone"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(now(ticket).category()).isEqualTo("account");

        assertThat(post(ticket, "escalations", Map.of()).body()).contains("Choose why it has to climb");
        for (int i = 0; i < 6 && page(ticket).select("#escalation").size() > 0; i++) {
            String reason = page(ticket).select("#escalation option").last().attr("value");
            HttpResponse<String> climbed = post(ticket, "escalations", Map.of("reason", reason));
            assertThat(climbed.statusCode()).as(reason).isEqualTo(302);
        }
        assertThat(page(ticket).select("#act-escalate").text()).contains("top of its ladder");
        assertThat(post(ticket, "escalations", Map.of("reason", "x")).body()).contains("nobody further up");
        assertThat(page(ticket).select(".timeline").text()).contains("Went up from");
    }

    @Test
    void whoeverCallsTheSafetyTeamSeesTheTicketNoMore() {
        Ticket ticket = desk.ticket("zebra7", "The app does not start.");
        HttpResponse<String> handed = post(ticket, "concerns", Map.of("level", "S3"));
        assertThat(handed.headers().firstValue("Location").orElseThrow()).endsWith("/desk/lists/mine");
        assertThat(agent.get("/desk/lists/mine").body()).contains("handed to the Safety Team");
        assertThat(agent.get("/desk/tickets/" + ticket.id()).statusCode()).isEqualTo(404);
        Browser officer = desk.browser(desk.staff("Mina Iversen", Role.SAFETY_OFFICER));
        HttpResponse<String> seen = officer.get("/desk/tickets/" + ticket.id());
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).contains("Behind the safety wall", "zebra7");
        assertThat(officer.get("/desk/lists/safety").body())
                .contains("/desk/tickets/" + ticket.id())
                .doesNotContain("zebra7");
    }

    @Test
    void aPhoneCallIsNotedAndWarnsWhereThePlanHasNoPhone() {
        Map<String, String> call = Map.of(
                "name",
                "Kim Dorn",
                "phone",
                "+1 555 010 2030",
                "subject",
                "zebra8 voice",
                "text",
                "The voice is silent.");
        HttpResponse<String> noted = agent.post("/desk/tickets/new", "/desk/tickets", call);
        assertThat(noted.statusCode()).isEqualTo(302);
        HttpResponse<String> page =
                agent.get(noted.headers().firstValue("Location").orElseThrow());
        assertThat(page.body()).contains("no phone support", "zebra8 voice", "Call back: +1 555 010 2030");
        assertThat(agent.post("/desk/tickets/new", "/desk/tickets", Map.of("email", "nonsense"))
                        .body())
                .contains("Tell who called", "This is no e-mail address", "Write what was said");
    }

    @Test
    void whatIsNotThereAnswersWithACodeToQuote() {
        for (String address :
                new String[] {"/desk/tickets/999999999", "/desk/tickets/abc", "/desk/lists/safety", "/desk/nowhere"}) {
            HttpResponse<String> answer = agent.get(address, "Accept", "text/html");
            assertThat(answer.statusCode()).as(address).isEqualTo(404);
            assertThat(answer.body()).contains("There is nothing here", "Code to quote");
        }
    }

    private static Ticket now(Ticket ticket) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(Tickets.class).find(ticket.id()).orElseThrow());
    }

    private static Document page(Ticket ticket) {
        HttpResponse<String> answer = agent.get("/desk/tickets/" + ticket.id());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static String version(Document page) {
        return page.select("[data-version]").attr("data-version");
    }

    private static HttpResponse<String> post(Ticket ticket, String action, Map<String, String> fields) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.putIfAbsent("version", version(page(ticket)));
        return agent.post("/desk/tickets/" + ticket.id(), "/desk/tickets/" + ticket.id() + "/" + action, all);
    }
}
