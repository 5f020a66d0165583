package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
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
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;

/** What staff have to do on a ticket: given, done, found in one's own list, and kept as the ticket is. */
class TasksTest {
    private static final RunningDesk DESK = RunningDesk.start();
    private static final Actor TEST = new Actor.Software("test");
    private static final String LATER =
            LocalDate.now(java.time.ZoneOffset.UTC).plusDays(40).toString();
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
    void aTaskIsAddedDoneAndUndoneByPressingItAndTheStoryTellsWhoDidSo() {
        String page = ticket("ann.lark@mail.example", "Ann Lark", "Paid twice");
        assertThat(panel(sam, page).text()).contains("There are no tasks.");
        assertThat(added(sam, page, "Ask the\r\n bank", id("Kim Fir"), LATER)).isEqualTo(302);
        assertThat(added(sam, page, "Call Ann back", "", "")).isEqualTo(302);
        assertThat(added(sam, page, "Call Ann back", "", ""))
                .as("pressed twice")
                .isEqualTo(302);
        assertThat(todo(sam, page)).containsExactly("Ask the bank", "Call Ann back");
        assertThat(panel(sam, page).select("#tasks-open .quiet").eachText().getFirst())
                .startsWith("for Kim Fir, due ");
        assertThat(panel(sam, page).select("#tasks-open .quiet").eachText().getLast())
                .isEqualTo("nobody’s yet");

        Element box = panel(kim, page).selectFirst("#tasks-open button[role=checkbox]");
        assertThat(box.attr("aria-checked")).isEqualTo("false");
        press(kim, page, box);
        press(kim, page, box); // a second tab says the same again
        assertThat(todo(sam, page)).containsExactly("Call Ann back");
        Element done = panel(sam, page).selectFirst("#tasks-done button[role=checkbox]");
        assertThat(panel(sam, page).select("#tasks-done li").text()).contains("Ask the bank", "Kim Fir");
        assertThat(done.attr("aria-checked")).isEqualTo("true");
        press(sam, page, done);
        assertThat(todo(sam, page)).containsExactly("Ask the bank", "Call Ann back");

        press(kim, page, button(kim, page, "Call Ann back", "assignment"));
        assertThat(panel(kim, page)
                        .select("#tasks-open li:contains(Call Ann back)")
                        .text())
                .contains("for Kim Fir")
                .doesNotContain("Take it");
        press(sam, page, button(sam, page, "Call Ann back", "removal"));
        assertThat(todo(sam, page)).containsExactly("Ask the bank");
        assertThat(story(sam, page))
                .as("the latest first")
                .startsWith(
                        "Task taken away: “Call Ann back” by Sam Oak",
                        "Task taken: “Call Ann back” by Kim Fir",
                        "Task not done after all: “Ask the bank” by Sam Oak",
                        "Task done: “Ask the bank” by Kim Fir",
                        "Task added: “Call Ann back” by Sam Oak",
                        "Task added: “Ask the bank”, for Kim Fir, by Sam Oak");
        assertThat(EveryTable.rows(
                        DESK,
                        "select detail::text from ticket_event where kind like 'task-%' and ticket_id = ?",
                        number(page)))
                .as("numbers alone")
                .noneMatch(detail -> detail.contains("bank"));
    }

    @Test
    void aFaultStandsAtItsFieldAndNothingTypedIsLost() {
        String page = ticket("bo.wren@mail.example", "Bo Wren", "Slow narrator");
        HttpResponse<String> refused = sam.post(
                page, page + "/tasks", Map.of("task", "x".repeat(201), "task-for", "999999", "task-day", "2020-01-01"));
        assertThat(refused.statusCode()).isEqualTo(422);
        Document drawn = Jsoup.parse(refused.body());
        assertThat(drawn.select("#task-fault").text()).contains("up to 200 letters. These are 201");
        assertThat(drawn.select("#task-for-fault").text()).contains("Choose somebody from the list");
        assertThat(drawn.select("#task-day-fault").text()).contains("This day is over");
        assertThat(drawn.select("#task").val()).hasSize(201);
        assertThat(drawn.select("#task-day").val()).isEqualTo("2020-01-01");
        assertThat(drawn.select("#act-task").hasAttr("open")).isTrue();
        assertThat(sam.post(page, page + "/tasks", Map.of("task", " \n ", "task-day", "soon"))
                        .body())
                .contains("Say what is to be done.", "Enter a day, such as");
        assertThat(added(sam, page, "\uD83D\uDE80".repeat(200), "", ""))
                .as("letters, not units")
                .isEqualTo(302);
        assertThat(todo(sam, page)).hasSize(1);
        DESK.staff("Ari Ash", Role.AUDITOR);
        assertThat(added(sam, page, "For an auditor", id("Ari Ash"), ""))
                .as("who works on no ticket")
                .isEqualTo(422);
    }

    @Test
    void anotherScreenIsToldOfATaskAtOnce() throws Exception {
        String page = ticket("cy.dove@mail.example", "Cy Dove", "No picture");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> stream = client.send(
                    HttpRequest.newBuilder(URI.create(DESK.url("/desk/live?ticket=" + number(page) + "&version="
                                    + EveryTable.rows(DESK, "select version from ticket where id = ?", number(page))
                                            .getFirst())))
                            .header("Cookie", "desk=" + kim.cookie("desk"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            StringBuffer heard = new StringBuffer();
            Thread.ofVirtual().start(() -> {
                try (InputStream in = stream.body()) {
                    for (int b = in.read(); b >= 0; b = in.read()) {
                        heard.append((char) b);
                    }
                } catch (IOException closed) {
                    heard.append("closed");
                }
            });
            added(sam, page, "Look at the picture", "", "");
            RunningDesk.eventually(heard::toString, it -> it.contains("event:ticket") && it.contains("event:list"));
            client.shutdownNow();
        }
        assertThat(todo(kim, page)).containsExactly("Look at the picture");
    }

    @Test
    void onesOwnTasksStandInOneListByTheirDayPageByPageAndAreDoneThere() {
        String page = ticket("di.finch@mail.example", "Di Finch", "Three invoices");
        Browser ted = DESK.browser(DESK.staff("Ted Birch", Role.AGENT));
        String own = id("Ted Birch");
        assertThat(ted.get("/desk/tasks").body()).contains("You have nothing to do here");
        added(sam, page, "Without a day", own, "");
        added(sam, page, "With a day", own, LATER);
        added(sam, page, "Long ago", own, LATER);
        added(sam, page, "Somebody else’s", "", "");
        EveryTable.rows(DESK, "update ticket_task set due_on = date '2020-03-04' where text = 'Long ago' returning id");
        Document mine = Jsoup.parse(ted.get("/desk/tasks").body());
        assertThat(mine.select("#my-tasks li .line > span").eachText())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("Long ago overdue, was due 4 March 2020"),
                        second -> assertThat(second).startsWith("With a day due "),
                        third -> assertThat(third).isEqualTo("Without a day"));
        assertThat(mine.select("#my-tasks a").eachText()).contains("#" + number(page) + " Three invoices");
        assertThat(mine.select("#rail a[href=/desk/tasks]").text()).isEqualTo("My tasks3");
        press(ted, "/desk/tasks", mine.selectFirst("#my-tasks button[role=checkbox]"));
        assertThat(mine(ted)).containsExactly("With a day", "Without a day");
        assertThat(panel(sam, page).select("#tasks-done li").text()).contains("Long ago", "Ted Birch");

        EveryTable.rows(
                DESK,
                "insert into ticket_task (ticket_id, text, assignee_id, due_on, made_by, made_at) select ticket_id, 'n' || n,"
                        + " assignee_id, case when n % 3 > 0 then date '2999-01-01' + n % 7 end, made_by, made_at"
                        + " from ticket_task, generate_series(1, 118) n where text = 'With a day' returning id");
        List<String> all = new java.util.ArrayList<>();
        String at = "/desk/tasks";
        String last = at;
        for (;
                !at.isEmpty();
                at = Jsoup.parse(ted.get(at).body())
                        .select(".pages a[rel=next]")
                        .attr("href")) {
            all.addAll(shown(ted, at));
            last = at;
        }
        assertThat(all).hasSize(120).doesNotHaveDuplicates().startsWith("With a day");
        String back =
                Jsoup.parse(ted.get(last).body()).select(".pages a[rel=prev]").attr("href");
        assertThat(shown(ted, back)).isEqualTo(all.subList(50, 100));
        assertThat(shown(ted, "/desk/tasks?after=nonsense")).isEqualTo(all.subList(0, 50));
    }

    @Test
    void whoeverIsGivenATaskIsToldOnceIfTheyWishSoAndNotOfWhatTheyTakeThemselves() {
        String page = ticket("ed.heron@mail.example", "Ed Heron", "Gift card");
        Browser uma = DESK.browser(DESK.staff("Uma Pine", Role.AGENT));
        assertThat(uma.get("/desk/account").body()).contains("Somebody gives me a ticket or a task");
        uma.post("/desk/account", "/desk/account/wishes", Map.of("assigned", "true"));
        added(uma, page, "My own", id("Uma Pine"), "");
        added(sam, page, "Send the card", id("Uma Pine"), "");
        added(sam, page, "Send the card", id("Uma Pine"), "");
        RunningDesk.eventually(() -> EveryTable.rows(DESK, "select id from notice where mail_waits"), List::isEmpty);
        assertThat(EveryTable.rows(DESK, "select kind from notice where ticket_id = ?", number(page)))
                .containsExactly("task");
        assertThat(RunningDesk.eventually(() -> mails("uma.pine"), list -> !list.isEmpty()))
                .singleElement()
                .asString()
                .contains("You were given a task on ticket #" + number(page), "/desk/tickets/" + number(page))
                .doesNotContain("Send the card", "Gift card");
    }

    @Test
    void solvingATicketWithOpenTasksAsksOnceNamesThemAndThenDoesSo() {
        String page = ticket("fay.crane@mail.example", "Fay Crane", "Wrong name");
        added(sam, page, "Correct the name", "", "");
        Map<String, String> solved = Map.of("version", version(page), "state", "solved");
        HttpResponse<String> asked = sam.post(page, page + "/state", solved);
        assertThat(asked.statusCode()).isEqualTo(409);
        Document drawn = Jsoup.parse(asked.body());
        assertThat(drawn.select("main > header h1").text()).isEqualTo("Something is still to be done");
        assertThat(drawn.select("main li").eachText()).containsExactly("Correct the name");
        Map<String, String> again = new HashMap<>();
        drawn.select("main form input[type=hidden]").forEach(field -> again.put(field.attr("name"), field.val()));
        assertThat(sam.post(page, page + "/state", again).statusCode()).isEqualTo(302);
        assertThat(EveryTable.rows(DESK, "select state from ticket where id = ?", number(page)))
                .containsExactly("solved");
        assertThat(todo(sam, page)).as("it stays to be done").containsExactly("Correct the name");

        sam.post(page, page + "/state", Map.of("version", version(page), "state", "open"));
        press(sam, page, panel(sam, page).selectFirst("#tasks-open button[role=checkbox]"));
        assertThat(sam.post(page, page + "/state", Map.of("version", version(page), "state", "solved"))
                        .statusCode())
                .as("nothing is left to ask")
                .isEqualTo(302);
    }

    @Test
    void b44_openTasksMoveAlongWithAMergeAndComeBackWhenItIsUndone() {
        String one = ticket("gil.swift@mail.example", "Gil Swift", "No sound here");
        String two = ticket("hal.swift@mail.example", "Hal Swift", "Silent there");
        added(sam, one, "Done before", "", "");
        press(sam, one, panel(sam, one).selectFirst("#tasks-open button[role=checkbox]"));
        added(sam, one, "Listen to it", id("Kim Fir"), LATER);
        String box = panel(sam, one)
                .selectFirst("#tasks-open button[role=checkbox]")
                .closest("form")
                .attr("action");
        added(sam, two, "Ask Hal", "", "");
        Browser lea = DESK.browser(DESK.staff("Lea Elm", Role.LEAD));
        String choose = one + "/merge";
        Map<String, String> both = new HashMap<>();
        Document preview = Jsoup.parse(lea.get(choose + "?into=" + number(two)).body());
        assertThat(preview.text()).contains("Open tasks move along.");
        preview.select("main form input[type=hidden]").forEach(field -> both.put(field.attr("name"), field.val()));
        assertThat(lea.post(choose, choose, both).statusCode()).isEqualTo(302);

        assertThat(todo(sam, two)).containsExactly("Listen to it", "Ask Hal");
        assertThat(todo(sam, one)).isEmpty();
        assertThat(panel(sam, one).select("button, #act-task"))
                .as("a merged ticket is worked on in the other")
                .isEmpty();
        assertThat(sam.post(one, one + "/tasks", Map.of("task", "More")).statusCode())
                .isEqualTo(422);
        kim.post(two, box, Map.of("done", "true"));
        assertThat(lea.post(two, one + "/merge/undo", Map.of()).statusCode()).isEqualTo(302);
        assertThat(todo(sam, two)).containsExactly("Ask Hal");
        assertThat(panel(sam, one).select("#tasks-done li > span:first-child").eachText())
                .containsExactly("Done before", "Listen to it");
    }

    @Test
    void b56_behindTheWallATaskIsNotThereForAnybodyOutsideAndItsWordsAreSealed() {
        String page = ticket("ida.plover@mail.example", "Ida Plover", "Quiet evening");
        added(sam, page, "Ask about the zibblewort", id("Kim Fir"), "");
        int before = Integer.parseInt(counted(kim));
        String done = panel(kim, page)
                .selectFirst("#tasks-open button[role=checkbox]")
                .closest("form")
                .attr("action");
        assertThat(mine(kim)).contains("Ask about the zibblewort");

        DESK.bean(Database.class)
                .write(Clearance.SYSTEM, () -> DESK.bean(Cases.class).raise(number(page), Level.S3, TEST));
        assertThat(mine(kim)).doesNotContain("Ask about the zibblewort");
        assertThat(counted(kim)).isEqualTo(Integer.toString(before - 1));
        for (String path :
                List.of(done, done.replace("completion", "assignment"), done.replace("completion", "removal"))) {
            assertThat(kim.post("/desk/tasks", path, Map.of()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(kim.post("/desk/tasks", page + "/tasks", Map.of("task", "x")).statusCode())
                .isEqualTo(404);
        assertThat(EveryTable.holding(DESK, "zibblewort")).isEmpty();

        assertThat(added(mina, page, "Call the snorkelfen", id("Kim Fir"), ""))
                .as("outside")
                .isEqualTo(422);
        assertThat(added(mina, page, "Call the snorkelfen", id("Mina Iversen"), ""))
                .isEqualTo(302);
        assertThat(EveryTable.holding(DESK, "snorkelfen")).isEmpty();
        assertThat(todo(mina, page)).containsExactly("Ask about the zibblewort", "Call the snorkelfen");
        assertThat(panel(mina, page).select("#tasks-open li").getFirst().text())
                .as("nobody outside has work behind the wall")
                .contains("nobody’s yet");
        assertThat(story(mina, page)).anyMatch(line -> line.contains("“Ask about the zibblewort”"));
        assertThat(mine(mina)).as("the list opens no seal").containsExactly("Sealed");
    }

    @Test
    void c59_aTaskIsNoPartOfACopyAndGoesWithItsTicket() {
        String page = ticket("jo.rail@mail.example", "Jo Rail", "Old story");
        String other = ticket("jon.rail@mail.example", "Jon Rail", "Older story");
        added(sam, page, "Ask for the pibblemoor", "", "");
        Browser lou = DESK.browser(DESK.staff("Lou Ash", Role.LEAD));
        Map<String, String> both = new HashMap<>();
        Jsoup.parse(lou.get(page + "/merge?into=" + number(other)).body())
                .select("main form input[type=hidden]")
                .forEach(field -> both.put(field.attr("name"), field.val()));
        Scope scope = Scope.ofTickets(Set.of(number(page)));
        List<PersonalData> parts =
                List.copyOf(DESK.context().getBeansOfType(PersonalData.class).values());
        PersonalData ours = parts.stream()
                .filter(part -> part.tables().contains("ticket_task"))
                .findFirst()
                .orElseThrow();
        Database database = DESK.bean(Database.class);
        assertThat(database.read(Clearance.SYSTEM, () -> ours.holdings(scope)))
                .anyMatch(held -> held.toString().contains("Tasks"));
        assertThat(database.read(Clearance.SYSTEM, () -> ours.excerpts(scope)).toString())
                .contains("The app does not start")
                .doesNotContain("pibblemoor");
        assertThat(lou.post(page, page + "/merge", both).statusCode()).isEqualTo(302);
        assertThat(todo(sam, other)).containsExactly("Ask for the pibblemoor");
        database.write(
                Clearance.SYSTEM,
                () -> parts.stream()
                        .sorted(Comparator.comparing(PersonalData::rank))
                        .forEach(part -> part.erase(scope)));
        assertThat(EveryTable.holding(DESK, "pibblemoor")).isEmpty();
        assertThat(todo(sam, other)).isEmpty();

        added(sam, other, "Write to Marigold", "", "");
        database.write(
                Clearance.SYSTEM, () -> ours.unname(Scope.ofTickets(Set.of(number(other))), List.of("Marigold")));
        assertThat(todo(sam, other))
                .singleElement()
                .asString()
                .startsWith("Write to")
                .doesNotContain("Marigold");
    }

    private static Element panel(Browser browser, String page) {
        return Jsoup.parse(browser.get(page).body()).selectFirst("section[aria-labelledby=about-tasks]");
    }

    private static List<String> todo(Browser browser, String page) {
        return panel(browser, page).select("#tasks-open li > span:first-child").eachText();
    }

    private static List<String> mine(Browser browser) {
        return shown(browser, "/desk/tasks");
    }

    private static List<String> shown(Browser browser, String path) {
        Document drawn = Jsoup.parse(browser.get(path).body());
        drawn.select(".chip").remove();
        return drawn.select("#my-tasks li .line > span").eachText();
    }

    private static String counted(Browser browser) {
        return Jsoup.parse(browser.get("/desk/account").body())
                .select("#rail a[href=/desk/tasks] .n")
                .text();
    }

    private static List<String> story(Browser browser, String page) {
        return Jsoup.parse(browser.get(page).body())
                .select(".timeline li > span:first-child")
                .eachText();
    }

    private static Element button(Browser browser, String page, String task, String verb) {
        return panel(browser, page).selectFirst("li:contains(" + task + ") form[action$=" + verb + "] button");
    }

    /** Sends the button's form as a browser without a script does. */
    private static void press(Browser browser, String page, Element button) {
        Map<String, String> fields = new HashMap<>();
        Element form = button.closest("form");
        form.select("input[type=hidden]:not([name=_csrf])")
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        if (button.hasAttr("name")) {
            fields.put(button.attr("name"), button.val());
        }
        assertThat(browser.post(page, form.attr("action"), fields).statusCode()).isEqualTo(302);
    }

    private static int added(Browser browser, String page, String task, String holder, String day) {
        return browser.post(page, page + "/tasks", Map.of("task", task, "task-for", holder, "task-day", day))
                .statusCode();
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

    /** A mail and the page of the ticket in which it ends. */
    private static String ticket(String from, String name, String subject) {
        return "/desk/tickets/"
                + DESK.ticketFrom(name, from, subject, "The app does not start on our tablet.")
                        .id();
    }
}
