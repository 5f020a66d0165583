package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalTime;
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
import org.nightlight.staff.Wishes;

/** What several people at one desk share: macros, mentions in notes, tickets that they follow, and what they are told of them. */
class WorkingTogetherTest {
    private static final RunningDesk DESK = RunningDesk.start(Map.of("nightlight.outbox.undo", "0"));
    private static final Actor TEST = new Actor.Software("test");
    private static Browser sam;
    private static Browser kim;
    private static Browser lea;
    private static Browser mina;

    @BeforeAll
    static void start() {
        sam = DESK.browser(DESK.staff("Sam Oak", Role.AGENT));
        kim = DESK.browser(DESK.staff("Kim Fir", Role.AGENT));
        lea = DESK.browser(DESK.staff("Lea Elm", Role.LEAD));
        mina = DESK.browser(DESK.staff("Mina Iversen", Role.SAFETY_OFFICER));
    }

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void aMacroIsOnesOwnOrEverybodysAndCanBeBroughtBack() {
        assertThat(kept(sam, Map.of("name", "My device", "text", "Which device is it?"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(kept(sam, Map.of("name", "All", "text", "Hello", "shared", "true"))
                        .body())
                .contains("Macros for everybody are kept by leads and admins");
        assertThat(kept(sam, Map.of("name", "Wrong", "text", "Hello {custmer.name}"))
                        .body())
                .contains("There is no {custmer.name}", "Hello {custmer.name}");
        assertThat(kept(lea, Map.of("name", "All of us", "text", "Hello", "shared", "true"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(sam.get("/desk/macros").body()).contains("My device", "All of us");
        assertThat(kim.get("/desk/macros").body()).contains("All of us").doesNotContain("My device");

        String mine = address(sam, "My device");
        String all = address(lea, "All of us");
        assertThat(kim.get(mine).statusCode()).isEqualTo(404);
        for (String path : List.of(mine + "/removal", all + "/removal", all, mine + "/return")) {
            assertThat(kim.post("/desk/macros", path, Map.of("name", "Hers", "text", "Hers"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(sam.post("/desk/macros", mine, Map.of("name", "Device", "text", "Which device?", "place", "x"))
                        .body())
                .contains("A place is a number");
        assertThat(sam.post("/desk/macros", mine, Map.of("name", "Device", "text", "Which device?", "place", "7"))
                        .statusCode())
                .isEqualTo(302);
        sam.post("/desk/macros", mine + "/removal", Map.of());
        assertThat(sam.get(mine).statusCode()).isEqualTo(404);
        assertThat(kim.post("/desk/macros", mine + "/return", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(sam.post("/desk/macros", mine + "/return", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(Jsoup.parse(sam.get(mine).body()).select("#text").text()).isEqualTo("Which device?");
        assertThat(EveryTable.rows(DESK, "select action from audit_line where subject like 'macro:%'"))
                .as("what is one’s own is nobody’s business")
                .containsExactly("macro-kept");
    }

    @Test
    void whatAMacroDoesIsShownFirstAndDoneInTheMomentTheReplyIsSent() {
        kept(
                sam,
                Map.of(
                        "name",
                        "Refund goes",
                        "text",
                        "Hello {customer.first-name},\n\nyour refund for #{ticket.number} is on its way.\n\n{agent.name}",
                        "state",
                        "pending",
                        "assignee",
                        "me",
                        "add",
                        "Refund, Money back",
                        "remove",
                        "waiting"));
        String page = ticket("robin.vale@mail.example", "Robin Vale", "Charged twice");
        sam.post(page, page + "/tags", Map.of("version", version(page), "tags", "waiting, vip"));
        insert(sam, page, "reply", "Refund goes", "Bye");
        Document drawn = Jsoup.parse(sam.get(page).body());
        assertThat(drawn.select("#reply").val())
                .isEqualTo("Hello Robin,\n\nyour refund for #" + number(page) + " is on its way.\n\nSam Oak\n\nBye");
        assertThat(drawn.select("#reply-does label").eachText())
                .containsExactly(
                        "Set to pending",
                        "Assign to me",
                        "Add the tag money-back",
                        "Add the tag refund",
                        "Take off the tag waiting");
        assertThat(state(page)).as("nothing is done yet").isEqualTo("new  vip waiting");

        String some = "state:pending,assignee:me,add:refund,remove:waiting"; // one was unticked
        assertThat(send(page, drawn.select("#reply").val(), Map.of("does", some))
                        .statusCode())
                .isEqualTo(302);
        assertThat(state(page)).isEqualTo("pending Sam Oak refund vip");
        assertThat(Jsoup.parse(sam.get(page).body()).select("#reply-does label"))
                .isEmpty();

        // The button that was pressed is later than what a macro said.
        send(page, "Now it is there.", Map.of("does", "state:hold", "then", "solved"));
        assertThat(state(page)).isEqualTo("solved Sam Oak refund vip");
    }

    @Test
    void whatIsRefusedChangesNothingAndLosesNoWord() {
        String page = ticket("ann.lark@mail.example", "Ann Lark", "No sound");
        HttpResponse<String> later = send(
                page,
                "We look into it.",
                Map.of("does", "state:solved,add:sound", "then", "later", "at", "2999-01-01T10:00"));
        assertThat(later.statusCode()).isEqualTo(422);
        String at = Jsoup.parse(sam.get(page).body()).select("#later option").attr("value");
        later = send(page, "We look into it.", Map.of("does", "state:solved,add:sound", "then", "later", "later", at));
        assertThat(later.body()).contains("A reply that leaves later changes no state");
        Document drawn = Jsoup.parse(sam.get(page).body());
        assertThat(drawn.select("#reply").val()).isEqualTo("We look into it.");
        assertThat(drawn.select("#reply-does input").eachAttr("value")).containsExactly("state:solved", "add:sound");
        assertThat(state(page)).isEqualTo("new  ");

        // Somebody else was quicker: a note's deeds are for the ticket as its writer saw it.
        String seen = version(page);
        kim.post(page, page + "/state", Map.of("version", seen, "state", "hold"));
        HttpResponse<String> overtaken =
                sam.post(page, page + "/notes", Map.of("version", seen, "text", "All done.", "does", "state:solved"));
        assertThat(overtaken.statusCode()).isEqualTo(409);
        assertThat(state(page)).isEqualTo("hold  ");
        assertThat(Jsoup.parse(sam.get(page).body()).select("#note").val()).isEqualTo("All done.");
        Map<String, String> again = new HashMap<>();
        Jsoup.parse(overtaken.body())
                .select("main form[action$=/notes] input[name]")
                .forEach(field -> again.put(field.attr("name"), field.val()));
        assertThat(sam.post(page, page + "/notes", again).statusCode()).isEqualTo(302);
        assertThat(state(page)).isEqualTo("solved Sam Oak ");
        assertThat(EveryTable.rows(
                        DESK, "select text from message where kind = 'note' and ticket_id = ?", number(page)))
                .containsExactly("All done.");
    }

    @Test
    void aVariableWithoutAValueStaysInSightAndIsAskedAboutBeforeItLeaves() {
        kept(sam, Map.of("name", "By when", "text", "We answer by {reply-by}."));
        String page = ticket("lou.wren@mail.example", "Lou Wren", "My invoice");
        EveryTable.rows(DESK, "update ticket set due_at = null, due_metric = null where id = ?", number(page));
        insert(sam, page, "reply", "By when", "");
        Element written = Jsoup.parse(sam.get(page).body()).selectFirst("#reply");
        assertThat(written.val()).isEqualTo("We answer by {reply-by}.");
        assertThat(written.attr("data-unfilled")).isEqualTo("Not filled in:");
        HttpResponse<String> asked = send(page, "Dear {first name}, {x} {customer.nmae}, {reply-by}", Map.of());
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(asked.body()).select("section").text())
                .contains("Something is not filled in", "{x}, {customer.nmae}, {reply-by} stand in your reply");
        assertThat(EveryTable.rows(DESK, "select 1 from message where kind = 'reply' and ticket_id = ?", number(page)))
                .isEmpty();
        assertThat(send(page, "A set is {1, 2}.", Map.of()).statusCode())
                .as("no variable")
                .isEqualTo(302);
    }

    @Test
    void aMacroTellsNoMoreOfAChildThanThePageShows() {
        DESK.bean(Customers.class)
                .create(
                        new CustomerDetails(
                                "Pip Heron",
                                null,
                                null,
                                Relation.CHILD,
                                null,
                                null,
                                null,
                                List.of(CustomerAddress.of(new EmailAddress("pip.heron@mail.example")))),
                        TEST)
                .orThrow();
        String page = ticket("pip.heron@mail.example", "Pip Heron", "My story");
        kept(lea, Map.of("name", "Greeting", "text", "{customer.name} / {customer.first-name}", "shared", "true"));
        insert(sam, page, "reply", "Greeting", "");
        assertThat(Jsoup.parse(sam.get(page).body()).select("#reply").val()).isEqualTo("Pip / Pip");
    }

    @Test
    void aNotesMacroIsOfferedBesideNotesAloneAndOnesOwnToNobodyElse() {
        kept(sam, Map.of("name", "Called back", "text", "Called {customer.name}.", "kind", "note", "add", "called"));
        String page = ticket("kit.swan@mail.example", "Kit Swan", "Call me");
        Document drawn = Jsoup.parse(sam.get(page).body());
        assertThat(drawn.select("#insert-note button").eachText()).contains("Called back");
        assertThat(drawn.select("#insert-reply button").eachText()).doesNotContain("Called back");
        Element button = drawn.select("#insert-note button").stream()
                .filter(one -> one.text().equals("Called back"))
                .findFirst()
                .orElseThrow();
        assertThat(Jsoup.parse(kim.get(page).body())
                        .select("#insert-note button")
                        .eachText())
                .doesNotContain("Called back");
        kim.post(page, page + "/drafts/note", Map.of("insert", button.val(), "text", "Mine"));
        assertThat(EveryTable.rows(DESK, "select text || does from draft where ticket_id = ?", number(page)))
                .containsExactly("Mine");
        insert(sam, page, "note", "Called back", "");
        sam.post(
                page,
                page + "/notes",
                Map.of("version", version(page), "text", "Called Kit Swan.", "does", "add:called"));
        assertThat(state(page)).isEqualTo("new  called");
    }

    @Test
    void whoeverIsNamedInANoteFollowsTheTicketAndIsToldWithoutAWordOfIt() {
        String page = ticket("eli.finch@mail.example", "Eli Finch", "Two payments");
        wish(kim, "mentioned");
        note(sam, page, "Please look, @Kim Fir: mail sam.oak@desk.example, or @lea.elm. @Nobody @Sam Oak");
        assertThat(followers(page)).containsExactly("Kim Fir", "Lea Elm");
        assertThat(mentions(kim)).contains("new Sam Oak on #" + number(page) + " Two payments");
        int unseen = Integer.parseInt(rail(kim, "Mentions").replaceAll("\\D", ""));
        assertThat(mentions(sam)).as("oneself is not told").isEmpty();
        assertThat(kim.get("/desk/search?q=follower%3Ame").body()).contains("Two payments");
        assertThat(sam.get("/desk/search?q=follower%3Ame").body()).contains("Nothing found");
        assertThat(sam.get("/desk/search?q=follower%3Anobody").body()).contains("is not understood");

        var mail = RunningDesk.eventually(
                () -> mails("kim.fir").stream()
                        .filter(one -> one.contains("#" + number(page)))
                        .toList(),
                list -> !list.isEmpty());
        assertThat(mail)
                .singleElement()
                .asString()
                .contains("/desk/tickets/" + number(page), "#" + number(page))
                .doesNotContain("Please look", "Two payments", "Eli", "Sam Oak");
        RunningDesk.eventually(() -> waiting(), list -> list.isEmpty());
        assertThat(queued("lea.elm")).as("she has not asked for it").isEmpty();

        Element open = Jsoup.parse(kim.get("/desk/mentions").body()).selectFirst("#mentions form");
        HttpResponse<String> seen = kim.post("/desk/mentions", open.attr("action"), Map.of());
        assertThat(seen.headers().firstValue("Location").orElseThrow()).contains(page + "#note-");
        assertThat(rail(kim, "Mentions")).isEqualTo("Mentions" + (unseen - 1));
        assertThat(sam.post("/desk/mentions", open.attr("action"), Map.of()).statusCode())
                .as("somebody else’s")
                .isEqualTo(404);
        sam.post(page, page + "/following", Map.of("following", "true"));
        kim.post(page, page + "/following", Map.of("following", "false"));
        assertThat(followers(page)).containsExactly("Lea Elm", "Sam Oak");
    }

    @Test
    void b56_nobodyIsToldOfATicketThatTheyMayNotSeeAndWhatWasToldBeforeAWallIsGone() {
        String page = ticket("ivy.martin@mail.example", "Ivy Martin", "Quiet story");
        wish(kim, "mentioned");
        wish(mina, "mentioned");
        Browser auditor = DESK.browser(DESK.staff("Ari Ash", Role.AUDITOR));
        note(sam, page, "@Kim Fir and @Ari Ash, see this.");
        RunningDesk.eventually(() -> waiting(), list -> list.isEmpty());
        assertThat(followers(page)).as("an auditor works on no ticket").containsExactly("Kim Fir");
        assertThat(mentions(kim)).anyMatch(line -> line.contains("Quiet story"));
        int before = Integer.parseInt(rail(kim, "Mentions").replaceAll("\\D", ""));
        String action = Jsoup.parse(kim.get("/desk/mentions").body())
                .selectFirst("#mentions form")
                .attr("action");

        DESK.bean(Database.class)
                .write(Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(number(page), Level.S3, TEST));
        assertThat(mentions(kim)).noneMatch(line -> line.contains("#" + number(page)));
        assertThat(rail(kim, "Mentions")).isEqualTo("Mentions" + (before - 1));
        assertThat(kim.get("/desk/search?q=follower%3Ame").body()).doesNotContain("#" + number(page));
        assertThat(kim.post("/desk/mentions", action, Map.of()).statusCode()).isEqualTo(404);
        assertThat(kim.post("/desk/mentions", page + "/following", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(auditor.get("/desk/mentions").statusCode()).isNotEqualTo(200);

        List<String> told = queued("kim.fir");
        note(mina, page, "@Kim Fir @Mina Iversen @Sam Oak are outside. @Jo Hale is not.");
        Browser jo = DESK.browser(DESK.staff("Jo Hale", Role.LEGAL));
        wish(jo, "mentioned");
        note(mina, page, "Now @Jo Hale is here, @Kim Fir.");
        RunningDesk.eventually(() -> waiting(), list -> list.isEmpty());
        assertThat(EveryTable.rows(
                        DESK,
                        "select distinct name from notice join staff_member m on m.id = staff_id where ticket_id = ? order by 1",
                        number(page)))
                .containsExactly("Jo Hale", "Kim Fir");
        assertThat(EveryTable.rows(DESK, "select 1 from notice where ticket_id = ?", number(page)))
                .as("Kim’s from before the wall, and Jo’s")
                .hasSize(2);
        assertThat(mentions(jo)).hasSize(1);
        assertThat(RunningDesk.eventually(() -> mails("jo.hale"), list -> !list.isEmpty()))
                .singleElement()
                .asString()
                .contains("/desk/mentions")
                .doesNotContain("/" + number(page), "#" + number(page), "wall");
        assertThat(queued("kim.fir")).isEqualTo(told);
    }

    @Test
    void aTicketFromSomebodyElseIsToldByMailOnlyToWhoeverAskedAndNotInTheirQuietHours() {
        String page = ticket("una.dove@mail.example", "Una Dove", "Three payments");
        Browser ted = DESK.browser(DESK.staff("Ted Birch", Role.AGENT));
        String id = EveryTable.rows(DESK, "select id from staff_member where name = 'Ted Birch'")
                .getFirst();
        give(page, id);
        RunningDesk.eventually(() -> waiting(), list -> list.isEmpty());
        assertThat(queued("ted.birch")).as("nobody asked for it").isEmpty();
        assertThat(ted.post("/desk/account", "/desk/account/wishes", Map.of("from", "22:00"))
                        .body())
                .contains("Give both times");
        ted.post(
                "/desk/account", "/desk/account/wishes", Map.of("assigned", "true", "from", "00:00", "until", "23:59"));
        give(page, "");
        give(page, id);
        RunningDesk.eventually(() -> waiting(), list -> list.isEmpty());
        assertThat(queued("ted.birch")).as("quiet hours").isEmpty();
        wish(ted, "assigned");
        ted.post(page, page + "/assignment", Map.of("version", version(page), "assignee", ""));
        ted.post(page, page + "/assignment", Map.of("version", version(page), "assignee", "me"));
        give(page, "");
        give(page, id);
        assertThat(RunningDesk.eventually(() -> mails("ted.birch"), list -> !list.isEmpty()))
                .as("what one takes oneself is no news")
                .singleElement()
                .asString()
                .contains("You were given ticket #" + number(page));
        assertThat(mentions(ted)).isEmpty();
    }

    @Test
    void quietHoursMayGoOverMidnight() {
        Wishes.Wish night = new Wishes.Wish(true, true, true, LocalTime.of(22, 0), LocalTime.of(7, 0));
        Wishes.Wish noon = new Wishes.Wish(true, true, true, LocalTime.of(12, 0), LocalTime.of(13, 0));
        assertThat(List.of("22:00", "23:59", "00:00", "06:59")).allMatch(time -> night.isQuiet(LocalTime.parse(time)));
        assertThat(List.of("07:00", "12:30", "21:59")).noneMatch(time -> night.isQuiet(LocalTime.parse(time)));
        assertThat(noon.isQuiet(LocalTime.of(12, 30))).isTrue();
        assertThat(noon.isQuiet(LocalTime.of(13, 0))).isFalse();
        assertThat(Wishes.Wish.NOTHING.isQuiet(LocalTime.NOON)).isFalse();
    }

    private static void give(String page, String staffId) {
        sam.post(page, page + "/assignment", Map.of("version", version(page), "assignee", staffId));
    }

    private static void note(Browser browser, String page, String words) {
        assertThat(browser.post(page, page + "/notes", Map.of("text", words)).statusCode())
                .isEqualTo(302);
    }

    private static void wish(Browser browser, String what) {
        assertThat(browser.post("/desk/account", "/desk/account/wishes", Map.of(what, "true"))
                        .statusCode())
                .isEqualTo(302);
    }

    private static List<String> mentions(Browser browser) {
        return Jsoup.parse(browser.get("/desk/mentions").body()).select("#mentions li").stream()
                .map(line -> {
                    line.select("time").remove();
                    return line.select(".line > span").text();
                })
                .toList();
    }

    private static String rail(Browser browser, String label) {
        return Jsoup.parse(browser.get("/desk/account").body()).select("#rail a").stream()
                .map(Element::text)
                .filter(text -> text.startsWith(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> followers(String page) {
        String names = Jsoup.parse(sam.get(page).body())
                .select("section[aria-labelledby=about-followers] > p")
                .text();
        return List.of(names.split(", "));
    }

    /** Notices of which it has not been decided whether a mail goes out. */
    private static List<String> waiting() {
        return EveryTable.rows(DESK, "select id from notice where mail_waits");
    }

    /** Mails to somebody of the staff that were ever to leave. */
    private static List<String> queued(String mailbox) {
        return EveryTable.rows(
                DESK, "select id from outbound where ? = any(recipients) order by id", mailbox + "@desk.example");
    }

    /** The mails to somebody of the staff, subject and words. */
    private static List<String> mails(String mailbox) {
        return DESK.inbox(mailbox + "@desk.example").stream()
                .map(mail -> {
                    try {
                        return mail.getSubject() + "\n" + mail.getContent();
                    } catch (Exception broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .toList();
    }

    private static HttpResponse<String> kept(Browser browser, Map<String, String> fields) {
        return browser.post("/desk/macros", "/desk/macros", fields);
    }

    private static String address(Browser browser, String name) {
        return Jsoup.parse(browser.get("/desk/macros").body()).select(".lines a").stream()
                .filter(link -> link.text().equals(name))
                .findFirst()
                .orElseThrow()
                .attr("href");
    }

    /** Presses a macro's button in the menu beside a text, as without a script. */
    private static void insert(Browser browser, String page, String kind, String name, String typed) {
        Element button = Jsoup.parse(browser.get(page).body()).select("#insert-" + kind + " button").stream()
                .filter(one -> one.text().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(browser.post(page, button.attr("formaction"), Map.of("insert", button.val(), "text", typed))
                        .statusCode())
                .isLessThan(300);
    }

    /** Sends a reply as Sam's page does; {@code more} stands over what the page carries. */
    private static HttpResponse<String> send(String page, String words, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>();
        Jsoup.parse(sam.get(page).body())
                .select("#reply-form input[type=hidden]")
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        fields.put("text", words);
        fields.putAll(more);
        return sam.post(page, page + "/replies", fields);
    }

    /** State, assignee and tags. */
    private static String state(String page) {
        return EveryTable.rows(
                        DESK,
                        "select concat(t.state, ' ', m.name, ' ', (select string_agg(tag, ' ' order by tag) from ticket_tag where ticket_id = t.id))"
                                + " from ticket t left join staff_member m on m.id = t.assignee_id where t.id = ?",
                        number(page))
                .getFirst();
    }

    private static String version(String page) {
        return EveryTable.rows(DESK, "select version from ticket where id = ?", number(page))
                .getFirst();
    }

    private static long number(String page) {
        return Long.parseLong(page.substring(page.lastIndexOf('/') + 1));
    }

    /** A mail and the page of the ticket in which it ends. */
    private static String ticket(String from, String name, String subject) {
        return "/desk/tickets/"
                + DESK.ticketFrom(name, from, subject, "The app does not start on our tablet.")
                        .id();
    }
}
