package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.SmtpClient;
import org.nightlight.TurnedClock;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/** What an agent writes on a ticket's page: whom it goes to, what is asked before, when it leaves. */
class ComposerTest {
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    private static final RunningDesk DESK = RunningDesk.start(
            Map.of("nightlight.outbox.undo", "0"),
            parts -> parts.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true)));
    private static final Actor TEST = new Actor.Software("test");
    private static final Browser SAM = new Browser(DESK.port);

    private final Database database = DESK.bean(Database.class);
    private final Tickets tickets = DESK.bean(Tickets.class);

    @BeforeAll
    static void start() {
        DESK.staff("Sam Oak", "sam@desk.example", Role.AGENT);
        DESK.staff("Kim Fir", "kim@desk.example", Role.AGENT);
        SAM.signIn("sam@desk.example", RunningDesk.PASSWORD);
    }

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void b35_aReplyGoesToWhomTheMailNamedWithoutOursNeverBlindAndANewAddressOnlyWhenSomebodySaysSo() throws Exception {
        Ticket ticket = arrives(
                "robin@firm.example",
                "b35-a",
                """
                To: support@storytailor.com, support+march@storytailor.com
                Cc: Lee <lee@firm.example>, kim@desk.example, robin@firm.example
                Bcc: hidden@firm.example
                """,
                "",
                "Two invoices",
                "We were sent two invoices for the same order.");
        String page = "/desk/tickets/" + ticket.id();
        assertThat(others(page)).containsExactly("lee@firm.example is new here and gets nothing until you say so");

        reply(page, "We look into it.", Map.of());
        eventually("robin@firm.example", 1);
        assertThat(DESK.inbox("lee@firm.example")).as("nobody has said so").isEmpty();

        press(page, "lee@firm.example", "copied");
        assertThat(others(page)).containsExactly("lee@firm.example gets a copy of your reply");
        reply(page, "We take one of them back.", Map.of());
        jakarta.mail.Message copy = eventually("lee@firm.example", 1).getFirst();
        assertThat(copy.getHeader("To")).containsExactly("robin@firm.example");
        assertThat(copy.getHeader("Cc")).containsExactly("lee@firm.example");
        assertThat(DESK.inbox("hidden@firm.example")).isEmpty();
        assertThat(EveryTable.rows(
                        DESK,
                        "select distinct unnest(recipients) from outbound where ticket_id = ? order by 1",
                        ticket.id()))
                .containsExactly("lee@firm.example", "robin@firm.example");

        Ticket again = arrives(
                "lee@firm.example",
                "b35-b",
                """
                To: support@storytailor.com
                Cc: robin@firm.example
                """,
                "",
                "Re: [#" + ticket.id() + "] Two invoices",
                "Which of the two do we pay?");
        assertThat(again.id()).as("a copied person goes on in it").isEqualTo(ticket.id());
        Ticket strangers = arrives(
                "kit@firm.example",
                "b35-c",
                """
                To: support@storytailor.com
                """,
                "",
                "Re: [#" + ticket.id() + "] Two invoices",
                "Which of the two do we pay?");
        assertThat(strangers.id()).isNotEqualTo(ticket.id());

        arrives(
                "robin@firm.example",
                "b35-d",
                """
                To: support@storytailor.com
                """,
                "<b35-a@mail.example>",
                "Re: Two invoices",
                "Please answer me alone.");
        assertThat(others(page)).containsExactly("lee@firm.example was left out of the last mail and gets no copy");
        reply(page, "As you wish.", Map.of());
        assertThat(EveryTable.rows(
                        DESK,
                        "select array_to_string(recipients, ' ') from outbound where ticket_id = ? order by id",
                        ticket.id()))
                .containsExactly("robin@firm.example", "lee@firm.example robin@firm.example", "robin@firm.example");

        press(page, "lee@firm.example", "removed");
        assertThat(others(page)).isEmpty();
        Ticket off = arrives(
                "lee@firm.example", "b35-e", """
                To: support@storytailor.com
                """, "<b35-a@mail.example>", "Re: Two invoices", "And what about me?");
        assertThat(off.id())
                .as("whoever was taken off writes on a ticket of their own")
                .isNotEqualTo(ticket.id());
    }

    @Test
    void whatIsMarkedIsFormattedOnTheDeskAndInTheMailWhichHoldsTheTypedWordsToo() throws Exception {
        Ticket ticket = arrives(
                "ines@firm.example",
                "marked-a",
                """
                To: support@storytailor.com
                """,
                "",
                "Two questions about plans",
                "Which plan is for two schools?");
        String page = "/desk/tickets/" + ticket.id();
        String words = "It is the **school plan**:\n\n- two sites\n- one invoice";
        Document preview = Jsoup.parse(
                SAM.post(page, "/desk/preview", Map.of("text", words)).body());
        assertThat(preview.select("#preview strong").text()).isEqualTo("school plan");
        reply(page, words, Map.of());
        jakarta.mail.Message mail = eventually("ines@firm.example", 1).getFirst();
        jakarta.mail.Multipart both = (jakarta.mail.Multipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(both.getBodyPart(0).getContent().toString()).contains("**school plan**", "- two sites");
        assertThat(both.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(both.getBodyPart(1).getContent().toString())
                .contains("<strong>school plan</strong>", "<li>two sites</li>");
        assertThat(Jsoup.parse(SAM.get(page).body())
                        .select(".msg.ours .html li")
                        .eachText())
                .containsExactly("two sites", "one invoice");
    }

    @Test
    void b35_theStrictestReaderDecidesAndNobodyElseIsOnAChildsOrAWalledTicket() {
        Ticket ticket = arrives(
                "noa@firm.example", "b35-f", """
                To: support@storytailor.com
                Cc: max@firm.example
                """, "", "My phone", "You can call me at 212-555-0177 in the evening.");
        String page = "/desk/tickets/" + ticket.id();
        String words = "We call you at 212-555-0177 this evening.";
        press(page, "max@firm.example", "copied");
        assertThat(reply(page, words, Map.of()).body()).contains("This tells a phone number");
        press(page, "max@firm.example", "removed");
        assertThat(reply(page, words, Map.of()).statusCode())
                .as("told to its owner alone")
                .isEqualTo(302);

        customer("Juniper Wren", "juniper.wren@mail.example", Relation.CHILD, null);
        Ticket childs = arrives(
                "juniper.wren@mail.example", "b35-g", """
                To: support@storytailor.com
                Cc: coach@club.example
                """, "", "My story", "The pictures in my story are gone.");
        String childsPage = "/desk/tickets/" + childs.id();
        assertThat(others(childsPage)).isEmpty();
        SAM.post(childsPage, childsPage + "/participants", Map.of("copy", "coach@club.example"));
        assertThat(EveryTable.rows(DESK, "select address from participant where ticket_id = ?", childs.id()))
                .as("not even kept")
                .isEmpty();

        long home = database.write(
                Clearance.DESK,
                () -> DESK.bean(Customers.class)
                        .createHousehold("Tern", null, TEST)
                        .id());
        customer("Ash Tern", "ash.tern@mail.example", Relation.CHILD, home);
        customer("Robin Tern", "robin.tern@mail.example", Relation.PARENT, home);
        Customer other = customer("Alex Tern", "alex.tern@mail.example", Relation.PARENT, home);
        Ticket parents = arrives(
                "robin.tern@mail.example", "b35-h", """
                To: support@storytailor.com
                Cc: alex.tern@mail.example, teacher@school.example, ash.tern@mail.example
                """, "", "Our plan", "How much is the family plan next year?");
        String parentsPage = "/desk/tickets/" + parents.id();
        assertThat(others(parentsPage)).as("no address at home is proven").isEmpty();
        HttpResponse<String> typed =
                SAM.post(parentsPage, parentsPage + "/participants", Map.of("copy", "alex.tern@mail.example"));
        assertThat(typed.body()).contains("This address cannot be on this conversation");
        DESK.bean(Customers.class).prove(other.id(), new EmailAddress("alex.tern@mail.example"), TEST);
        SAM.post(parentsPage, parentsPage + "/participants", Map.of("copy", "alex.tern@mail.example"));
        assertThat(others(parentsPage)).singleElement().asString().startsWith("alex.tern@mail.example");

        press(parentsPage, "alex.tern@mail.example", "copied");
        database.write(Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(parents.id(), Level.S3, TEST));
        assertThat(EveryTable.rows(DESK, "select address from participant where ticket_id = ?", parents.id()))
                .as("nobody is on a ticket behind the wall")
                .isEmpty();
    }

    @Test
    void b36_recipientsAreThoseOfTheTicketThatIsAnsweredWhateverWasOpenBefore() {
        Ticket first =
                arrives("ida@firm.example", "b36-a", """
                To: support@storytailor.com
                Cc: ole@firm.example
                """, "", "An invoice", "Where do I find my invoice of March?");
        Ticket second =
                arrives("uma@other.example", "b36-b", """
                To: support@storytailor.com
                """, "", "No sound", "The narrator is silent in our story.");
        String page = "/desk/tickets/" + first.id();
        press(page, "ole@firm.example", "copied");
        Document before = Jsoup.parse(SAM.get(page).body());
        String other = "/desk/tickets/" + second.id();
        assertThat(others(other)).isEmpty();
        HttpResponse<String> asked = reply(
                other,
                "Is it silent in every story?",
                Map.of("to", before.select("#reply-form input[name=to]").attr("value")));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).as("written for others").contains("It goes to other people than you saw");
        reply(other, "Is it silent in every story?", Map.of());
        eventually("uma@other.example", 1);
        assertThat(DESK.inbox("ole@firm.example")).isEmpty();
    }

    @Test
    void b38_aReplyToAColleaguesMailStaysAtTheDesk() {
        Ticket ticket = arrives(
                "kim@desk.example", "b38-a", """
                To: support@storytailor.com
                Cc: jo@customer.example
                """, "", "About Jo", "Jo is angry about the price. What do we say?");
        String page = "/desk/tickets/" + ticket.id();
        assertThat(others(page)).isEmpty();
        SAM.post(page, page + "/participants", Map.of("copy", "jo@customer.example"));
        reply(page, "Let us offer the old price.", Map.of());
        eventually("kim@desk.example", 1);
        assertThat(DESK.inbox("jo@customer.example")).isEmpty();
    }

    @Test
    void b39_aMissingAttachmentAndAChildsAccountAreAskedAboutOnceBeforeItLeaves() {
        Ticket ticket =
                arrives("lou@mail.example", "b39-a", """
                To: support@storytailor.com
                """, "", "An invoice", "Where do I find my invoice of March?");
        String page = "/desk/tickets/" + ticket.id();
        HttpResponse<String> asked = reply(page, "Your invoice is attached.", Map.of());
        assertThat(asked.statusCode()).isEqualTo(409);
        Document before = Jsoup.parse(asked.body());
        assertThat(before.select("h2").eachText()).contains("No file is attached");
        assertThat(DESK.inbox("lou@mail.example")).isEmpty();
        assertThat(Jsoup.parse(SAM.get(page).body()).select("#reply").text())
                .as("the words are kept")
                .isEqualTo("Your invoice is attached.");
        Element all = before.selectFirst("main form[action$=/replies]");
        Map<String, String> fields = new HashMap<>();
        all.select("input[name]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        assertThat(SAM.post(page, page + "/replies", fields).statusCode()).isEqualTo(302);
        eventually("lou@mail.example", 1);

        assertThat(reply(page, "Le envío el archivo adjunto.", Map.of()).body()).contains("No file is attached");
        assertThat(reply(page, "I have looked at your attachment.", Map.of()).statusCode())
                .as("the customer’s own")
                .isEqualTo(302);

        customer("Pip Heron", "pip.heron@mail.example", Relation.CHILD, null);
        Ticket childs =
                arrives("pip.heron@mail.example", "b39-b", """
                To: support@storytailor.com
                """, "", "My story", "The pictures in my story are gone.");
        String childsPage = "/desk/tickets/" + childs.id();
        assertThat(reply(childsPage, "They are back now.", Map.of()).body()).contains("This goes to a child");
        assertThat(DESK.inbox("pip.heron@mail.example")).isEmpty();
        assertThat(reply(childsPage, "They are back now.", Map.of("heeded", "child"))
                        .statusCode())
                .isEqualTo(302);
        eventually("pip.heron@mail.example", 1);
    }

    @Test
    void enterInAFieldOfTheComposerAddsTheAddressOrKeepsTheDraftAndSendsNothing() {
        Ticket ticket =
                arrives("lyn@mail.example", "enter-a", """
                To: support@storytailor.com
                """, "", "An invoice", "Where do I find my invoice of March?");
        String page = "/desk/tickets/" + ticket.id();
        Element first = Jsoup.parse(SAM.get(page).body()).selectFirst("#reply-form button[type=submit]");
        assertThat(first.attr("formaction")).as("what Enter presses").isEqualTo(page + "/participants");
        assertThat(first.attr("name")).isEqualTo("enter");
        assertThat(SAM.post(page, first.attr("formaction"), Map.of("enter", "true", "text", "It is under Payments."))
                        .statusCode())
                .isEqualTo(302);
        assertThat(Jsoup.parse(SAM.get(page).body()).select("#reply").text()).isEqualTo("It is under Payments.");
        SAM.post(page, first.attr("formaction"), Map.of("enter", "true", "copy", "aunt@mail.example"));
        assertThat(SAM.get(page).body()).contains("aunt@mail.example");
        assertThat(DESK.inbox("lyn@mail.example")).isEmpty();
        assertThat(DESK.inbox("aunt@mail.example")).isEmpty();
    }

    @Test
    void b37_noteAndReplyNeverShareATextAndTheirDraftsStandApart() {
        Ticket ticket =
                arrives("liv@mail.example", "b37-a", """
                To: support@storytailor.com
                """, "", "An invoice", "Where do I find my invoice of March?");
        String page = "/desk/tickets/" + ticket.id();
        SAM.post(page, page + "/drafts/reply", Map.of("text", "It is under Payments."));
        SAM.post(page, page + "/drafts/note", Map.of("text", "She asked twice."));
        Document drafts = Jsoup.parse(SAM.get(page).body());
        assertThat(drafts.select("#reply").text()).isEqualTo("It is under Payments.");
        assertThat(drafts.select("#note").text()).isEqualTo("She asked twice.");
        SAM.post(page, page + "/notes", Map.of("text", "She asked twice."));
        Document noted = Jsoup.parse(SAM.get(page).body());
        assertThat(noted.select("#note").text()).isEmpty();
        assertThat(noted.select("#reply").text()).as("the reply is untouched").isEqualTo("It is under Payments.");
        assertThat(DESK.inbox("liv@mail.example")).isEmpty();
    }

    @Test
    void b42_whereTheCustomerWroteWhileAReplyWasTypedSendAsksOnceAndShowsTheMessage() {
        Ticket ticket =
                arrives("ada@mail.example", "b42-a", """
                To: support@storytailor.com
                """, "", "An invoice", "Where do I find my invoice of March?");
        String page = "/desk/tickets/" + ticket.id();
        String before = version(page);
        arrives(
                "ada@mail.example",
                "b42-b",
                """
                To: support@storytailor.com
                """,
                "<b42-a@mail.example>",
                "Re: An invoice",
                "I mean the one of April, sorry.");
        HttpResponse<String> asked = reply(page, "March is under Payments.", Map.of("version", before));
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("I mean the one of April, sorry.", "March is under Payments.");
        assertThat(DESK.inbox("ada@mail.example")).isEmpty();
        Map<String, String> fields = new HashMap<>();
        Jsoup.parse(asked.body())
                .select("main form[action$=/replies] input[name]")
                .forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        assertThat(SAM.post(page, page + "/replies", fields).statusCode())
                .as("once")
                .isEqualTo(302);
        eventually("ada@mail.example", 1);
    }

    @Test
    void b43_draftsAreOfOnePersonOnOneTicketAndSurviveSigningOut() {
        Ticket ticket =
                arrives("ute@mail.example", "b43-a", """
                To: support@storytailor.com
                """, "", "An invoice", "Where do I find my invoice of March?");
        String page = "/desk/tickets/" + ticket.id();
        Browser kim = DESK.browser("kim@desk.example");
        kim.post(page, page + "/drafts/reply", Map.of("text", "Kim begins."));
        SAM.post(page, page + "/drafts/reply", Map.of("text", "Sam begins."));
        kim.post(page, "/desk/sign-out", Map.of());
        Browser again = DESK.browser("kim@desk.example");
        assertThat(Jsoup.parse(again.get(page).body()).select("#reply").text()).isEqualTo("Kim begins.");
        assertThat(Jsoup.parse(SAM.get(page).body()).select("#reply").text()).isEqualTo("Sam begins.");
    }

    private static String version(String page) {
        return Jsoup.parse(SAM.get(page).body())
                .select("#reply-form input[name=version]")
                .attr("value");
    }

    @Test
    void b31_aScheduledReplyIsADraftAgainWhenTheCustomerWritesFirstOrTheTicketEndsAndLeavesElse() throws Exception {
        Ticket ticket =
                arrives("mia@mail.example", "b31-a", """
                To: support@storytailor.com
                """, "", "An invoice", "Where do I find my invoice of March?");
        String page = "/desk/tickets/" + ticket.id();
        assertThat(reply(page, "It is under Payments.", Map.of("then", "later", "at", "2020-01-01T09:00"))
                        .body())
                .contains("Choose a day and time to come");
        assertThat(later(page, "It is under Payments.")).isEqualTo(302);
        assertThat(Jsoup.parse(SAM.get(page).body()).select("main").text()).contains("Leaves ", "Send now");
        assertThat(DESK.inbox("mia@mail.example")).isEmpty();
        arrives(
                "mia@mail.example",
                "b31-b",
                """
                To: support@storytailor.com
                """,
                "<b31-a@mail.example>",
                "Re: An invoice",
                "I have found it, thank you.");
        Document after = Jsoup.parse(SAM.get(page).body());
        assertThat(after.select("#reply").text()).isEqualTo("It is under Payments.");
        assertThat(after.select("main").text())
                .contains("the customer wrote first")
                .doesNotContain("Send now");

        assertThat(later(page, "Good to hear.")).isEqualTo(302);
        SAM.post(page, page + "/state", Map.of("state", "solved", "version", version(page)));
        assertThat(Jsoup.parse(SAM.get(page).body()).select("#reply").text()).isEqualTo("Good to hear.");
        SAM.post(page, page + "/state", Map.of("state", "open", "version", version(page)));

        assertThat(later(page, "Write to us any time.")).isEqualTo(302);
        String message = scheduled(ticket);
        assertThat(SAM.post(page, page + "/messages/" + message + "/recall", Map.of())
                        .statusCode())
                .isEqualTo(302);
        SAM.post(page, page + "/messages/" + message + "/recall", Map.of());
        assertThat(Jsoup.parse(SAM.get(page).body()).select("#reply").text())
                .as("a second tab adds nothing")
                .isEqualTo("Write to us any time.");
        assertThat(SAM.post(page, page + "/messages/" + message + "/departure", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(DESK.inbox("mia@mail.example"))
                .as("a draft leaves by no button")
                .isEmpty();

        assertThat(later(page, "We wish you a good week.")).isEqualTo(302);
        SAM.post(page, page + "/messages/" + scheduled(ticket) + "/departure", Map.of());
        assertThat(eventually("mia@mail.example", 1)).hasSize(1);
    }

    @Test
    void b31_whenItsTimeHasComeItIsJudgedAnewAndBehindTheWallNothingLeaves() {
        Ticket ticket =
                arrives("eva@firm.example", "b31-c", """
                To: support@storytailor.com
                Cc: tom@firm.example
                """, "", "An invoice", "Where do I find my invoice of April?");
        String page = "/desk/tickets/" + ticket.id();
        press(page, "tom@firm.example", "copied");
        assertThat(later(page, "It is under Payments, in April.")).isEqualTo(302);
        press(page, "tom@firm.example", "removed");
        Ticket walled =
                arrives("ben@mail.example", "b31-d", """
                To: support@storytailor.com
                """, "", "An invoice", "Where do I find my invoice of May?");
        String other = "/desk/tickets/" + walled.id();
        assertThat(later(other, "It is under Payments, in May.")).isEqualTo(302);
        database.write(Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(walled.id(), Level.S3, TEST));
        CLOCK.turn(Duration.ofDays(5));
        RunningDesk.eventually(
                () -> Jsoup.parse(SAM.get(page).body()).select("#reply").text(),
                text -> text.equals("It is under Payments, in April."));
        assertThat(SAM.get(page).body()).contains("it would go to other people by now");
        assertThat(EveryTable.rows(
                        DESK, "select state from outbound where ticket_id = ? and purpose = 'reply'", walled.id()))
                .containsExactly("withheld");
        assertThat(DESK.inbox("eva@firm.example")).isEmpty();
        assertThat(DESK.inbox("ben@mail.example")).isEmpty();
    }

    /** The first time that the page offers. */
    private static int later(String page, String words) {
        String offer = Jsoup.parse(SAM.get(page).body()).select("#later option").attr("value");
        return reply(page, words, Map.of("then", "later", "later", offer)).statusCode();
    }

    private static String scheduled(Ticket ticket) {
        return EveryTable.rows(
                        DESK,
                        "select message_id from outbound where ticket_id = ? order by id desc limit 1",
                        ticket.id())
                .getFirst();
    }

    private Customer customer(String name, String email, Relation relation, Long home) {
        return DESK.bean(Customers.class)
                .create(
                        new CustomerDetails(
                                name,
                                null,
                                home,
                                relation,
                                null,
                                null,
                                null,
                                List.of(CustomerAddress.of(new EmailAddress(email)))),
                        TEST)
                .orThrow();
    }

    /** Sends a reply as the page does; {@code more} stands over what the page carries. */
    private static HttpResponse<String> reply(String page, String words, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>();
        Jsoup.parse(SAM.get(page).body())
                .select("#reply-form input[type=hidden]")
                .forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        fields.put("text", words);
        fields.putAll(more);
        return SAM.post(page, page + "/replies", fields);
    }

    /** Who else is on a ticket, as its page says it. */
    private static List<String> others(String page) {
        return Jsoup.parse(SAM.get(page).body())
                .select("#reply-form ul[aria-label^=Who] li > span:first-child")
                .eachText();
    }

    private static void press(String page, String who, String standing) {
        String address = Jsoup.parse(SAM.get(page).body()).select("#reply-form li").stream()
                .filter(li -> li.text().startsWith(who))
                .findFirst()
                .orElseThrow()
                .select("button[value=" + standing + "]")
                .attr("formaction");
        assertThat(SAM.post(page, address, Map.of("standing", standing)).statusCode())
                .isEqualTo(302);
    }

    private static List<jakarta.mail.Message> eventually(String address, int count) {
        return RunningDesk.eventually(() -> DESK.inbox(address), list -> list.size() >= count);
    }

    /** Sends a mail and waits for the ticket in which it ends. */
    private Ticket arrives(String from, String id, String to, String answers, String subject, String text) {
        String raw = """
                From: <%1$s>
                %2$sSubject: %4$s
                Message-ID: <%3$s@mail.example>
                In-Reply-To: %5$s

                %6$s
                """.formatted(from, to, id, subject, answers, text);
        try {
            SmtpClient.deliver(
                    DESK.smtpPort,
                    from,
                    "support@storytailor.com",
                    raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        String ticket = RunningDesk.eventually(
                        () -> EveryTable.rows(
                                DESK, "select ticket_id from message where mail_id = ?", "<" + id + "@mail.example>"),
                        rows -> !rows.isEmpty())
                .getFirst();
        return database.read(
                Clearance.SYSTEM, () -> tickets.find(Long.parseLong(ticket)).orElseThrow());
    }
}
