package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.SmtpClient;
import org.nightlight.TurnedClock;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbooks;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Merges;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;

/** Which ticket a mail goes on in: by what it answers, by a number in its subject, or a ticket of its own. */
class ThreadingTest {
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    private static final RunningDesk DESK = RunningDesk.start(
            Map.of("nightlight.outbox.undo", "10", "nightlight.loops.tickets", "6", "nightlight.loops.machines", "3"),
            parts -> parts.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true)));
    private static final Actor.Staff SAM = new Actor.Staff(DESK.bean(Staff.class)
            .createFirstAdmin("Sam Oak", "sam@desk.example", "correct horse battery")
            .orThrow()
            .id());

    static {
        DESK.bean(Staff.class)
                .create("Tom Reed", "tom@desk.example", Set.of(Role.AGENT), "correct horse battery", SAM)
                .orThrow();
    }

    private final Database database = DESK.bean(Database.class);
    private final Tickets tickets = DESK.bean(Tickets.class);

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void b21_whatItAnswersComesFirstAndANumberInTheSubjectLast() throws Exception {
        Ticket first = arrives("robin", "b21-a", "", "Charged twice", "My card was charged twice for this month.");
        Ticket second = arrives("robin", "b21-b", "", "No sound", "The narrator is silent in our story.");
        String answer = answered(first, "robin");
        Ticket byAnswer =
                arrives("robin", "b21-c", answer, "Re: [#" + second.id() + "] No sound", "It is about the payment.");
        assertThat(byAnswer.id())
                .as("what it answers, whatever its subject says")
                .isEqualTo(first.id());
        Ticket bySeen =
                arrives("robin", "b21-d", "<b21-b@mail.example>", "Something else", "The story is still silent today.");
        assertThat(bySeen.id()).as("a mail that the desk has seen").isEqualTo(second.id());
        Ticket byNumber = arrives("robin", "b21-e", "", "About [#" + second.id() + "]", "Silent again this evening.");
        assertThat(byNumber.id()).as("a number that the requester writes").isEqualTo(second.id());
        Ticket byStranger = arrives("lee", "b21-f", "", "About [#" + second.id() + "]", "I know this number.");
        assertThat(byStranger.id()).as("a number that a stranger writes").isNotEqualTo(second.id());
        assertThat(events(byStranger)).extracting(TicketEvent::kind).contains("may-belong-to");
    }

    @Test
    void b25_anotherSubjectStaysInTheThreadIsShownThereAndNamesTheAnswers() throws Exception {
        Ticket ticket = arrives("flo", "b25-a", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(ticket, "flo");
        arrives("flo", "b25-b", answer, "AW: [#" + ticket.id() + "] RE: charged  TWICE", "It was this Monday.");
        Browser sam = agent("sam");
        assertThat(renamed(sam, ticket)).as("the same subject").isEmpty();

        Ticket same = arrives("flo", "b25-c", answer, "No sound in our story", "The narrator is silent, too.");
        assertThat(same.id()).isEqualTo(ticket.id());
        assertThat(same.subject()).as("the ticket's own").isEqualTo("Charged twice");
        assertThat(renamed(sam, ticket)).startsWith("The subject changed to No sound in our story.");
        answered(ticket, "flo");
        assertThat(subjects("flo", 2))
                .containsExactly(
                        "Re: [#" + ticket.id() + "] Charged twice", "Re: [#" + ticket.id() + "] No sound in our story");

        arrives("flo", "b25-d", answer, "Antwort: FW: No sound in our story", "Still silent this evening.");
        sends("flo", "b25-e", answer, "", "And once more without any subject.");
        ticketOf("b25-e");
        assertThat(Jsoup.parse(sam.get("/desk/tickets/" + ticket.id()).body()).select(".renamed"))
                .as("told once")
                .hasSize(1);
        answered(ticket, "flo");
        assertThat(subjects("flo", 3).getLast()).isEqualTo("Re: [#" + ticket.id() + "] No sound in our story");
    }

    @Test
    void b25_whatAMachineOrSomebodyElseCallsItNamesNoAnswer() throws Exception {
        Ticket ticket = arrives("kay", "b25-f", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(ticket, "kay");
        DESK.send("kay@mail.example", """
                From: Kay <kay@mail.example>
                To: support@storytailor.com
                Subject: Out of office until Monday
                Message-ID: <b25-g@mail.example>
                In-Reply-To: %s
                Auto-Submitted: auto-replied

                I am on holiday until Monday.
                """.formatted(answer));
        ticketOf("b25-g");
        assertThat(renamed(agent("sam"), ticket)).isEmpty();
        answered(ticket, "kay");
        assertThat(subjects("kay", 2).getLast()).isEqualTo("Re: [#" + ticket.id() + "] Charged twice");
    }

    @Test
    void b25_theSubjectOfAMessageIsSealedGivenBackAndErasedWithItsText() throws Exception {
        Ticket ticket = arrives("zoe", "b25-h", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(ticket, "zoe");
        arrives("zoe", "b25-i", answer, "The quenchwood riddle", "How do we solve it?");
        String subjects = "select subject from message where ticket_id = ? and kind = 'customer' order by id";
        assertThat(EveryTable.rows(DESK, subjects, ticket.id()))
                .containsExactly("Charged twice", "The quenchwood riddle");
        database.write(Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(ticket.id(), Level.S2, SAM));
        assertThat(EveryTable.rows(DESK, subjects, ticket.id()))
                .as("under seal")
                .containsExactly("", "");
        database.write(
                Clearance.SYSTEM,
                () -> DESK.bean(Walls.class)
                        .open(
                                ticket.id(),
                                new Work.Place(ticket.category(), ticket.issue(), ticket.team(), ticket.level(), 1),
                                SAM));
        assertThat(EveryTable.rows(DESK, subjects, ticket.id()))
                .containsExactly("Charged twice", "The quenchwood riddle");
        assertThat(EveryTable.rows(
                        DESK,
                        "select ticket_id from ticket_search where words @@ to_tsquery('simple', 'quenchwood') and ticket_id = ?",
                        ticket.id()))
                .hasSize(1);
    }

    private String renamed(Browser browser, Ticket ticket) {
        return Jsoup.parse(browser.get("/desk/tickets/" + ticket.id()).body())
                .select(".renamed")
                .text();
    }

    private static List<String> subjects(String who, int mails) {
        return RunningDesk.eventually(() -> DESK.inbox(who + "@mail.example"), list -> list.size() == mails).stream()
                .map(ThreadingTest::subject)
                .toList();
    }

    @Test
    void b45_splitKeepsAuthorTimeFilesAndLinksBothTickets() throws Exception {
        Ticket ticket = arrives("sky", "b45-a", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(ticket, "sky");
        CLOCK.turn(Duration.ofMinutes(40));
        withFile("sky", "b45-b", answer, "No sound in our story", "The narrator of the wobblepine story is silent.");
        ticketOf("b45-b");
        CLOCK.turn(Duration.ofMinutes(40));
        arrives("sky", "b45-c", answer, "Re: Charged twice", "It was this Monday.");
        String message = EveryTable.rows(DESK, "select id from message where mail_id = '<b45-b@mail.example>'")
                .getFirst();
        String kept =
                "select author || author_name || created_at || text || subject || mail_id from message where id = ?";
        List<String> before = EveryTable.rows(DESK, kept, Long.valueOf(message));

        Browser sam = agent("sam");
        String here = "/desk/tickets/" + ticket.id();
        Document bar = Jsoup.parse(sam.get(here).body());
        String way = bar.select(".renamed a").attr("href");
        assertThat(way).isEqualTo(here + "/split?look=true&message=" + message);
        Document preview = Jsoup.parse(sam.get(way).body());
        assertThat(preview.select(".sides .card").get(0).text()).contains("Charged twice", "It was this Monday");
        assertThat(preview.select(".sides .card").get(1).text())
                .contains("No sound in our story", "wobblepine", "notes.txt")
                .doesNotContain("this Monday");
        Map<String, String> fields = splitFields(preview);
        String after = location(sam.post(way, here + "/split", fields));
        Ticket split = ticketOf("b45-b");
        assertThat(after).isEqualTo("/desk/tickets/" + split.id());
        assertThat(split.id()).isNotEqualTo(ticket.id());
        assertThat(split.requesterId()).isEqualTo(ticket.requesterId());
        assertThat(split.subject()).isEqualTo("No sound in our story");
        assertThat(EveryTable.rows(DESK, kept, Long.valueOf(message))).isEqualTo(before);
        assertThat(split.createdAt())
                .as("its times run from when it came")
                .isEqualTo(CLOCK.instant().minus(Duration.ofMinutes(40)));
        assertThat(EveryTable.rows(
                        DESK,
                        "select min(at)::text from clock_event where kind = 'started' and ticket_id = ?",
                        split.id()))
                .isEqualTo(EveryTable.rows(DESK, "select created_at::text from ticket where id = ?", split.id()));
        for (String table : List.of("attachment", "screening", "inbound", "sender_finding")) {
            assertThat(EveryTable.rows(
                            DESK, "select ticket_id from " + table + " where message_id = ?", Long.valueOf(message)))
                    .as(table)
                    .allMatch(Long.toString(split.id())::equals);
        }
        assertThat(EveryTable.rows(
                        DESK, "select ticket_id from ticket_search where words @@ to_tsquery('simple', 'wobblepine')"))
                .containsExactly(Long.toString(split.id()));
        assertThat(Jsoup.parse(sam.get(here).body())
                        .select("[aria-labelledby=about-linked]")
                        .text())
                .contains("Split off from here #" + split.id() + " No sound in our story New");
        Document there = Jsoup.parse(sam.get(after).body());
        assertThat(there.select("[aria-labelledby=about-linked]").text())
                .contains("Split off #" + ticket.id() + " Charged twice");
        assertThat(there.select("#talk").text()).contains("wobblepine", "notes.txt", "Split off #" + ticket.id());
        assertThat(sam.post(way, here + "/split", fields).statusCode())
                .as("twice is once")
                .isEqualTo(409);

        String reply = answered(split, "sky");
        var sent = DESK.inbox("sky@mail.example").getLast();
        assertThat(sent.getSubject()).isEqualTo("Re: [#" + split.id() + "] No sound in our story");
        assertThat(sent.getHeader("In-Reply-To")).containsExactly("<b45-b@mail.example>");
        assertThat(arrives("sky", "b45-d", reply, "Re: No sound", "Now it speaks.")
                        .id())
                .isEqualTo(split.id());
        assertThat(arrives("sky", "b45-e", answer, "Re: Charged twice", "Any news?")
                        .id())
                .isEqualTo(ticket.id());
    }

    @Test
    void b45_aSplitIsTakenBackWholeWhileNothingNewHasHappened() throws Exception {
        Ticket ticket = arrives("max", "b45-f", "", "Charged twice", "My card was charged twice for this month.");
        withFile("max", "b45-g", "<b45-f@mail.example>", "No sound", "The narrator is silent.");
        ticketOf("b45-g");
        Browser sam = agent("sam");
        Ticket split = split(sam, ticket, "b45-g");
        String there = "/desk/tickets/" + split.id();
        assertThat(location(sam.post(there, there + "/split/undo", Map.of())))
                .isEqualTo("/desk/tickets/" + ticket.id());
        assertThat(ticketOf("b45-g").id()).isEqualTo(ticket.id());
        assertThat(Jsoup.parse(sam.get("/desk/tickets/" + ticket.id()).body())
                        .select("#talk")
                        .text())
                .contains("The narrator is silent", "notes.txt");
        assertThat(EveryTable.rows(DESK, "select id from ticket_link where from_id = ?", ticket.id()))
                .isEmpty();
        assertThat(Jsoup.parse(sam.get(there).body()).select("main").text())
                .contains("Goes on in #" + ticket.id())
                .doesNotContain("Undo the merge");
        assertThat(arrives("max", "b45-h", "", "About [#" + split.id() + "]", "Still silent.")
                        .id())
                .as("its number leads to the whole")
                .isEqualTo(ticket.id());

        Ticket again = split(sam, ticket, "b45-g");
        String page = "/desk/tickets/" + again.id();
        sam.post(page, page + "/notes", Map.of("text", "I called them."));
        assertThat(Jsoup.parse(sam.get(page).body()).select("#split")).isEmpty();
        var late = sam.post(page, page + "/split/undo", Map.of());
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).contains("Something new was written here since");
    }

    @Test
    void b45_noSplitReachesBehindTheWallAndAWallTellsNothingOfOne() throws Exception {
        Ticket walled = arrives("tia", "b45-i", "", "Charged twice", "My card was charged twice for this month.");
        arrives("tia", "b45-j", "<b45-i@mail.example>", "No sound", "The narrator is silent.");
        Browser sam = agent("sam");
        Ticket split = split(sam, walled, "b45-j");
        sam.get("/desk/tickets/" + split.id()); // which says once what its viewer has just done
        database.write(Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(walled.id(), Level.S2, SAM));
        String there = sam.get("/desk/tickets/" + split.id()).body();
        assertThat(there)
                .contains("The narrator is silent")
                .doesNotContain("#" + walled.id(), "Split off", "/split/undo");
        assertThat(sam.get("/desk/tickets/" + walled.id() + "/split").statusCode())
                .isEqualTo(404);
        assertThat(sam.post(
                                "/desk/tickets/" + split.id(),
                                "/desk/tickets/" + walled.id() + "/split",
                                Map.of("version", version(walled), "message", "1"))
                        .statusCode())
                .isEqualTo(404);
        String undo = "/desk/tickets/" + split.id();
        sam.post(undo, undo + "/split/undo", Map.of());
        assertThat(ticketOf("b45-j").id()).as("nothing moves behind the wall").isEqualTo(split.id());

        Ticket child = arrives("juna", "b45-k", "", "A question", "Hello, I am nine years old and the dragon is gone.");
        sends("juna", "b45-l", "<b45-k@mail.example>", "Another", "And the story has no sound.");
        ticketOf("b45-l");
        assertThat(sam.get("/desk/tickets/" + child.id() + "/split").body())
                .contains("How often a child may be answered");
    }

    @Test
    void linkedTicketsAreSeenFromBothAndAParentAsksBeforeItEnds() {
        Ticket whole = arrives("uli", "link-a", "", "Charged twice", "My card was charged twice for this month.");
        Ticket part = arrives("uli", "link-b", "", "Refund", "Where is the refund of the second payment?");
        Ticket walled = arrives("uli", "link-c", "", "Prices", "How much is the family plan?");
        EveryTable.rows(DESK, "update ticket set walled = true where id = ? returning id", walled.id());
        Browser sam = agent("sam");
        String here = "/desk/tickets/" + whole.id();
        String missing = sam.post(here, here + "/links", Map.of("as", "child", "link-to", "999999"))
                .body();
        String hidden = sam.post(here, here + "/links", Map.of("as", "child", "link-to", "" + walled.id()))
                .body();
        assertThat(Jsoup.parse(hidden).select("#link-to-fault").text())
                .as("like one that is not there")
                .isNotEmpty()
                .isEqualTo(Jsoup.parse(missing).select("#link-to-fault").text());
        sam.post(here, here + "/links", Map.of("as", "child", "link-to", "#" + part.id()));
        sam.post(here, here + "/links", Map.of("as", "child", "link-to", "#" + part.id()));
        assertThat(linked(sam, whole)).contains("Has as a part #" + part.id() + " Refund New");
        assertThat(linked(sam, part)).contains("Part of #" + whole.id() + " Charged twice");
        String other = "/desk/tickets/" + part.id();
        assertThat(sam.post(other, other + "/links", Map.of("as", "child", "link-to", "" + whole.id()))
                        .statusCode())
                .as("no ticket is its own parent")
                .isEqualTo(422);

        sam.post(here, here + "/assignment", Map.of("version", version(whole), "assignee", "me"));
        Map<String, String> solve = Map.of("version", version(whole), "state", "solved");
        var asked = sam.post(here, here + "/state", solve);
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("Parts of it are still open", "#" + part.id());
        assertThat(state(whole)).isNotEqualTo(State.SOLVED);
        Map<String, String> answer = new HashMap<>();
        Jsoup.parse(asked.body())
                .select("form:has(input[name=children]) input")
                .forEach(field -> answer.put(field.attr("name"), field.attr("value")));
        sam.post(here, here + "/state", answer);
        assertThat(state(whole)).isEqualTo(State.SOLVED);

        String link = EveryTable.rows(DESK, "select id from ticket_link where from_id = ?", whole.id())
                .getFirst();
        sam.post(other, other + "/links/" + link + "/removal", Map.of());
        assertThat(EveryTable.rows(DESK, "select id from ticket_link where from_id = ?", whole.id()))
                .isEmpty();
        sam.post(here, here + "/links", Map.of("as", "related", "link-to", "" + part.id()));
        EveryTable.rows(DESK, "update ticket set walled = true where id = ? returning id", part.id());
        assertThat(sam.get(here).body())
                .as("an unreadable ticket yields nothing")
                .doesNotContain("#" + part.id(), "Related to", "No longer linked", "Linked:");
    }

    @Test
    void b40_anOutdatedChangeShowsAllThreeStatesAndTagsOfBothAreKept() {
        Ticket ticket = arrives("rea", "b40-a", "", "Charged twice", "My card was charged twice for this month.");
        String page = "/desk/tickets/" + ticket.id();
        database.write(
                Clearance.DESK, () -> DESK.bean(Work.class).tag(ticket.id(), Work.ANY, SAM, List.of("old", "both")));
        Browser sam = agent("sam");
        Browser tom = agent("tom");
        Document seen = Jsoup.parse(sam.get(page).body());
        Map<String, String> state = form(seen, "#act-state form");
        Map<String, String> tags = form(seen, "#act-tags form");

        Document toms = Jsoup.parse(tom.get(page).body());
        Map<String, String> hisTags = form(toms, "#act-tags form");
        hisTags.put("tags", "old, both, toms");
        tom.post(page, page + "/tags", hisTags);
        Map<String, String> hisState = form(Jsoup.parse(tom.get(page).body()), "#act-state form");
        hisState.put("state", "hold");
        tom.post(page, page + "/state", hisState);

        tags.put("tags", "both, sams");
        assertThat(sam.post(page, page + "/tags", tags).statusCode()).isEqualTo(302);
        assertThat(database.read(Clearance.DESK, () -> DESK.bean(Work.class).tags(ticket.id())))
                .as("adds and removals of both")
                .containsExactly("both", "sams", "toms");

        state.put("state", "pending");
        var overtaken = sam.post(page, page + "/state", state);
        assertThat(overtaken.statusCode()).isEqualTo(409);
        Document conflict = Jsoup.parse(overtaken.body());
        assertThat(conflict.select(".sides .card").eachText())
                .containsExactly("When you opened it New", "Yours Pending", "As it stands now On hold");
        assertThat(state(ticket)).as("nothing is overwritten").isEqualTo(State.HOLD);
        Map<String, String> mine = form(conflict, "form:has(input[name=was])");
        assertThat(sam.post(page, page + "/state", mine).statusCode()).isEqualTo(302);
        assertThat(state(ticket)).isEqualTo(State.PENDING);
    }

    private static Map<String, String> form(Document page, String form) {
        Map<String, String> fields = new HashMap<>();
        page.select(form).first().select("input[name]").forEach(field -> fields.put(field.attr("name"), field.val()));
        return fields;
    }

    private String linked(Browser browser, Ticket ticket) {
        return Jsoup.parse(browser.get("/desk/tickets/" + ticket.id()).body())
                .select("[aria-labelledby=about-linked] li")
                .text();
    }

    private Ticket split(Browser browser, Ticket ticket, String mail) {
        String message = EveryTable.rows(
                        DESK, "select id from message where mail_id = ?", "<" + mail + "@mail.example>")
                .getFirst();
        String here = "/desk/tickets/" + ticket.id() + "/split";
        Document preview =
                Jsoup.parse(browser.get(here + "?look=true&message=" + message).body());
        browser.post(here, here, splitFields(preview));
        return ticketOf(mail);
    }

    private static Map<String, String> splitFields(Document page) {
        Map<String, String> fields = new HashMap<>();
        page.select("form:has(#split) input").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        return fields;
    }

    private static String location(java.net.http.HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceAll("^https?://[^/]+", "");
    }

    private static void withFile(String who, String id, String answers, String subject, String text) {
        DESK.send(who + "@mail.example", """
                From: %1$s <%1$s@mail.example>
                To: support@storytailor.com
                Subject: %4$s
                Message-ID: <%2$s@mail.example>
                In-Reply-To: %3$s
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: text/plain

                %5$s

                --a
                Content-Type: text/plain; name=notes.txt
                Content-Disposition: attachment; filename=notes.txt

                What I tried so far.
                --a--
                """.formatted(who, id, answers, subject, text));
    }

    @Test
    void b23_anAnswerByWhoIsNotOnTheTicketIsATicketOfItsOwnAndTheAgentIsTold() throws Exception {
        Ticket ticket = arrives("kim", "b23-a", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(ticket, "kim");
        Ticket other = arrives("pat", "b23-b", answer, "Re: Charged twice", "I was sent this. What is it about?");
        assertThat(other.id()).isNotEqualTo(ticket.id());
        assertThat(events(other))
                .anyMatch(event -> event.kind().equals("may-belong-to")
                        && event.detail().path("ticket").asLong() == ticket.id());
        assertThat(database.read(Clearance.DESK, () -> tickets.messages(ticket.id())))
                .as("nothing of it stands in the ticket")
                .hasSize(2);
    }

    @Test
    void b24_answersOfManyToOneMailAreATicketForEach() {
        String circular = "<letter-to-all@news.example>";
        Ticket ann = arrives("ann", "b24-a", circular, "Re: News", "Where can I find the new stories?");
        Ticket ben = arrives("ben", "b24-b", circular, "Re: News", "Please stop the newsletter.");
        Ticket again = arrives("ann", "b24-c", circular, "Re: News", "I found them, thank you.");
        assertThat(ben.id()).isNotEqualTo(ann.id());
        assertThat(again.id()).isEqualTo(ann.id());
    }

    @Test
    void b28_anAnswerReopensWithinDaysAndLaterOpensALinkedTicketWithTagsAndTeam() throws Exception {
        Ticket ticket = arrives("noa", "b28-a", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(ticket, "noa");
        database.write(Clearance.DESK, () -> {
            DESK.bean(Work.class).tag(ticket.id(), Work.ANY, SAM, List.of("refund", "vip"));
            DESK.bean(Work.class).move(ticket.id(), Work.ANY, SAM, State.SOLVED);
        });
        CLOCK.turn(Duration.ofDays(13));
        Ticket reopened = arrives("noa", "b28-b", answer, "Re: Charged twice", "It was charged twice again.");
        assertThat(reopened.id()).isEqualTo(ticket.id());
        assertThat(reopened.state()).isEqualTo(State.OPEN);

        database.write(Clearance.DESK, () -> DESK.bean(Work.class).move(ticket.id(), Work.ANY, SAM, State.SOLVED));
        CLOCK.turn(Duration.ofDays(15));
        Ticket later = arrives("noa", "b28-c", answer, "Re: Charged twice", "My card was charged twice once more.");
        assertThat(later.id()).isNotEqualTo(ticket.id());
        assertThat(later.requesterId()).isEqualTo(ticket.requesterId());
        assertThat(later.team()).isEqualTo(ticket.team());
        assertThat(database.read(Clearance.DESK, () -> DESK.bean(Work.class).tags(later.id())))
                .contains("refund", "vip");
        assertThat(events(later))
                .anyMatch(event -> event.kind().equals("goes-on-from")
                        && event.detail().path("ticket").asLong() == ticket.id());
        assertThat(database.read(
                        Clearance.DESK,
                        () -> tickets.find(ticket.id()).orElseThrow().state()))
                .isEqualTo(State.SOLVED);
    }

    @Test
    void b28_nothingTellsOfAnOldTicketBehindTheWall() {
        Ticket ticket = arrives("ida", "b28-d", "", "Charged twice", "My card was charged twice for this month.");
        EveryTable.rows(
                DESK,
                "update ticket set walled = true, state = 'closed', solved_at = '2020-01-01' where id = ? returning id",
                ticket.id());
        Ticket later = arrives("ida", "b28-e", "<b28-d@mail.example>", "Re: Charged twice", "A question on prices.");
        assertThat(later.id()).isNotEqualTo(ticket.id());
        assertThat(events(later)).extracting(TicketEvent::kind).doesNotContain("goes-on-from", "may-belong-to");
    }

    @Test
    void b30_aReplyIsTakenBackExactlyOnceWithinTenSecondsAndIsTheSameDraftAgain() {
        Ticket ticket = arrives("uma", "b30-a", "", "Charged twice", "My card was charged twice for this month.");
        Browser sam = new Browser(DESK.port);
        sam.signIn("sam@desk.example", "correct horse battery");
        String page = "/desk/tickets/" + ticket.id();
        String undo = sent(sam, page, "We return one of the two payments tomorrow.");
        assertThat(sam.post(page, undo, Map.of()).statusCode()).isEqualTo(302);
        Document after = Jsoup.parse(sam.get(page).body());
        assertThat(after.select("#reply").text()).isEqualTo("We return one of the two payments tomorrow.");
        assertThat(after.select("main").text()).contains("Taken back before it left", "Taken back. Your words");
        assertThat(after.select("[data-undo]")).isEmpty();
        assertThat(state(ticket)).as("it waits for the answer again").isEqualTo(State.OPEN);
        sam.post(page, undo, Map.of());
        assertThat(sam.get(page).body()).as("a second tab").contains("It was too late to take it back");
        CLOCK.turn(Duration.ofSeconds(11));
        assertThat(DESK.bean(Outbox.class).undoable()).isEqualTo(Duration.ofSeconds(10));

        String late = sent(sam, page, "We returned one of the two payments today.");
        CLOCK.turn(Duration.ofSeconds(11));
        RunningDesk.eventually(() -> DESK.inbox("uma@mail.example"), list -> list.size() == 1);
        assertThat(Jsoup.parse(sam.get(page).body()).select("[data-undo]")).isEmpty();
        sam.post(page, late, Map.of());
        assertThat(sam.get(page).body()).contains("It was too late to take it back");
        assertThat(DESK.inbox("uma@mail.example")).hasSize(1);
    }

    @Test
    void b13_mailThatComesTooThickIsSetAsideOnceWithOneAlarmAndGoesOnByAPersonsWord() {
        for (int n = 1; n <= 6; n++) {
            arrives("bot", "b13-" + n, "", "Report " + n, "Your weekly reading report number " + n + " is ready.");
        }
        sends("bot", "b13-7", "", "Report 7", "Your weekly reading report number 7 is ready.");
        sends("bot", "b13-8", "", "Report 8", "Your weekly reading report number 8 is ready.");
        List<String> aside = RunningDesk.eventually(
                () -> EveryTable.rows(
                        DESK, "select id from inbound where quarantined_at is not null and not released order by id"),
                rows -> rows.size() == 2);
        RunningDesk.eventually(
                () -> DESK.inbox("sam@desk.example"),
                list -> list.stream().anyMatch(mail -> subject(mail).equals("Mail is being set aside")));
        assertThat(DESK.inbox("sam@desk.example").stream()
                        .filter(mail -> subject(mail).equals("Mail is being set aside")))
                .as("one alarm")
                .hasSize(1);
        Browser sam = new Browser(DESK.port);
        sam.signIn("sam@desk.example", "correct horse battery");
        String page = "/desk/inbound/" + aside.getFirst();
        assertThat(sam.get(page).body()).contains("A machine may be writing");
        sam.post(page, page + "/retries", Map.of());
        assertThat(ticketOf("b13-7").subject()).isEqualTo("Report 7");
    }

    @Test
    void b13_nothingIsSetAsideOfWhomTheWallHidesATicket() {
        for (int n = 1; n <= 6; n++) {
            arrives("eli", "b13-wall-" + n, "", "Part " + n, "Where do I find part number " + n + " of it?");
        }
        EveryTable.rows(
                DESK,
                "update ticket set walled = true, state = 'closed' where id = ? returning id",
                ticketOf("b13-wall-1").id());
        arrives("eli", "b13-wall-7", "", "Part 7", "Where do I find part number 7 of it?");
        assertThat(EveryTable.rows(
                        DESK,
                        "select id from inbound where quarantined_at is not null and dedupe_key like '%b13-wall%'"))
                .isEmpty();
    }

    @Test
    void b14_whatIsSetAsideNeverSwallowsADisclosure() {
        for (int n = 1; n <= 6; n++) {
            arrives("ori", "b14-" + n, "", "Chapter " + n, "When does chapter number " + n + " come?");
        }
        Ticket told = arrives("ori", "b14-7", "", "Chapter 7", "my dad hits me with a belt every night");
        assertThat(told.walled()).isTrue();
    }

    @Test
    void whoWroteToOneOfOurFurtherAddressesIsAnsweredFromIt() throws Exception {
        Playbooks playbooks = DESK.bean(Playbooks.class);
        playbooks.publish(
                Playbooks.builtInDocument()
                        .replace("aliases: []", "aliases: [hello@storytailor.com]")
                        .replace(
                                "names: []",
                                "names: [{address: hello@storytailor.com, from-name: Hello at Storytailor}]"),
                "",
                SAM);
        RunningDesk.eventually(
                () -> DESK.bean(CurrentPlaybook.class)
                        .current()
                        .playbook()
                        .addresses()
                        .aliases(),
                list -> !list.isEmpty());
        DESK.send("lou@mail.example", """
                From: Lou <lou@mail.example>
                To: hello@storytailor.com
                Subject: A question on prices
                Message-ID: <alias-1@mail.example>

                How much is the family plan?
                """);
        answered(ticketOf("alias-1"), "lou");
        assertThat(DESK.inbox("lou@mail.example").getLast().getFrom()[0].toString())
                .isEqualTo("Hello at Storytailor <hello@storytailor.com>");
        assertThat(SmtpClient.deliver(DESK.smtpPort, "lou@mail.example", "other@storytailor.com", new byte[] {120}))
                .startsWith("550");
    }

    @Test
    void b26_everyMailHasAnIdOfItsOwnAndNamesWhatItAnswers() throws Exception {
        Ticket ticket = arrives("abe", "b26-a", "", "Charged twice", "My card was charged twice for this month.");
        String first = answered(ticket, "abe");
        arrives("abe", "b26-b", first, "Re: Charged twice", "It was the card that ends with a seven.");
        database.write(
                Clearance.DESK,
                () -> DESK.bean(Outbox.class).reply(ticket(ticket), SAM, "Sam Oak", "We return one payment today."));
        jakarta.mail.Message second = RunningDesk.eventually(
                        () -> DESK.inbox("abe@mail.example"), list -> list.size() == 2)
                .getLast();
        assertThat(second.getHeader("Message-ID")[0]).isNotEqualTo(first);
        assertThat(second.getHeader("In-Reply-To")).containsExactly("<b26-b@mail.example>");
        assertThat(second.getHeader("References")[0].split("\\s+"))
                .containsExactly("<b26-a@mail.example>", first, "<b26-b@mail.example>");
        assertThat(subject(second))
                .isEqualTo(subject(DESK.inbox("abe@mail.example").getFirst()));
    }

    @Test
    void b29_whoWasErasedAndAnswersIsSomebodyNewWithATicketOfTheirOwn() throws Exception {
        Ticket ticket = arrives("ivy", "b29-a", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(ticket, "ivy");
        Scope ivy = new Scope(Set.of(ticket.requesterId()), null, Set.of(ticket.id()), Set.of());
        List<PersonalData> parts = DESK.context().getBeansOfType(PersonalData.class).values().stream()
                .sorted(Comparator.comparingInt(PersonalData::rank))
                .toList();
        database.write(Clearance.SYSTEM, () -> parts.forEach(part -> part.erase(ivy)));
        Ticket later = arrives("ivy", "b29-b", answer, "Re: Charged twice", "Was it returned by now?");
        assertThat(later.id()).isNotEqualTo(ticket.id());
        assertThat(later.requesterId()).isNotEqualTo(ticket.requesterId());
        assertThat(events(later)).extracting(TicketEvent::kind).doesNotContain("goes-on-from", "may-belong-to");
    }

    @Test
    void b47_solvedTakesAnAssigneeAndNewNeverReturns() {
        Ticket ticket = arrives("joy", "b47-a", "", "No sound", "The narrator is silent in our story.");
        Browser tom = agent("tom");
        String page = "/desk/tickets/" + ticket.id();
        tom.post(page, page + "/state", Map.of("version", version(ticket), "state", "solved"));
        assertThat(ticket(ticket).state()).isEqualTo(State.SOLVED);
        assertThat(ticket(ticket).assigneeId()).as("whoever solved it").isNotNull();
        assertThat(tom.post(page, page + "/state", Map.of("version", version(ticket), "state", "new"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(ticket(ticket).state()).isEqualTo(State.SOLVED);
    }

    @Test
    void b27_anAnswerToAMergedTicketLandsInTheSurvivorAlsoWhereThatWasMergedOn() throws Exception {
        Ticket first = arrives("ada", "b27-a", "", "Charged twice", "My card was charged twice for this month.");
        String answer = answered(first, "ada");
        Ticket second = arrives("ada", "b27-b", "", "Refund", "When does the refund of the second payment come?");
        Ticket third = arrives("ada", "b27-c", "", "Receipt", "Where do I find the receipt of the payment?");
        merged(first, second);
        merged(second, third);
        Ticket landed = arrives("ada", "b27-d", answer, "Re: Charged twice", "Has it been returned meanwhile?");
        assertThat(landed.id()).isEqualTo(third.id());
        Ticket byNumber = arrives("ada", "b27-e", "", "About [#" + second.id() + "]", "And when does it arrive?");
        assertThat(byNumber.id()).isEqualTo(third.id());
        assertThat(state(first)).isEqualTo(State.CLOSED);
        assertThat(messages(first)).hasSize(2);
    }

    @Test
    void b44_aMergeShowsBothIsDoneOnceAndItsUndoRestoresStateClocksAndWhereAnswersGo() throws Exception {
        Ticket first = arrives("bea", "b44-a", "", "No sound", "The narrator is silent in our story.");
        CLOCK.turn(Duration.ofMinutes(30));
        Ticket second = arrives("bea", "b44-b", "", "Still no sound", "The narrator of our story is still silent.");
        assertThat(first.dueAt()).isBefore(second.dueAt());
        Browser sam = agent("sam");
        String page = "/desk/tickets/" + first.id();
        sam.post(page, page + "/drafts/reply", Map.of("text", "Half an answer"));
        String choose = page + "/merge";
        assertThat(Jsoup.parse(sam.get(choose).body()).select(".rows a").eachAttr("href"))
                .contains(choose + "?into=" + second.id());
        Document preview = Jsoup.parse(sam.get(choose + "?into=" + second.id()).body());
        assertThat(preview.select(".sides dd").eachText()).contains("bea");
        assertThat(preview.select("#others")).as("one requester").isEmpty();

        Map<String, String> both = fields(preview);
        assertThat(sam.post(choose, choose, both)
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/desk/tickets/" + second.id());
        assertThat(sam.post(choose, choose, both).statusCode())
                .as("a second tab does it no second time")
                .isEqualTo(302);
        assertThat(EveryTable.rows(DESK, "select count(*)::text from ticket_merge where source_id = ?", first.id()))
                .containsExactly("1");
        Document survivor = Jsoup.parse(sam.get("/desk/tickets/" + second.id()).body());
        assertThat(survivor.select("#reply").text()).as("b43").isEqualTo("Half an answer");
        assertThat(survivor.select("#about-merged + * ").text()).contains("#" + first.id());
        assertThat(ticket(second).dueAt()).as("the earlier promise holds").isEqualTo(first.dueAt());
        assertThat(ticket(first).dueAt()).as("it promises nothing by itself").isNull();
        assertThat(Jsoup.parse(sam.get(page).body()).select("#reply-form").text())
                .contains("merged into another");
        assertThat(sam.post(page, page + "/state", Map.of("version", version(first), "state", "open"))
                        .body())
                .contains("merged into another and goes on there");

        String undo = page + "/merge/undo";
        assertThat(sam.post("/desk/tickets/" + second.id(), undo, Map.of()).statusCode())
                .isEqualTo(302);
        Ticket again = ticket(first);
        assertThat(again.mergedInto()).isNull();
        assertThat(again.state()).isEqualTo(first.state());
        assertThat(again.dueAt()).isEqualTo(first.dueAt());
        assertThat(ticket(second).dueAt()).isEqualTo(second.dueAt());
        Ticket landed = arrives("bea", "b44-c", "<b44-a@mail.example>", "Re: No sound", "It is silent this evening.");
        assertThat(landed.id()).isEqualTo(first.id());
        sam.post(page, undo, Map.of());
        assertThat(sam.get(page).body()).contains("There is no merge to undo");
    }

    @Test
    void b44_ticketsOfDifferentPeopleNeedALeadAndAWarning() {
        Ticket first = arrives("cat", "b44-d", "", "No sound", "The narrator is silent in our story.");
        Ticket second = arrives("dov", "b44-e", "", "No sound", "Our narrator is silent, cat wrote to you as well.");
        Browser agent = agent("tom");
        String choose = "/desk/tickets/" + first.id() + "/merge";
        Document preview =
                Jsoup.parse(agent.get(choose + "?into=" + second.id()).body());
        assertThat(preview.select("#others").text()).contains("Different people asked", "dov", "cat");
        assertThat(preview.select("#refused").text()).contains("A lead can merge");
        Map<String, String> both =
                Map.of("version", version(first), "into", Long.toString(second.id()), "into-version", version(second));
        assertThat(agent.post(choose, choose, both).statusCode()).isEqualTo(422);
        assertThat(ticket(first).mergedInto()).isNull();
        assertThat(agent("sam").post(choose, choose, both).statusCode()).isEqualTo(302);
        assertThat(ticket(first).mergedInto()).isEqualTo(second.id());
    }

    @Test
    void b44_whatChangedMeanwhileIsNotMergedAndAfterThirtyDaysAMergeStays() {
        Ticket first = arrives("eva", "b44-f", "", "No sound", "The narrator is silent in our story.");
        Ticket second = arrives("eva", "b44-g", "", "No sound", "The narrator of our story is still silent.");
        Browser sam = agent("sam");
        String choose = "/desk/tickets/" + first.id() + "/merge";
        Map<String, String> both =
                fields(Jsoup.parse(sam.get(choose + "?into=" + second.id()).body()));
        arrives("eva", "b44-h", "<b44-g@mail.example>", "Re: No sound", "It speaks again, thank you.");
        assertThat(sam.post(choose, choose, both).statusCode()).isEqualTo(409);
        assertThat(ticket(first).mergedInto()).isNull();
        sam.post(
                choose,
                choose,
                fields(Jsoup.parse(sam.get(choose + "?into=" + second.id()).body())));
        CLOCK.turn(Duration.ofDays(31));
        sam = agent("sam");
        assertThat(sam.post(choose, choose + "/undo", Map.of()).statusCode()).isEqualTo(422);
        assertThat(ticket(first).mergedInto()).isEqualTo(second.id());
    }

    @Test
    void b44_noMergeReachesBehindTheWallAndAWallEndsTheMergeOfWhatItTakes() {
        Ticket first = arrives("fay", "b44-i", "", "No sound", "The narrator is silent in our story.");
        Ticket second = arrives("fay", "b44-j", "", "No picture", "The picture of our story is missing.");
        Ticket walled = arrives("fay", "b44-k", "", "A question", "my dad hits me with a belt every night");
        assertThat(walled.walled()).isTrue();
        Browser sam = agent("sam");
        String choose = "/desk/tickets/" + first.id() + "/merge";
        assertThat(sam.get(choose).body()).doesNotContain("" + walled.id());
        assertThat(sam.get(choose + "?q=" + walled.id()).body()).doesNotContain("into=" + walled.id());
        assertThat(sam.get(choose + "?into=" + walled.id()).statusCode()).isEqualTo(404);
        Map<String, String> there =
                Map.of("version", version(first), "into", Long.toString(walled.id()), "into-version", version(walled));
        assertThat(sam.post(choose, choose, there).statusCode()).isEqualTo(404);

        merged(first, second);
        database.write(
                Clearance.SYSTEM,
                () -> DESK.bean(Cases.class).raise(second.id(), Level.S3, new Actor.Software("test")));
        String page = "/desk/tickets/" + first.id();
        assertThat(sam.get(page).body()).contains("merged into another").doesNotContain("#" + second.id());
        sam.post(page, page + "/merge/undo", Map.of());
        assertThat(ticket(first).mergedInto()).as("not by somebody outside").isEqualTo(second.id());
        Ticket landed = arrives("fay", "b44-l", "<b44-i@mail.example>", "Re: No sound", "The sound is back.");
        assertThat(landed.id()).as("behind the wall with the other").isEqualTo(second.id());

        database.write(
                Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(first.id(), Level.S3, new Actor.Software("test")));
        assertThat(ticket(first).mergedInto()).as("it stands for itself there").isNull();
        assertThat(ticket(first).dueAt()).as("with clocks of its own").isNotNull();
        assertThat(arrives("fay", "b44-m", "<b44-i@mail.example>", "Re: No sound", "It is silent again.")
                        .id())
                .isEqualTo(first.id());
    }

    @Test
    void b44_anotherPersonsWordsGoWithTheirErasureStayOutOfCopiesAndOutOfACase() {
        Ticket source = arrives("pat", "b44-n", "", "Refund", "Please refund the plan of last month.");
        Ticket survivor = arrives("ann", "b44-o", "", "Our refund", "We asked for a refund of the plan.");
        merged(source, survivor);
        Ticket landed = arrives("pat", "b44-p", "<b44-n@mail.example>", "Re: Refund", "Heliotrope is my word for it.");
        assertThat(landed.id()).isEqualTo(survivor.id());
        Scope pat = new Scope(Set.of(source.requesterId()), null, Set.of(source.id()), Set.of());
        Scope ann = new Scope(Set.of(survivor.requesterId()), null, Set.of(survivor.id()), Set.of());
        List<PersonalData> parts = DESK.context().getBeansOfType(PersonalData.class).values().stream()
                .sorted(Comparator.comparingInt(PersonalData::rank))
                .toList();
        assertThat(database.read(
                        Clearance.SYSTEM,
                        () -> parts.stream()
                                .flatMap(part -> part.excerpts(ann).stream())
                                .toString()))
                .doesNotContain("Heliotrope");
        database.write(Clearance.SYSTEM, () -> {
            parts.stream().filter(part -> part.rank() <= 80).forEach(part -> part.erase(pat));
        });
        assertThat(EveryTable.holding(DESK, "Heliotrope")).isEmpty();
        assertThat(messages(survivor)).hasSize(2);

        Ticket theirs = arrives("liv", "b44-q", "", "Login", "I cannot sign in with my password.");
        Ticket ours = arrives("max", "b44-r", "", "Our login", "We cannot sign in any more.");
        merged(theirs, ours);
        database.write(
                Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(ours.id(), Level.S3, new Actor.Software("test")));
        Ticket own = arrives("liv", "b44-s", "<b44-q@mail.example>", "Re: Login", "It works again, thank you.");
        assertThat(own.id()).as("not into somebody else's case").isEqualTo(theirs.id());
        assertThat(own.state()).isEqualTo(State.OPEN);
        assertThat(own.mergedInto()).isNull();
        assertThat(own.dueAt()).as("its clocks run").isNotNull();
    }

    @Test
    void b44_aChildsTicketIsMergedWithNobodyElses() {
        Ticket first = arrives("gus", "b44-t", "", "No sound", "The narrator is silent in our story.");
        Ticket second = arrives("hal", "b44-u", "", "No sound", "Hello, I am 9 years old and my story is silent.");
        Browser sam = agent("sam");
        String choose = "/desk/tickets/" + first.id() + "/merge";
        Document preview = Jsoup.parse(sam.get(choose + "?into=" + second.id()).body());
        assertThat(preview.select("#refused").text()).contains("A child asked");
        Map<String, String> both =
                Map.of("version", version(first), "into", Long.toString(second.id()), "into-version", version(second));
        assertThat(sam.post(choose, choose, both).statusCode()).isEqualTo(422);
    }

    private void merged(Ticket source, Ticket target) {
        database.write(
                Clearance.DESK,
                () -> DESK.bean(Merges.class)
                        .merge(
                                source.id(),
                                ticket(source).version(),
                                target.id(),
                                ticket(target).version(),
                                SAM)
                        .orElseThrow());
    }

    private static Browser agent(String name) {
        Browser browser = new Browser(DESK.port);
        browser.signIn(name + "@desk.example", "correct horse battery");
        return browser;
    }

    private static Map<String, String> fields(Document page) {
        Map<String, String> fields = new HashMap<>();
        page.select("form:has(#merge) input").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        return fields;
    }

    private String version(Ticket ticket) {
        return Integer.toString(ticket(ticket).version());
    }

    private Ticket ticket(Ticket ticket) {
        return database.read(Clearance.SYSTEM, () -> tickets.find(ticket.id()).orElseThrow());
    }

    private List<?> messages(Ticket ticket) {
        return database.read(Clearance.SYSTEM, () -> tickets.messages(ticket.id()));
    }

    /** Sends a reply as the page does, and where to take it back. */
    private static String sent(Browser sam, String page, String words) {
        String version = Jsoup.parse(sam.get(page).body())
                .select("#reply-form input[name=version]")
                .attr("value");
        sam.post(page, page + "/replies", Map.of("version", version, "text", words, "then", "solved"));
        return Jsoup.parse(sam.get(page).body()).select("form:has([data-undo])").attr("action");
    }

    private State state(Ticket ticket) {
        return database.read(
                Clearance.DESK, () -> tickets.find(ticket.id()).orElseThrow().state());
    }

    private List<TicketEvent> events(Ticket ticket) {
        return database.read(Clearance.DESK, () -> tickets.timeline(ticket.id()));
    }

    /** The Message-ID of the desk's answer, as it reached the mailbox. */
    private String answered(Ticket ticket, String who) throws Exception {
        database.write(
                Clearance.DESK,
                () -> DESK.bean(Outbox.class).reply(ticket, SAM, "Sam Oak", "We look into it and write to you today."));
        return RunningDesk.eventually(
                        () -> DESK.inbox(who + "@mail.example"),
                        list -> list.stream().anyMatch(mail -> subject(mail).contains("[#" + ticket.id() + "]")))
                .getLast()
                .getHeader("Message-ID")[0];
    }

    private static String subject(jakarta.mail.Message mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Sends a mail and waits for the ticket in which it ends. */
    private Ticket arrives(String who, String id, String answers, String subject, String text) {
        sends(who, id, answers, subject, text);
        return ticketOf(id);
    }

    private static void sends(String who, String id, String answers, String subject, String text) {
        DESK.send(who + "@mail.example", """
                From: %1$s <%1$s@mail.example>
                To: support@storytailor.com
                Subject: %4$s
                Message-ID: <%2$s@mail.example>
                In-Reply-To: %3$s

                %5$s
                """.formatted(who, id, answers, subject, text));
    }

    private Ticket ticketOf(String id) {
        String ticket = RunningDesk.eventually(
                        () -> EveryTable.rows(
                                DESK, "select ticket_id from message where mail_id = ?", "<" + id + "@mail.example>"),
                        rows -> !rows.isEmpty())
                .getFirst();
        return database.read(
                Clearance.SYSTEM, () -> tickets.find(Long.parseLong(ticket)).orElseThrow());
    }
}
