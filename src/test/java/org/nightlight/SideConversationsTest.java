package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nightlight.RunningDesk.eventually;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;

/** What colleagues write with somebody outside about a ticket: by real mail both ways, apart from the customer, behind the same wall. */
class SideConversationsTest {
    private static final RunningDesk DESK = RunningDesk.start(Map.of(
            "nightlight.bounces.address",
            "bounces@storytailor.com",
            "nightlight.mail.trusted-servers",
            "mx.desk.example"));
    private static final Actor TEST = new Actor.Software("test");
    private static int letters;
    private static Browser sam;
    private static Browser kim;
    private static Browser mina;

    @BeforeAll
    static void start() {
        sam = DESK.browser(DESK.staff("Sam Oak", Role.AGENT));
        kim = DESK.browser(DESK.staff("Kim Fir", Role.AGENT));
        mina = DESK.browser(DESK.staff("Mina Iversen", Role.SAFETY_OFFICER));
    }

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void anAnswerComesIntoTheSideConversationAndNothingOfItReachesTheCustomerOrTheClocks() throws Exception {
        String page = ticket("ann.lark@mail.example", "Ann Lark", "Paid twice");
        sam.post(page, page + "/assignment", Map.of("version", version(page), "assignee", id("Sam Oak")));
        sam.post(page, page + "/state", Map.of("version", version(page), "state", "solved"));
        String before = version(page);
        List<String> clocks = clocks(page);
        String side = begun(sam, page, "help@pay-one.example", "Payment 88231", "Was payment 88231 taken twice?");
        Message mail = first("help@pay-one.example");
        assertThat(mail.getSubject()).matches("Payment 88231 \\[S\\d+-[0-9a-f]{10}]");
        assertThat(mail.getHeader("Auto-Submitted")).isNull();
        assertThat(words(mail)).contains("Was payment 88231 taken twice?").doesNotContain("The app does not start");
        eventually(() -> sam.get(side).body(), body -> body.contains("Sent "));

        String answer = answer("help@pay-one.example", mail, "", "Yes, twibblefrost. It goes back today.");
        Document drawn =
                eventually(() -> page(sam, side), it -> it.select("article").size() == 2);
        assertThat(drawn.select("article.theirs").text())
                .contains("Third Party", "twibblefrost")
                .doesNotContain("not the requester");
        Document ticket = page(sam, page);
        assertThat(ticket.select("#talk").text()).doesNotContain("twibblefrost", "taken twice");
        assertThat(ticket.select("#sides li").text())
                .contains("Payment 88231", "new answer", "help@pay-one.example, open", "twibblefrost");
        assertThat(story(ticket))
                .contains("An answer came in a side conversation", "Side conversation begun by Sam Oak");
        assertThat(EveryTable.rows(DESK, "select state from ticket where id = ?", number(page)))
                .containsExactly("solved");
        assertThat(version(page)).as("nobody is overtaken").isEqualTo(before);
        assertThat(clocks(page)).isEqualTo(clocks);
        assertThat(EveryTable.rows(DESK, "select address from participant where ticket_id = ?", number(page)))
                .isEmpty();
        assertThat(EveryTable.rows(DESK, "select ticket_id from mail_thread where mail_id = ?", answer))
                .isEmpty();
        assertThat(EveryTable.rows(
                        DESK, "select staff_id from notice where kind = 'side-answer' and ticket_id = ?", number(page)))
                .as("told once, to whoever has it and began it")
                .containsExactly(id("Sam Oak"));
        assertThat(sam.get("/desk/mentions").body()).contains("Somebody outside answered in a side conversation");

        assertThat(sam.post(side, side + "/messages", Map.of("side-text", "Thank you."))
                        .statusCode())
                .isEqualTo(302);
        assertThat(sam.post(side, side + "/messages", Map.of("side-text", "Thank you."))
                        .statusCode())
                .as("pressed twice")
                .isEqualTo(302);
        Message second = eventually(() -> DESK.inbox("help@pay-one.example"), all -> all.size() == 2)
                .getLast();
        assertThat(second.getHeader("In-Reply-To")).containsExactly(answer);
        assertThat(second.getSubject()).startsWith("Re: Payment 88231 [S");
        assertThat(page(sam, page).select("#sides .due")).as("it was answered").isEmpty();
        press(sam, side, page(sam, side).selectFirst("form[action$=closure] button"));
        assertThat(page(sam, page).select("#sides li").text()).contains("closed");
        answer("help@pay-one.example", second, "", "One more thing.");
        assertThat(eventually(() -> page(sam, page).select("#sides li").text(), it -> it.contains("new answer")))
                .as("an answer opens it again")
                .contains("open");
        press(sam, side, page(sam, side).selectFirst("form[action$=reading] button"));
        assertThat(page(sam, page).select("#sides .due")).isEmpty();
        assertThat(DESK.inbox("ann.lark@mail.example")).isEmpty();
        assertThat(DESK.inbox("help@pay-one.example")).as("nothing by itself").hasSize(2);
    }

    @Test
    void aRecipientWhoMayNotBeOneIsRefusedInPlainWordsAndNothingTypedIsLost() {
        String page = ticket("bo.wren@mail.example", "Bo Wren", "Slow narrator");
        Customers customers = DESK.bean(Customers.class);
        long home = customers.createHousehold("Wren", "free", TEST).id();
        Customer bo = customers
                .findByAddress(new EmailAddress("bo.wren@mail.example"))
                .orElseThrow();
        customers
                .update(bo.id(), bo.version(), details("Bo Wren", "bo.wren@mail.example", Relation.PARENT, home), TEST)
                .orThrow();
        customers
                .create(details("Marigold Wren", "marigold@mail.example", Relation.CHILD, home), TEST)
                .orThrow();
        assertThat(refused(page, "nonsense", "Subject", "Words")).contains("Enter an e-mail address");
        assertThat(refused(page, "support@storytailor.com", "Subject", "Words")).contains("the desk’s own");
        assertThat(refused(page, "support+x@storytailor.com", "Subject", "Words"))
                .contains("the desk’s own");
        assertThat(refused(page, "kim.fir@desk.example", "Subject", "Words")).contains("This is a colleague");
        assertThat(refused(page, "bo.wren@mail.example", "Subject", "Words")).contains("answer them there");
        assertThat(refused(page, "marigold@mail.example", "Subject", "Words")).contains("answer them there");
        assertThat(refused(page, "a@print.example", " ", " "))
                .contains("Say what it is about.", "Write the mail first.");
        assertThat(refused(page, "a@print.example", "x".repeat(201), "Words")).contains("Use up to 200 letters");

        HttpResponse<String> unsure = send(sam, page, "a@print.example", "Order", "Please print it again.", false);
        assertThat(unsure.statusCode()).isEqualTo(422);
        Document drawn = Jsoup.parse(unsure.body());
        assertThat(drawn.select("#side-sure-fault").text()).contains("names print.example");
        assertThat(drawn.select("#side-to").val()).isEqualTo("a@print.example");
        assertThat(drawn.select("#side-text").val()).isEqualTo("Please print it again.");
        assertThat(drawn.select("#act-side").hasAttr("open")).isTrue();

        assertThat(refused(page, "a@print.example", "Order", "It is for Marigold."))
                .contains("names a child");
        assertThat(refused(page, "a@print.example", "Book of Marigold", "Print it."))
                .as("the subject too")
                .contains("In the subject line: This names a child");
        assertThat(refused(page, "a@print.example", "Order", "Call her at +1 212 555 0147."))
                .contains("phone");
        assertThat(refused(page, "a@print.example", "Order", "Card 4111 1111 1111 1111"))
                .contains("payment card");
        assertThat(DESK.inbox("a@print.example")).isEmpty();
        assertThat(EveryTable.rows(DESK, "select id from side_conversation where ticket_id = ?", number(page)))
                .isEmpty();
        assertThat(send(sam, page, "a@print.example", "Order", "Please print it again.", true)
                        .statusCode())
                .isEqualTo(302);
        String side = page(sam, page).select("#sides a").attr("href");
        HttpResponse<String> child = sam.post(side, side + "/messages", Map.of("side-text", "For Marigold"));
        assertThat(child.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(child.body()).select("#side-text").val()).isEqualTo("For Marigold");
    }

    @Test
    void whoeverWasNotWrittenToAndWhoeverIsDoubtedJoinsNothing() throws Exception {
        String page = ticket("cy.dove@mail.example", "Cy Dove", "No picture");
        String side = begun(sam, page, "press@print-two.example", "Order 12", "Where is order 12?");
        Message mail = first("press@print-two.example");
        String other = answer("boss@print-two.example", mail, "", "It is lost, snorkelwump.");
        String forged = answer(
                "press@print-two.example",
                mail,
                "Authentication-Results: mx.desk.example; dmarc=fail header.from=print-two.example\n",
                "Pay to another account, snorkelwump.");
        for (String stranger : List.of(other, forged)) {
            String own = pageOf(stranger);
            assertThat(own).isNotEqualTo(page);
            assertThat(page(sam, own).select("#talk").text())
                    .contains("snorkelwump", "It answers #" + number(page) + ", but the sender is not on it");
        }
        assertThat(page(sam, side).text()).doesNotContain("snorkelwump");

        String tag = mail.getSubject().replaceFirst(".*(\\[S.*])", "$1");
        raw("press@print-two.example", "Something else " + tag, "", "", "Found by its tag, pibblemoor.");
        eventually(() -> page(sam, side).text(), it -> it.contains("pibblemoor"));
        String made = raw(
                "press@print-two.example",
                "Something " + tag.replaceFirst("-[0-9a-f]{10}", "-0123456789"),
                "",
                "",
                "Made up, quibblefen.");
        assertThat(pageOf(made)).isNotEqualTo(page);
        assertThat(page(sam, side).text()).doesNotContain("quibblefen");
        assertThat(page(sam, page).select("#talk").text()).doesNotContain("snorkelwump", "pibblemoor", "quibblefen");
    }

    @Test
    void aMachinesAnswerIsFiledAndNeverAnsweredAndAMailThatCameBackCanBeSentAgain() throws Exception {
        String page = ticket("di.finch@mail.example", "Di Finch", "Three invoices");
        String side = begun(sam, page, "desk@bank-three.example", "Account", "Please look it up.");
        Message mail = first("desk@bank-three.example");
        answer("desk@bank-three.example", mail, "Auto-Submitted: auto-replied\n", "We are on holiday.");
        Document drawn = eventually(() -> page(sam, side), it -> it.text().contains("on holiday"));
        assertThat(drawn.select("article.theirs .chip").eachText()).contains("automatic");
        assertThat(page(sam, page).select("#sides .due"))
                .as("nobody waits for it")
                .isEmpty();
        assertThat(EveryTable.rows(
                        DESK, "select id from notice where kind = 'side-answer' and ticket_id = ?", number(page)))
                .isEmpty();
        assertThat(DESK.inbox("desk@bank-three.example")).hasSize(1);

        raw(
                "mailer-daemon@bank-three.example",
                "Undelivered Mail",
                "",
                "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n",
                """
                --b
                Content-Type: text/plain

                Your message was not delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; bank-three.example

                Final-Recipient: rfc822; desk@bank-three.example
                Action: failed
                Status: 5.2.2

                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s

                --b--
                """.formatted(mail.getHeader("Message-ID")[0]));
        Document failed = eventually(
                () -> page(sam, side), it -> it.select("form[action$=resend]").size() == 1);
        assertThat(failed.select(".failed").text()).contains("It came back");
        assertThat(page(sam, page).select("#sides .due").eachText()).doesNotContain("new answer");
        press(sam, side, failed.selectFirst("form[action$=resend] button"));
        assertThat(eventually(() -> DESK.inbox("desk@bank-three.example"), all -> all.size() == 2)
                        .getLast()
                        .getHeader("Message-ID"))
                .as("the same mail")
                .containsExactly(mail.getHeader("Message-ID")[0]);
    }

    @Test
    void b56_anAnswerThatSpeaksOfHarmOpensACaseAndEverythingGoesBehindTheWall() throws Exception {
        String page = ticket("ed.heron@mail.example", "Ed Heron", "Reading group");
        String side = begun(sam, page, "teacher@school-four.example", "The zibblewort group", "Is the group still on?");
        Message mail = first("teacher@school-four.example");
        answer(
                "teacher@school-four.example",
                mail,
                "",
                "Yes. But she told me her stepfather hits her every night and she is scared to go home. Grumblefen.");
        eventually(
                () -> EveryTable.rows(DESK, "select id from safety_case where ticket_id = ?", number(page)),
                it -> !it.isEmpty());
        for (String path : List.of(page, side)) {
            assertThat(sam.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String verb : List.of("/messages", "/closure", "/reading")) {
            assertThat(sam.post("/desk/tasks", side + verb, Map.of("side-text", "x"))
                            .statusCode())
                    .as(verb)
                    .isEqualTo(404);
        }
        assertThat(send(sam, "/desk/tasks", page, "a@b.example", "x", "y", true).statusCode())
                .isEqualTo(404);
        assertThat(send(mina, page, page, "a@b.example", "x", "y", true).statusCode())
                .as("nor by those who see it")
                .isEqualTo(404);
        assertThat(EveryTable.holding(DESK, "grumblefen")).isEmpty();
        assertThat(EveryTable.holding(DESK, "zibblewort")).as("the subject too").isEmpty();
        assertThat(sam.get("/desk/mentions").body()).doesNotContain("#" + number(page));

        assertThat(page(mina, page).select("#sides li").text()).contains("teacher@school-four.example");
        assertThat(page(mina, page).select("#act-side")).isEmpty();
        assertThat(page(mina, side).text()).contains("Grumblefen", "The zibblewort group");
        assertThat(page(mina, side).select("#side-text, form[action$=closure]")).isEmpty();

        answer("teacher@school-four.example", mail, "", "I forgot: wumblethorpe.");
        eventually(() -> page(mina, side).text(), it -> it.contains("wumblethorpe"));
        assertThat(EveryTable.holding(DESK, "wumblethorpe")).isEmpty();
        assertThat(DESK.inbox("teacher@school-four.example"))
                .as("nothing tells outside")
                .hasSize(1);
        String stranger = answer("other@school-four.example", mail, "", "A question of mine.");
        assertThat(page(sam, pageOf(stranger)).select("#talk").text()).doesNotContain("It answers");
    }

    @Test
    void whatWaitsToLeaveIsHeldBackWhenAWallRises() {
        try (RunningDesk slow = RunningDesk.start(Map.of("nightlight.outbox.undo", "600"))) {
            Browser tom = slow.browser(slow.staff("Tom Ash", Role.AGENT));
            String page = ticket(slow, "fay.crane@mail.example", "Fay Crane", "Wrong name");
            assertThat(send(tom, page, page, "a@print-five.example", "Order", "Print it, marblewick.", true)
                            .statusCode())
                    .isEqualTo(302);
            String side = page(tom, page).select("#sides a").attr("href");
            Element undo = page(tom, side).selectFirst("form[action$=undo]");
            HttpResponse<String> back = tom.post(side, undo.attr("action"), Map.of());
            assertThat(Jsoup.parse(back.body()).select("#side-text").val())
                    .as("its words are in the form again")
                    .isEqualTo("Print it, marblewick.");
            assertThat(tom.post(side, side + "/messages", Map.of("side-text", "Print it now, marblewick."))
                            .statusCode())
                    .isEqualTo(302);
            slow.bean(Database.class)
                    .write(Clearance.SYSTEM, () -> slow.bean(Cases.class).raise(number(page), Level.S3, TEST));
            assertThat(EveryTable.rows(slow, "select distinct state from outbound where purpose = 'side'"))
                    .containsExactly("withheld");
            assertThat(EveryTable.holding(slow, "marblewick")).isEmpty();
            assertThat(slow.inbox("a@print-five.example")).isEmpty();
        }
    }

    @Test
    void b44_itIsSeenAndAnsweredWhereAMergedTicketGoesOnAndComesBackWhenThatIsUndone() throws Exception {
        String one = ticket("gil.swift@mail.example", "Gil Swift", "No sound here");
        String two = ticket("hal.swift@mail.example", "Hal Swift", "Silent there");
        String side = begun(sam, one, "help@sound-six.example", "The recording", "Is it silent at your end?");
        Message mail = first("help@sound-six.example");
        Browser lea = DESK.browser(DESK.staff("Lea Elm", Role.LEAD));
        merge(lea, one, two);
        assertThat(page(sam, two).select("#sides a").attr("href")).isEqualTo(side);
        assertThat(refused(two, "gil.swift@mail.example", "Subject", "Words")).contains("answer them there");
        answer("help@sound-six.example", mail, "", "The recording plays well here.");
        assertThat(eventually(() -> page(sam, two).select("#sides li").text(), it -> it.contains("new answer")))
                .contains("The recording plays well here.");
        assertThat(story(page(sam, two))).contains("An answer came in a side conversation");
        assertThat(sam.post(side, side + "/messages", Map.of("side-text", "Thank you."))
                        .statusCode())
                .isEqualTo(302);
        assertThat(lea.post(two, one + "/merge/undo", Map.of()).statusCode()).isEqualTo(302);
        assertThat(page(sam, two).select("#sides")).isEmpty();
        assertThat(page(sam, one).select("#sides li").text()).contains("Thank you.");
    }

    @Test
    void b56_dangerInAnAnswerOfAMergedTicketWallsWhereItGoesOnToo() throws Exception {
        String one = ticket("kay.swift@mail.example", "Kay Swift", "Late parcel");
        String two = ticket("lee.swift@mail.example", "Lee Swift", "Parcel is late");
        begun(sam, one, "aunt@parcel-nine.example", "The parcel", "Did it arrive?");
        Message mail = first("aunt@parcel-nine.example");
        merge(DESK.browser(DESK.staff("Liv Elm", Role.LEAD)), one, two);
        answer(
                "aunt@parcel-nine.example",
                mail,
                "",
                "It did. My niece says her stepfather hits her every night and she is scared to go home.");
        eventually(() -> sam.get(one).statusCode(), status -> status == 404);
        assertThat(sam.get(two).statusCode()).isEqualTo(404);
    }

    @Test
    void anAttachmentOfAnAnswerIsKeptAndShownAsAnyOther() throws Exception {
        String page = ticket("ida.plover@mail.example", "Ida Plover", "Quiet evening");
        String side = begun(sam, page, "scan@print-seven.example", "Proof", "Please send the proof.");
        Message mail = first("scan@print-seven.example");
        raw(
                "scan@print-seven.example",
                "Re: Proof",
                "In-Reply-To: " + mail.getHeader("Message-ID")[0] + "\n",
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n",
                """
                --b
                Content-Type: text/plain

                Here it is.

                --b
                Content-Type: text/plain; name="proof.txt"
                Content-Disposition: attachment; filename="proof.txt"

                The proof.

                --b--
                """);
        Document drawn = eventually(() -> page(sam, side), it -> it.text().contains("Here it is"));
        assertThat(drawn.select("article.theirs ul").text()).contains("proof.txt");
        assertThat(page(sam, page).select("#talk").text()).doesNotContain("proof.txt");
    }

    @Test
    void c59_itIsNoPartOfACopyAndGoesWithItsTicket() throws Exception {
        String page = ticket("jo.rail@mail.example", "Jo Rail", "Old story");
        begun(sam, page, "old@print-eight.example", "Grizzlepatch", "Ask for the pibblewarp.");
        answer("old@print-eight.example", first("old@print-eight.example"), "", "No frumblenook here.");
        eventually(() -> page(sam, page).select("#sides li").text(), it -> it.contains("frumblenook"));
        Scope scope = Scope.ofTickets(Set.of(number(page)));
        List<PersonalData> parts =
                List.copyOf(DESK.context().getBeansOfType(PersonalData.class).values());
        PersonalData ours = parts.stream()
                .filter(part -> part.tables().contains("side_conversation"))
                .findFirst()
                .orElseThrow();
        Database database = DESK.bean(Database.class);
        assertThat(database.read(Clearance.SYSTEM, () -> ours.holdings(scope)))
                .anyMatch(held -> held.toString().contains("Side conversations"));
        assertThat(database.read(Clearance.SYSTEM, () -> ours.excerpts(scope)).toString())
                .contains("The app does not start")
                .doesNotContain("pibblewarp", "frumblenook");
        database.write(
                Clearance.SYSTEM,
                () -> parts.stream()
                        .sorted(Comparator.comparing(PersonalData::rank))
                        .forEach(part -> part.erase(scope)));
        for (String word : List.of("pibblewarp", "frumblenook", "grizzlepatch", "print-eight")) {
            assertThat(EveryTable.holding(DESK, word)).as(word).isEmpty();
        }
    }

    private static void merge(Browser lead, String one, String two) {
        Map<String, String> both = new HashMap<>();
        Jsoup.parse(lead.get(one + "/merge?into=" + number(two)).body())
                .select("main form input[type=hidden]")
                .forEach(field -> both.put(field.attr("name"), field.val()));
        assertThat(lead.post(one + "/merge", one + "/merge", both).statusCode()).isEqualTo(302);
    }

    private static Document page(Browser browser, String path) {
        return Jsoup.parse(browser.get(path).body());
    }

    private static List<String> story(Document page) {
        return page.select(".timeline li > span:first-child").eachText();
    }

    private static HttpResponse<String> send(
            Browser browser, String page, String to, String subject, String text, boolean sure) {
        return send(browser, page, page, to, subject, text, sure);
    }

    /** @param from a page from which the form's token is taken */
    private static HttpResponse<String> send(
            Browser browser, String from, String page, String to, String subject, String text, boolean sure) {
        return browser.post(
                from,
                page + "/side-conversations",
                Map.of("side-to", to, "side-subject", subject, "side-text", text, "side-sure", Boolean.toString(sure)));
    }

    private static String refused(String page, String to, String subject, String text) {
        HttpResponse<String> answer = send(sam, page, to, subject, text, true);
        assertThat(answer.statusCode()).isEqualTo(422);
        return Jsoup.parse(answer.body()).select(".fault").text();
    }

    /** The address of a side conversation that was begun. */
    private static String begun(Browser browser, String page, String to, String subject, String text) {
        HttpResponse<String> answer = send(browser, page, to, subject, text, true);
        assertThat(answer.statusCode())
                .as(Jsoup.parse(answer.body()).select(".fault").text())
                .isEqualTo(302);
        String address = answer.headers().firstValue("Location").orElseThrow();
        return address.substring(address.indexOf("/desk/"));
    }

    private static Message first(String mailbox) {
        return eventually(() -> DESK.inbox(mailbox), all -> !all.isEmpty()).getFirst();
    }

    private static String words(Message mail) throws MessagingException, IOException {
        Object content = mail.getContent();
        return content instanceof jakarta.mail.Multipart parts
                ? parts.getBodyPart(0).getContent().toString()
                : content.toString();
    }

    /** Answers a mail as a mail program does; the answer's id. */
    private static String answer(String from, Message mail, String headers, String text) throws MessagingException {
        String id = mail.getHeader("Message-ID")[0];
        return raw(
                from,
                "Re: " + mail.getSubject(),
                "In-Reply-To: " + id + "\nReferences: " + id + "\n" + headers,
                "",
                text);
    }

    private static String raw(String from, String subject, String headers, String mime, String text) {
        String id = "<side-" + ++letters + "@mail.example>";
        DESK.send(
                from,
                headers + "From: Third Party <" + from + ">\nTo: support@storytailor.com\nSubject: " + subject
                        + "\nMessage-ID: " + id + "\n" + mime + "\n" + text);
        return id;
    }

    private static String pageOf(String mailId) {
        return "/desk/tickets/"
                + eventually(
                                () -> EveryTable.rows(DESK, "select ticket_id from message where mail_id = ?", mailId),
                                rows -> !rows.isEmpty())
                        .getFirst();
    }

    private static void press(Browser browser, String page, Element button) {
        Map<String, String> fields = new HashMap<>();
        Element form = button.closest("form");
        if (button.hasAttr("name")) {
            fields.put(button.attr("name"), button.val());
        }
        assertThat(browser.post(page, form.attr("action"), fields).statusCode()).isEqualTo(302);
    }

    private static List<String> clocks(String page) {
        return EveryTable.rows(DESK, "select clock::text from clock where ticket_id = ? order by 1", number(page));
    }

    private static String id(String name) {
        return EveryTable.rows(DESK, "select id from staff_member where name = ?", name)
                .getFirst();
    }

    private static String version(String page) {
        return EveryTable.rows(DESK, "select version from ticket where id = ?", number(page))
                .getFirst();
    }

    private static long number(String page) {
        return Long.parseLong(page.substring(page.lastIndexOf('/') + 1));
    }

    private static CustomerDetails details(String name, String address, Relation relation, long household) {
        return CustomerDetails.named(name).with(new EmailAddress(address)).inHousehold(household, relation);
    }

    private static String ticket(String from, String name, String subject) {
        return ticket(DESK, from, name, subject);
    }

    /** A mail and the page of the ticket in which it ends. */
    private static String ticket(RunningDesk desk, String from, String name, String subject) {
        return "/desk/tickets/"
                + desk.ticketFrom(name, from, subject, "The app does not start on our tablet.")
                        .id();
    }
}
