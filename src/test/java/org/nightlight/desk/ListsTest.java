package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Searches;
import org.nightlight.database.Statements;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;

/** Filters, views and what is done with many tickets at once, on a desk with some thousand tickets. */
class ListsTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final int TICKETS = 2_400;

    private static RunningDesk desk;
    private static Browser agent;
    private static long sam;
    private static long first;

    @BeforeAll
    static void aDeskOfSomeAge() throws Exception {
        desk = RunningDesk.start();
        sam = member("Sam Oak", "sam@desk.example", Role.AGENT);
        member("Lea Ort", "lea@desk.example", Role.LEAD);
        member("Mina Iversen", "mina@desk.example", Role.SAFETY_OFFICER);
        agent = desk.browser("sam@desk.example");
        for (String statement : Files.readString(Path.of("bench/fill.sql"))
                .replace(":tickets", "" + TICKETS)
                .split(";\\s*\\n")) {
            owner(statement);
        }
        first = desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class)
                                .fetchOne("select min(id) from ticket where state = 'open'")
                                .get(0, Long.class));
        owner("insert into ticket_tag select id, 'refund' from ticket where id % 3 = 0");
        owner(
                "insert into ticket_tag select id, 'rare-' || id from ticket where id in (select id from ticket order by id limit 5)");
        owner("update ticket set team = 'finance' where id % 5 < 2");
        owner("update ticket set priority = 'high' where id % 2 = 0");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aFilterIsReadPartByPart() {
        assertThat(read("status:open tier:premium,family breaching:<2h assignee:me -tag:Spam \"the voice\" fox")
                        .parts())
                .containsExactly(
                        new Filter.InState(Set.of(State.OPEN)),
                        new Filter.Keyed(Filter.Key.TIER, Set.of("premium", "family")),
                        new Filter.DueBefore(NOW.plus(Duration.ofHours(2))),
                        new Filter.Assigned(Set.of(sam)),
                        new Filter.Not(new Filter.Tagged("spam")),
                        new Filter.Says("the voice fox"));
        assertThat(read("created:>2026-11-01 assignee:nobody,lea requester:Robin@Example.org -voice STATUS:Solved")
                        .parts())
                .hasSize(5)
                .contains(
                        new Filter.By("robin@example.org"),
                        new Filter.Not(new Filter.Says("voice")),
                        new Filter.InState(Set.of(State.SOLVED)));
        assertThat(read("   ").parts()).isEmpty();
        // Days are the desk's, so that a day of 24 hours and one of 25 both end where the next begins.
        var zone = desk.bean(CurrentPlaybook.class).current().playbook().zone();
        var day = java.time.LocalDate.parse("2026-11-01").atStartOfDay(zone);
        assertThat(read("created:2026-11-01").parts())
                .containsExactly(
                        new Filter.Created(day.toInstant(), day.plusDays(1).toInstant()));
        assertThat(read("created:>2026-11-01").parts())
                .containsExactly(new Filter.Created(day.plusDays(1).toInstant(), Instant.MAX));
    }

    @Test
    void whatIsNotUnderstoodIsNamedWithWhatCouldStandThere() {
        assertThat(refused("teir:premium"))
                .contains("“teir:”", "tier", "assignee")
                .doesNotContain("safety");
        assertThat(refused("status:opne")).contains("“status:opne”", "unsolved", "pending");
        assertThat(refused("tier:")).contains("“tier:” lacks", "premium");
        assertThat(refused("breaching:soon")).contains("“breaching:soon”", "<2h");
        assertThat(refused("created:2026-13-01")).contains("“created:2026-13-01”", "2026-11-01");
        assertThat(refused("created:>=2026-11-01..2026-11-02")).contains("is no day");
        assertThat(refused("assignee:zebra")).contains("“assignee:zebra” is nobody");
        assertThat(refused("say \"voice")).contains("before “voice”", "no other that closes it");
        assertThat(refused("-")).contains("holds no word");
        assertThat(refused("a ".repeat(21))).contains("up to 20 parts");
        // What an outsider types of the wall is as unknown as anything.
        assertThat(refused("safety:yes")).isEqualTo(refused("safari:yes").replace("safari", "safety"));
        assertThat(refused("category:child-safety"))
                .isEqualTo(refused("category:child-sofety").replace("sofety", "safety"));
    }

    @Test
    void aFilterShowsItsTicketsInOrderPageAfterPage() {
        assertThat(all("status:open team:finance tag:refund"))
                .doesNotHaveDuplicates()
                .hasSize(count("state = 'open' and team = 'finance' and id % 3 = 0"));
        assertThat(all("status:open priority:high -tag:refund"))
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(
                        ordered("state = 'open' and id % 2 = 0 and id % 3 <> 0", "due_at nulls last, id"));
        assertThat(all("status:solved created:today priority:high"))
                .containsExactlyElementsOf(ordered(
                        "state = 'solved' and id % 2 = 0 and created_at >= date_trunc('day', now(), '"
                                + desk.bean(CurrentPlaybook.class)
                                        .current()
                                        .playbook()
                                        .zone() + "')",
                        "created_at desc, id desc"));
        assertThat(hits("status:solved tag:refund priority:high -team:finance"))
                .isEqualTo(Math.min(30, count("state = 'solved' and id % 6 = 0 and team <> 'finance'")));
        assertThat(hits("tag:rare-" + smallest())).isEqualTo(1);
        assertThat(hits("tag:rare-" + smallest() + " -tag:rare-" + smallest())).isZero();
        assertThat(hits("status:open narrator -team:mine")).isEqualTo(30);
        assertThat(hits("assignee:me")).isZero();
        assertThat(hits("breaching:<1d status:solved")).isZero();
        assertThat(Jsoup.parse(agent.get("/desk/lists/team").body())
                        .select("#q")
                        .attr("value"))
                .isEqualTo("status:unsolved team:mine");
    }

    @Test
    void anErrorStandsBesideTheFieldAndTheTextStays() {
        HttpResponse<String> answer = agent.get(address("teir:premium \"voice\""));
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(page.select("#q").attr("value")).isEqualTo("teir:premium \"voice\"");
        assertThat(page.select("#q").attr("aria-describedby")).contains("q-fault");
        assertThat(page.select("#q-fault").text()).contains("teir:", "tier");
    }

    @Test
    void aFilterIsCompletedWithNamesAndValuesAndTellsNothingOfTheWall() {
        assertThat(options("t")).containsExactly("team:", "tier:", "tag:");
        assertThat(options("-tier:pre")).containsExactly("-tier:premium");
        assertThat(options("team:mine,fin")).containsExactly("team:mine,finance");
        assertThat(options("assignee:oak")).containsExactly("assignee:sam@desk.example");
        assertThat(options("tag:ref")).containsExactly("tag:refund");
        assertThat(options("safety:")).isEmpty();
        owner("insert into ticket_tag select max(id), 'onlywalled' from ticket");
        assertThat(options("tag:onlyw")).hasSize(1);
        owner("update ticket set walled = true where id = (select max(id) from ticket)");
        try {
            assertThat(options("tag:onlyw")).isEmpty();
            assertThat(hits("tag:onlywalled")).isZero();
            assertThat(hits("-tag:zebra created:>=2020-01-01 tag:onlywalled")).isZero();
        } finally {
            owner("update ticket set walled = false where walled");
            owner("delete from ticket_tag where tag = 'onlywalled'");
        }
    }

    @Test
    void aFilterIsKeptAsAViewForOneselfOrByALeadForAll() {
        HttpResponse<String> kept = agent.post(
                address("status:open"),
                "/desk/views",
                Map.of("name", "High refunds", "filter", "status:open priority:high tag:refund"));
        assertThat(kept.statusCode()).isEqualTo(302);
        String own = kept.headers().firstValue("Location").orElseThrow();
        Document page = Jsoup.parse(agent.get(own).body());
        assertThat(page.select("#list-title").text()).isEqualTo("High refunds");
        assertThat(page.select("#rail a[aria-current]").text())
                .isEqualTo("High refunds" + count("state = 'open' and id % 6 = 0"));
        assertThat(page.select(".row")).hasSize(Math.min(30, count("state = 'open' and id % 6 = 0")));

        Browser lead = desk.browser("lea@desk.example");
        assertThat(lead.get(own).statusCode()).isEqualTo(404);
        assertThat(lead.post("/desk/search?q=fox", own.substring(own.indexOf("/desk")) + "/removal", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(agent.post(
                                address("status:open"),
                                "/desk/views",
                                Map.of("name", "For all", "filter", "status:open", "shared", "true"))
                        .statusCode())
                .isEqualTo(422);
        String shared = lead.post(
                        address("status:open"),
                        "/desk/views",
                        Map.of("name", "Everything", "filter", "tier:premium", "shared", "true", "order", "newest"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(Jsoup.parse(agent.get("/desk/lists/mine").body())
                        .select("#rail a[href=" + shared + "]")
                        .text())
                .isEqualTo("Everything500+");
        assertThat(agent.post(shared, shared, Map.of("name", "Mine now", "filter", "tier:free"))
                        .statusCode())
                .as("everybody's views are changed by leads and admins")
                .isEqualTo(404);
        HttpResponse<String> refused =
                lead.post(shared, shared, Map.of("name", "", "filter", "requester:robin@example.org", "place", "1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(lead.post(
                                shared,
                                shared,
                                Map.of("name", "Robin", "filter", "requester:robin@example.org", "place", "1"))
                        .body())
                .contains("keeps no customer’s address");
        assertThat(lead.post(shared, shared + "/removal", Map.of()).headers().firstValue("Location"))
                .hasValue(address("tier:premium"));
        assertThat(agent.get(shared).statusCode()).isEqualTo(404);
    }

    @Test
    void aViewIsGroupedOrderedAndShowsTheColumnsThatWereChosen() {
        String filter = "team:finance priority:high tag:refund";
        String view = agent.post(
                        address(filter),
                        "/desk/views",
                        Map.of("name", "By state", "filter", filter, "order", "oldest", "group", "state"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        List<String> shown = new ArrayList<>();
        List<String> headings = new ArrayList<>();
        for (String next = view; next != null; ) {
            Document page = Jsoup.parse(agent.get(next).body());
            shown.addAll(ids(page));
            headings.addAll(page.select("h2.group").eachText());
            next = page.select("a[rel=next]").isEmpty()
                    ? null
                    : page.select("a[rel=next]").attr("href");
        }
        String these = "team = 'finance' and id % 6 = 0 and state = ";
        assertThat(headings.stream().map(it -> it.replace(" · continued", "")).distinct())
                .containsExactly("Open · " + count(these + "'open'"), "Solved · " + count(these + "'solved'"));
        assertThat(headings.stream().filter(it -> it.startsWith("Open")).skip(1))
                .as("a heading that goes on from the page before")
                .allMatch(it -> it.endsWith(" · continued"));
        List<String> expected = new ArrayList<>(ordered(these + "'open'", "created_at, id"));
        expected.addAll(ordered(these + "'solved'", "created_at, id"));
        assertThat(shown).isEqualTo(expected);

        agent.post(view, view, Map.of("name", "Changed", "filter", filter, "place", "1", "order", "changed"));
        assertThat(ids(Jsoup.parse(agent.get(view).body())))
                .isEqualTo(ordered("team = 'finance' and id % 6 = 0", "updated_at desc, id desc")
                        .subList(0, 30));

        agent.post(view, view, Map.of("name", "Narrow", "filter", filter, "place", "1", "columns", "team,state"));
        Document narrow = Jsoup.parse(agent.get(view).body());
        assertThat(narrow.select(".heads span").eachText()).containsExactly("Subject", "State", "Team");
        assertThat(narrow.select(".row.columned .cell")).hasSize(60);
        HttpResponse<String> many = agent.post(
                view,
                view,
                Map.of(
                        "name",
                        "Wide",
                        "filter",
                        filter,
                        "place",
                        "1",
                        "columns",
                        "team,state,tier,level,last,channel,created"));
        assertThat(many.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(many.body()).select("#columns-fault").text()).contains("Up to 6 columns");
        agent.post(view, view + "/removal", Map.of());
    }

    /** A filter and what it says in SQL; with few tickets by their tag, and with many whose every ticket is asked. */
    private record Sorted(String filter, String where, String order, String group, String by) {}

    @Test
    void everyPageUnderHeadingsGoesOnFromItsEdgeBothWaysAndShowsEachTicketOnce() {
        owner("create table ticket_before as select id, priority, due_at from ticket");
        owner("insert into ticket_tag select id, 'wombat' from ticket where id % 10 = 6 limit 200");
        owner("update ticket set priority = (array['urgent', 'low'])[1 + id % 2] where id % 11 = 0");
        owner("update ticket set assignee_id = (select id from staff_member where id = " + sam + ") where id % 4 = 1");
        owner("update ticket set due_at = date_trunc('day', due_at) where id % 3 = 1"); // ties
        owner("update ticket set due_at = null where id % 16 = 0");
        String unsolved = "state in ('new', 'open', 'pending', 'hold')";
        String ranks = "array_position(array['urgent', 'high', 'normal', 'low'], priority)";
        for (Sorted list : List.of(
                new Sorted("status:unsolved", unsolved, "due", "priority", ranks + ", due_at nulls last, id"),
                new Sorted("status:unsolved", unsolved, "due", "team", "team, due_at nulls last, id"),
                new Sorted("status:unsolved", unsolved, "due", "assignee", "assignee_id, due_at nulls last, id"),
                new Sorted("status:unsolved", unsolved, "changed", "state", "state, updated_at desc, id desc"),
                new Sorted(
                        "tier:premium priority:high,low",
                        "tier = 'premium' and priority in ('high', 'low')",
                        "oldest",
                        "priority",
                        ranks + ", created_at, id"),
                new Sorted(
                        "status:unsolved -team:finance",
                        unsolved + " and team <> 'finance'",
                        "newest",
                        "priority",
                        ranks + ", created_at desc, id desc"),
                new Sorted(
                        "tag:wombat",
                        "id in (select ticket_id from ticket_tag where tag = 'wombat')",
                        "newest",
                        "priority",
                        ranks + ", created_at desc, id desc"))) {
            String view = view(list);
            List<List<String>> on = pages(view, "next");
            assertThat(on.stream().flatMap(List::stream))
                    .as("%s by %s", list.filter(), list.group())
                    .containsExactlyElementsOf(ordered(list.where(), list.by()));
            List<List<String>> back = pages(last, "prev");
            assertThat(back.reversed().stream().flatMap(List::stream))
                    .as("%s by %s, back", list.filter(), list.group())
                    .containsExactlyElementsOf(ordered(list.where(), list.by()));
            agent.post(view, view + "/removal", Map.of());
        }
        owner("delete from ticket_tag where tag = 'wombat'");
        owner(
                "update ticket set assignee_id = null, priority = b.priority, due_at = b.due_at from ticket_before b where b.id = ticket.id");
        owner("drop table ticket_before");
    }

    @Test
    void aTicketThatChangesItsHeadingBetweenTwoPagesCostsNoOtherItsPlace() {
        String view = view(new Sorted("status:unsolved", "", "due", "team", ""));
        Document first = Jsoup.parse(agent.get(view).body());
        List<String> seen = new ArrayList<>(ids(first));
        String edge = seen.getLast().replace("/desk/tickets/", "");
        long ahead = number("select max(id) from ticket where state = 'open' and team = 'customer-service'");
        String was = first.select("h2.group").text();
        assertThat(was).doesNotContain("continued");
        owner("update ticket set team = 'technical-support' where id = " + edge); // the one at the edge goes on ahead,
        owner("update ticket set team = 'content-team' where id = " + ahead); // another behind the page that was seen
        try {
            String next = first.select("a[rel=next]").attr("href");
            Document second = Jsoup.parse(agent.get(next).body());
            assertThat(second.select("h2.group").first().text()).endsWith("continued");
            List<String> rest =
                    pages(next, "next").stream().flatMap(List::stream).toList();
            assertThat(rest).doesNotHaveDuplicates();
            seen.addAll(rest);
            List<String> all = ordered("state in ('new', 'open', 'pending', 'hold')", "id");
            assertThat(seen)
                    .containsAll(all.stream()
                            .filter(it -> !it.equals("/desk/tickets/" + ahead))
                            .toList());
            assertThat(seen.stream().filter(("/desk/tickets/" + edge)::equals))
                    .as("it stands further on now, and is met there again")
                    .hasSize(2);
            assertThat(seen.stream().distinct().count())
                    .isGreaterThanOrEqualTo(all.size() - 1)
                    .isLessThanOrEqualTo(all.size());
        } finally {
            owner(
                    "update ticket set team = (array['customer-service','technical-support','finance','content-team'])[1 + id % 4]"
                            + " where id in (" + edge + ", " + ahead + ")");
            owner("update ticket set team = 'finance' where id % 5 < 2");
            agent.post(view, view + "/removal", Map.of());
        }
    }

    @Test
    void whatStandsBehindTheWallIsUnderNoHeadingAndCountsInNone() {
        String view = view(new Sorted("status:unsolved", "", "due", "category", ""));
        owner(
                "update ticket set category = 'platypus', walled = true where id = (select max(id) from ticket where state = 'open')");
        try {
            assertThat(agent.get(view).body()).doesNotContainIgnoringCase("platypus");
            assertThat(pages(view, "next").stream().flatMap(List::stream))
                    .hasSize(count("state in ('new', 'open', 'pending', 'hold') and not walled"));
            assertThat(agent.get(view + "?after=platypus~none.1").body()).doesNotContainIgnoringCase("platypus");
            Browser officer = desk.browser("mina@desk.example");
            String open = "/desk/lists/safety";
            officer.post(open, open + "/layout", Map.of("group", "category"));
            assertThat(Jsoup.parse(officer.get(open).body()).select("h2.group").eachText())
                    .containsExactly("platypus · 1");
            officer.post(open, open + "/layout/removal", Map.of());
        } finally {
            owner("update ticket set walled = false, category = 'billing' where walled");
            agent.post(view, view + "/removal", Map.of());
        }
    }

    @Test
    void aPageUnderHeadingsThatLookedLongEnoughSaysSoAndGoesOnFromThere() {
        owner("update ticket set priority = 'low' where id in (select id from ticket"
                + " where last_line = 'We made a story about a fox' order by created_at desc, id desc limit 40)");
        String view = view(new Sorted("narrator priority:low", "", "oldest", "tier", ""));
        try {
            Document first = Jsoup.parse(agent.get(view).body());
            assertThat(first.text()).contains("there are more").doesNotContain("Nothing found");
            assertThat(first.select(".row")).isEmpty(); // two thousand older ones were asked for their words
            List<String> seen = new ArrayList<>();
            String end = "";
            for (String next = first.select("a[rel=next]").attr("href"); !next.isEmpty(); ) {
                end = next;
                Document page = Jsoup.parse(agent.get(next).body());
                assertThat(page.select("li:first-child h2.group").text()).matches("Premium · \\d+\\+ · continued");
                seen.addAll(ids(page));
                next = page.select("a[rel=next]").attr("href");
            }
            assertThat(seen).isEqualTo(ordered("priority = 'low'", "created_at, id"));
            Document back = Jsoup.parse(agent.get(Jsoup.parse(agent.get(end).body())
                            .select("a[rel=prev]")
                            .attr("href"))
                    .body());
            assertThat(ids(back)).isEqualTo(seen.subList(0, 30));
        } finally {
            owner("update ticket set priority = case when id % 2 = 0 then 'high' end where priority = 'low'");
            agent.post(view, view + "/removal", Map.of());
        }
    }

    @Test
    void whatNoPageUnderHeadingsCouldSayBeginsAtTheBeginning() {
        String view = view(new Sorted("status:unsolved", "", "due", "assignee", ""));
        String first = ids(Jsoup.parse(agent.get(view).body())).getFirst();
        for (String odd : List.of("skip=30", "after=none.1", "after=~", "before=x~none.99", "after=zebra~none.1x")) {
            assertThat(ids(Jsoup.parse(agent.get(view + "?" + odd).body())))
                    .as(odd)
                    .first()
                    .isEqualTo(first);
        }
        agent.post(view, view + "/removal", Map.of());
    }

    /** The address of the last page that {@link #pages} came to. */
    private static String last;

    private static String view(Sorted list) {
        return agent.post(
                        address(list.filter()),
                        "/desk/views",
                        Map.of(
                                "name", "Sorted",
                                "filter", list.filter(),
                                "order", list.order(),
                                "group", list.group()))
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /** What stands on each page from there, as one goes on or back. */
    private static List<List<String>> pages(String from, String way) {
        List<List<String>> pages = new ArrayList<>();
        for (String next = from; !next.isEmpty(); ) {
            last = next;
            Document page = Jsoup.parse(agent.get(next).body());
            assertThat(page.select("li:first-child h2.group"))
                    .as("each page says what it begins in")
                    .isNotEmpty();
            pages.add(ids(page));
            next = page.select("a[rel=" + way + "]").attr("href");
        }
        return pages;
    }

    @Test
    void aListOfTheDesksOwnLooksAsEachWantsItForThemselves() {
        String open = "/desk/lists/open";
        Document first = Jsoup.parse(agent.get(open).body());
        assertThat(first.select("header .small.quiet").text()).isEqualTo("by time left");
        assertThat(first.text()).doesNotContain("As it was at first");

        agent.post(open, open + "/layout", Map.of("order", "newest", "columns", "team,state"));
        Document newest = Jsoup.parse(agent.get(open).body());
        assertThat(numbers(newest))
                .isEqualTo(ordered("state in ('new', 'open', 'pending', 'hold')", "created_at desc, id desc").stream()
                        .map(address -> address + "?list=open")
                        .limit(30)
                        .toList());
        assertThat(newest.select("header .small.quiet").text()).isEqualTo("the newest first");
        assertThat(newest.select(".heads span").eachText()).containsExactly("Subject", "State", "Team");
        assertThat(newest.select("#rail a[aria-current] span").first().text()).isEqualTo("All open");
        String next = newest.select("a[rel=next]").attr("href");
        assertThat(next).startsWith(open + "?after=");
        assertThat(numbers(Jsoup.parse(agent.get(next).body())))
                .hasSize(30)
                .doesNotContainAnyElementsOf(numbers(newest));

        agent.post(open, open + "/layout", Map.of("columns", "tier"));
        Document columned = Jsoup.parse(agent.get(open).body());
        assertThat(numbers(columned)).isEqualTo(numbers(first));
        assertThat(columned.select(".heads span").eachText()).containsExactly("Subject", "Tier");
        Document second = Jsoup.parse(
                agent.get(columned.select("a[rel=next]").attr("href")).body());
        assertThat(numbers(Jsoup.parse(
                        agent.get(second.select("a[rel=prev]").attr("href")).body())))
                .as("back again")
                .isEqualTo(numbers(first));

        agent.post(open, open + "/layout", Map.of("group", "team"));
        Document grouped = Jsoup.parse(agent.get(open).body());
        assertThat(grouped.select("h2.group")).isNotEmpty();

        Browser lead = desk.browser("lea@desk.example");
        assertThat(numbers(Jsoup.parse(lead.get(open).body())))
                .as("nobody else's")
                .isEqualTo(numbers(first));
        assertThat(lead.get(open).body()).doesNotContain("h2 class=\"group");

        agent.post(open, open + "/layout/removal", Map.of());
        assertThat(numbers(Jsoup.parse(agent.get(open).body()))).isEqualTo(numbers(first));
    }

    @Test
    void whatAListCannotLookLikeIsSaidAndAListThatIsNotForOneIsNotThere() {
        String mine = "/desk/lists/mine";
        HttpResponse<String> wide =
                agent.post(mine, mine + "/layout", Map.of("columns", "team,state,tier,level,last,channel,created"));
        assertThat(wide.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(wide.body());
        assertThat(page.select("#columns-fault").text()).contains("Up to 6 columns");
        assertThat(page.select("#columns input[checked]")).hasSize(7);
        assertThat(page.text()).doesNotContain("Nothing is assigned to you");
        assertThat(agent.get("/desk/lists/safety").statusCode()).isEqualTo(404);
        assertThat(agent.post(mine, "/desk/lists/safety/layout", Map.of("order", "newest"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(agent.post(mine, "/desk/lists/none/layout/removal", Map.of()).statusCode())
                .isEqualTo(404);
        agent.post(mine, mine + "/layout", Map.of("order", "oldest"));
        assertThat(Jsoup.parse(agent.get(mine).body()).text()).contains("Nothing is assigned to you");
        agent.post(mine, mine + "/layout/removal", Map.of());
    }

    @Test
    void eachArrangesTheirOwnMenuOfViewsAndHidesWhatTheyDoNotNeed() {
        Browser lead = desk.browser("lea@desk.example");
        List<String> kept = new ArrayList<>();
        for (String name : List.of("Alpha", "Beta")) {
            kept.add(lead.post(
                            address("status:open"),
                            "/desk/views",
                            Map.of("name", name, "filter", "status:open", "shared", "true"))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow());
        }
        String alpha = kept.getFirst();
        String beta = kept.getLast();
        try {
            assertThat(menu(agent)).containsSubsequence("Alpha", "Beta");
            assertThat(agent.post("/desk/views", beta + "/menu", Map.of("to", "up"))
                            .headers()
                            .firstValue("Location"))
                    .hasValueSatisfying(there -> assertThat(there).startsWith("/desk/views#view-"));
            assertThat(menu(agent)).containsSubsequence("Beta", "Alpha");
            assertThat(menu(lead)).as("nobody else's").containsSubsequence("Alpha", "Beta");
            agent.post("/desk/views", alpha + "/menu", Map.of("to", "hidden"));
            assertThat(menu(agent)).contains("Beta").doesNotContain("Alpha");
            assertThat(menu(lead)).contains("Alpha");
            assertThat(agent.get(alpha).statusCode()).as("still to be opened").isEqualTo(200);
            assertThat(Jsoup.parse(agent.get("/desk/views").body())
                            .select("#view-" + number(alpha, "/desk/views/"))
                            .text())
                    .contains("Alpha", "hidden", "Show");
            agent.post("/desk/views", alpha + "/menu", Map.of("to", "shown"));
            assertThat(menu(agent)).containsSubsequence("Beta", "Alpha");
            assertThat(agent.post("/desk/views", alpha + "/menu", Map.of("to", "sideways"))
                            .statusCode())
                    .isEqualTo(404);
            String own = lead.post(address("tag:x"), "/desk/views", Map.of("name", "Hers", "filter", "tag:refund"))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(menu(lead).getLast()).as("a new one comes last").isEqualTo("Hers");
            assertThat(agent.post("/desk/views", own + "/menu", Map.of("to", "up"))
                            .statusCode())
                    .as("somebody else's own is not there")
                    .isEqualTo(404);
            lead.post(own, own + "/removal", Map.of());
        } finally {
            lead.post(alpha, alpha + "/removal", Map.of());
            lead.post(beta, beta + "/removal", Map.of());
        }
    }

    /** The names of the views in the rail. */
    private static List<String> menu(Browser browser) {
        return Jsoup.parse(browser.get("/desk/views").body())
                .select("#rail a[href^=/desk/views/] span:first-child")
                .eachText();
    }

    private static String number(String address, String before) {
        return address.substring(address.indexOf(before) + before.length());
    }

    private static List<String> numbers(Document page) {
        return page.select("#rows a.row").eachAttr("href");
    }

    private static List<String> ids(Document page) {
        return page.select("a.row").eachAttr("href");
    }

    @Test
    void b63_countsOfViewsAreCountedOnceInFifteenSecondsForAllWhoSeeTheSameAndAViewsPageReadsAPageOfRows() {
        TurnedClock clock = new TurnedClock(NOW);
        ViewCounts counts = new ViewCounts(clock);
        int[] counted = {0};
        Clearance other = Clearance.DESK.of(sam + 1);
        assertThat(counts.of(Clearance.DESK.of(sam), "tag:refund", false, () -> ++counted[0]))
                .isEqualTo(1);
        clock.turn(Duration.ofMillis(14_900));
        assertThat(counts.of(other, "tag:refund", false, () -> ++counted[0])).isEqualTo(1);
        assertThat(counts.of(other, "assignee:me", true, () -> ++counted[0])).isEqualTo(2);
        assertThat(counts.of(Clearance.DESK.of(sam), "assignee:me", true, () -> ++counted[0]))
                .isEqualTo(3);
        assertThat(counts.of(Clearance.SAFETY.of(sam), "tag:refund", false, () -> ++counted[0]))
                .isEqualTo(4);
        clock.turn(Duration.ofMillis(100));
        assertThat(counts.of(other, "tag:refund", false, () -> ++counted[0])).isEqualTo(5);

        Browser lead = desk.browser("lea@desk.example");
        String view = lead.post(address("fox"), "/desk/views", Map.of("name", "b63", "filter", "status:solved fox"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(lead.get(view).statusCode()).isEqualTo(200);
        Statements statements = Statements.of(desk.bean(DSLContext.class).configuration());
        statements.take();
        assertThat(Jsoup.parse(lead.get(view).body()).select(".row")).hasSize(30);
        assertThat(statements.take())
                .as("nothing is counted again, and the page asks a handful of times")
                .noneMatch(sql -> sql.startsWith("select count(*)"))
                .hasSizeLessThanOrEqualTo(14);
    }

    @Test
    void b61_aTicketIsFoundWithinFiveSecondsByNumberAddressAccentlessWordAndWhatItsWriterIsCalledNow() {
        desk.send("zoe.quill@example.org", """
                From: Zoe Quill <zoe.quill@example.org>
                To: support@storytailor.com
                Subject: =?utf-8?Q?La_canci=C3=B3n_no_suena?=
                Message-ID: <b61@example.org>

                We do not hear the lullaby.
                """);
        RunningDesk.eventually(() -> count("subject like 'La canci%'"), saved -> saved == 1);
        Instant saved = Instant.now();
        Document found = Jsoup.parse(agent.get(address("lullaby")).body());
        assertThat(found.select(".row")).hasSize(1);
        assertThat(Duration.between(saved, Instant.now())).isLessThan(Duration.ofSeconds(5));
        String number = found.select(".row .n").text();
        for (String query : List.of(number, number.substring(1), "zoe.quill@ex", "cancion", "CANCIÓN lull", "quill")) {
            assertThat(Jsoup.parse(agent.get(address(query)).body())
                            .select(".row .n")
                            .eachText())
                    .as(query)
                    .containsExactly(number);
        }
        assertThat(hits("requester:zoe.quill@ex status:unsolved")).isEqualTo(1);
        assertThat(hits("requester:@example.org cancion status:unsolved")).isEqualTo(1);

        Customers customers = desk.bean(Customers.class);
        Customer zoe = customers
                .findByAddress(new EmailAddress("zoe.quill@example.org"))
                .orElseThrow();
        customers
                .update(zoe.id(), zoe.version(), zoe.details().withName("Zoë Thornbury"), TEST)
                .orThrow();
        assertThat(hits("thornbury")).isEqualTo(1);
        assertThat(hits("Zoë Thorn")).isEqualTo(1);
        assertThat(Jsoup.parse(agent.get(address("thornbury")).body())
                        .select(".row .who")
                        .text())
                .contains("Zoë Thornbury");
    }

    @Test
    void b62_searchHasItsOwnShareOfConnectionsAndThreeSecondsAndABusyOneSlowsNoReply() throws Exception {
        Searches searches = desk.bean(Searches.class);
        DSLContext sql = desk.bean(DSLContext.class);
        List<Thread> slow = new ArrayList<>();
        List<Throwable> ended = java.util.Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(3);
        long start = System.nanoTime();
        for (int i = 0; i < 12; i++) { // as many as the desk has connections
            slow.add(Thread.ofVirtual().start(() -> {
                try {
                    searches.read(Clearance.DESK, () -> {
                        begun.countDown();
                        return sql.fetchValue("select pg_sleep(20)");
                    });
                } catch (Searches.TooSlow over) {
                    ended.add(over);
                }
            }));
        }
        begun.await();
        String here = "/desk/tickets/" + first;
        assertThat(agent.post(here, here + "/notes", Map.of("text", "The card was checked."))
                        .statusCode())
                .isEqualTo(302);
        assertThat(ended).as("the note was taken while every search still ran").isEmpty();
        HttpResponse<String> told = agent.get(address("status:open fox"));
        assertThat(told.statusCode()).isIn(200, 503);
        for (Thread one : slow) {
            one.join();
        }
        assertThat(ended).hasSize(12);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(15));
        assertThat(agent.get(address("status:open fox")).statusCode()).isEqualTo(200);
    }

    @Test
    void b64_aChangeToManyTicketsIsAJobThatShowsHowFarItIsIsStoppedAndAsksForEachTicketAnew() throws Exception {
        Browser doer = desk.browser("lea@desk.example");
        long lea = number("select id from staff_member where email = 'lea@desk.example'");
        owner("insert into ticket_tag select id, 'quokka' from ticket where id % 7 = 0 and state = 'solved'");
        List<Long> some = ids("id % 7 = 0 and state = 'solved' order by id limit 6");
        String ticked = some.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(","));
        String job;
        try (Connection other = ownerConnection();
                var sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("select from ticket where id = " + some.get(0)
                    + " for no key update"); // somebody is at work on the first
            job = asked(doer, Map.of("ticket", ticked, "add", "Numbat one", "assignee", "me"));
            Document page = Jsoup.parse(doer.get(job).body());
            assertThat(page.select("#main h1").text()).isEqualTo("Change to 6 tickets");
            assertThat(page.select("#progress").text()).contains("At work", "0 of 6 changed", "Stop here");
            owner("update ticket set walled = true where id = " + some.get(1));
            owner("update ticket set merged_into = " + some.get(3) + " where id = " + some.get(2));
            other.rollback();
        }
        String ended = progress(doer, job);
        assertThat(ended)
                .contains("Done", "4 of 6 changed, 1 refused, 1 left as they are")
                .contains("#" + some.get(2), "merged into another")
                .doesNotContain("#" + some.get(1));
        assertThat(tagged("numbat-one")).isEqualTo(4);
        assertThat(count("assignee_id = " + lea + " and id % 7 = 0")).isEqualTo(4);
        assertThat(count("walled and id in (select ticket_id from ticket_tag where tag = 'numbat-one')"))
                .isZero();
        assertThat(agent.get(job).statusCode()).isEqualTo(404);

        owner("update ticket set walled = false where walled");
        owner("update ticket set merged_into = null where merged_into is not null");
        String again = doer.post(job, job + "/retries", Map.of())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(progress(doer, again)).contains("1 of 1 changed");
        assertThat(tagged("numbat-one")).isEqualTo(5);

        owner("update ticket set version = version + 1 where id = " + some.get(5)); // somebody changed it since
        String back = doer.post(job, job + "/undo", Map.of())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(progress(doer, back)).contains("3 of 4 changed, 1 refused", "changed again since");
        assertThat(tagged("numbat-one")).isEqualTo(2);
        assertThat(count("assignee_id = " + lea + " and id % 7 = 0")).isEqualTo(2);
        assertThat(Jsoup.parse(doer.get("/desk/bulk-jobs").body()).select("#jobs li"))
                .hasSizeGreaterThanOrEqualTo(3);

        String stopped;
        try (Connection other = ownerConnection();
                var sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("select from ticket where id = " + some.get(0) + " for no key update");
            stopped = asked(doer, Map.of("ticket", ticked, "add", "never"));
            doer.post(stopped, stopped + "/cancellation", Map.of());
            other.rollback();
        }
        assertThat(progress(doer, stopped)).contains("Cancelled").doesNotContain("6 of 6");
        assertThat(tagged("never")).as("at most the one in hand").isLessThanOrEqualTo(1);

        assertThat(doer.post(address("fox"), "/desk/bulk", Map.of()).body()).contains("No ticket is ticked");
        assertThat(doer.post(address("fox"), "/desk/bulk-jobs", Map.of("ticket", ticked))
                        .body())
                .contains("Choose what to change");
    }

    @Test
    void b65_allThatMatchAreThoseThatMatchWhenItIsConfirmedCountedAndFrozen() {
        owner("insert into ticket_tag select id, 'bilby' from ticket where id % 101 = 0");
        int before = count("id % 101 = 0");
        String list = address("tag:bilby");
        Document choice = Jsoup.parse(agent.post(list, "/desk/bulk", Map.of("all", "true", "filter", "tag:bilby"))
                .body());
        assertThat(choice.select("#main h1").text()).isEqualTo("Change " + before + " tickets");
        assertThat(choice.select("input[name=shown]").attr("value")).isEqualTo("" + before);

        owner("insert into ticket_tag select min(id), 'bilby' from ticket where id % 101 = 1"); // one more came
        // meanwhile
        Map<String, String> form = Map.of("filter", "tag:bilby", "shown", "" + before, "add", "potoroo");
        HttpResponse<String> more = agent.post(list, "/desk/bulk-jobs", form);
        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(more.body()).text())
                .contains("There were " + before + " when you looked, and " + (before + 1) + " match now");
        assertThat(Jsoup.parse(more.body()).select("#add").attr("value")).isEqualTo("potoroo");

        String job = asked(agent, Map.of("filter", "tag:bilby", "shown", "" + (before + 1), "add", "potoroo"));
        owner("insert into ticket_tag select max(id), 'bilby' from ticket where id % 101 = 2");
        assertThat(progress(agent, job)).contains((before + 1) + " of " + (before + 1) + " changed");
        assertThat(tagged("potoroo")).isEqualTo(before + 1);
        assertThat(tagged("bilby")).isEqualTo(before + 2);
    }

    /** @return the address of the job's page */
    private static String asked(Browser browser, Map<String, String> form) {
        return browser.post("/desk/lists/open", "/desk/bulk-jobs", form)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /** What the page of a job says once it has ended. */
    private static String progress(Browser browser, String job) {
        return RunningDesk.eventually(
                () -> Jsoup.parse(browser.get(job).body()).select("#progress").text(), it -> !it.startsWith("At work"));
    }

    private static int tagged(String tag) {
        return number("select count(*) from ticket_tag where tag = '" + tag + "'")
                .intValue();
    }

    private static List<Long> ids(String where) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class)
                                .resultQuery("select id from ticket where " + where)
                                .fetch(0, Long.class));
    }

    private static Filter read(String text) {
        return filter(text).orThrow();
    }

    private static String refused(String text) {
        return filter(text) instanceof Outcome.Refused<Filter>(String field, String reason)
                ? reason
                : "nothing refused";
    }

    private static Outcome<Filter> filter(String text) {
        Staff staff = desk.bean(Staff.class);
        StaffMember me = staff.find(sam).orElseThrow();
        return new FilterText(new FilterNames(
                        desk.bean(CurrentPlaybook.class).current().playbook(), me, NOW, staff::all))
                .read(text);
    }

    private static int hits(String filter) {
        HttpResponse<String> answer = agent.get(address(filter));
        assertThat(answer.statusCode()).as(filter).isEqualTo(200);
        return Jsoup.parse(answer.body()).select(".row").size();
    }

    /** Every page of a filter, by what stands on the page to go on. */
    private static List<String> all(String filter) {
        List<String> seen = new ArrayList<>();
        String next = address(filter);
        while (!next.isEmpty()) {
            Document page = Jsoup.parse(agent.get(next).body());
            seen.addAll(page.select(".row").eachAttr("href"));
            next = page.select("a[rel=next]").attr("href");
        }
        return seen;
    }

    private static List<String> ordered(String where, String order) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class)
                                .resultQuery("select '/desk/tickets/' || id from ticket where " + where + " order by "
                                        + order)
                                .fetch(0, String.class));
    }

    private static List<String> options(String part) {
        return Jsoup.parse(
                        agent.get("/desk/filter-values?part=" + encoded(part)).body())
                .select("option")
                .eachAttr("value");
    }

    private static String address(String filter) {
        return "/desk/search?q=" + encoded(filter);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int count(String where) {
        return number("select count(*) from ticket where " + where).intValue();
    }

    private static long smallest() {
        return number("select min(id) from ticket");
    }

    private static Long number(String sql) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class).fetchOne(sql).get(0, Long.class));
    }

    private static long member(String name, String email, Role role) {
        Set<String> leads = role == Role.LEAD ? Set.of("customer-service") : Set.of();
        return desk.staff(name, email, Set.of("customer-service"), leads, role).id();
    }

    private static Connection ownerConnection() throws java.sql.SQLException {
        return DriverManager.getConnection(desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
    }

    private static void owner(String statement) {
        if (statement.isBlank()) {
            return;
        }
        try (Connection owner = ownerConnection();
                var sql = owner.createStatement()) {
            sql.execute(statement);
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
