package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Statements;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/** The safety dashboard over HTTP: for those who act, and the figures for everybody else. */
class SafetyBoardTest {
    private static final String HERE = "/desk/safety";
    private static final Actor TEST = new Actor.Software("test");
    private static RunningDesk desk;
    private static Browser officer;
    private static int letters;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        officer = desk.browser(desk.withoutTeam("Mina", Role.SAFETY_OFFICER));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void theDashboardShowsOpenCasesClocksDutyAndTheStateOfScreening() {
        Ticket ticket = raised(Level.S4);
        Document page = page(officer);
        assertThat(page.select("section:has(#open) tbody tr").first().text()).startsWith("S4 emergency 1 ");
        assertThat(page.select("svg.chart rect")).isNotEmpty();
        assertThat(page.select("section:has(#clocks)").text()).contains("report made", "left");
        assertThat(page.select("section:has(#duty)").text())
                .contains("Nobody is on duty now", "Nobody is first on duty from now");
        assertThat(page.select("section:has(#health)").text()).contains("There was none", "minilm");
        assertThat(page.text()).doesNotContain(ticket.subject());
    }

    @Test
    void theDashboardAsksTheSameNumberOfTimesHoweverManyCasesThereAre() {
        raised(Level.S3);
        List<String> few = asked();
        for (int i = 0; i < 4; i++) {
            raised(Level.S3);
        }
        assertThat(asked()).hasSameSizeAs(few).hasSizeLessThanOrEqualTo(22);
    }

    /** A desk of its own, since the figures are of all cases there are. */
    @Test
    void r44_numbersLeaveTheWallOnlyFromFiveOnInStepsOfFiveAndOfDaysThatAreOver() {
        for (int i = 0; i < 12; i++) {
            raised(Level.S2);
        }
        List<Browser> outside = List.of(
                desk.browser(desk.withoutTeam("Ada", Role.ADMIN)),
                desk.browser(desk.withoutTeam("Leo", Role.AUDITOR)),
                desk.browser(desk.withoutTeam("Dana", Role.LEAD)));
        for (Browser one : outside) {
            assertThat(page(one).select("main dl.facts").text())
                    .as("cases of today are not told at all")
                    .isEqualTo(
                            "Cases fewer than 5 S4 emergency fewer than 5 S3 high fewer than 5 S2 moderate fewer than 5"
                                    + " S1 worry fewer than 5");
        }
        owner(
                "with numbered as (select id, row_number() over (order by id desc) n from safety_case) update safety_case c"
                        + " set opened_at = now() - interval '3 days', level = case when n <= 8 then 'S2' when n <= 12 then 'S1' end"
                        + " from numbered where numbered.id = c.id and n <= 12");
        for (Browser one : outside) {
            Document page = page(one);
            assertThat(page.select("main dl.facts").text())
                    .as("eight and four and their sum")
                    .isEqualTo("Cases 10 or more S4 emergency fewer than 5 S3 high fewer than 5 S2 moderate 5 or more"
                            + " S1 worry fewer than 5");
            assertThat(page.select("#open, #clocks, #rereads, #drills, svg.chart"))
                    .isEmpty();
        }
        assertThat(desk.bean(Database.class)
                        .read(
                                Clearance.DESK,
                                () -> desk.bean(DSLContext.class)
                                        .fetch("select at_least from safety_statistics('2999-01-01', 'UTC')")
                                        .getValues(0, Integer.class)))
                .as("nor does the database say more to whoever asks it otherwise")
                .allMatch(number -> number % 5 == 0 && number >= 5);
        assertThat(desk.browser(desk.withoutTeam("Sam", Role.AGENT)).get(HERE).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOutageThatNobodyHasInHandStandsAtTheHeadOfEveryPageOfThoseWhoMayAct() {
        Browser agent = desk.browser(desk.withoutTeam("Ann", Role.AGENT));
        owner("insert into page (kind, step, next_at, began_at, accepted_at) values ('outage', 'everybody',"
                + " now() + interval '1 hour', now(), now() - interval '3 minutes')");
        Document page = Jsoup.parse(officer.get("/desk/lists/mine").body());
        assertThat(page.select("#notices").text()).contains("messages cannot be judged");
        assertThat(page.select("#notices a").eachAttr("href")).contains("/desk/on-call");
        assertThat(Jsoup.parse(agent.get("/desk/lists/mine").body())
                        .select("#notices")
                        .text())
                .isEmpty();
        owner("update page set next_at = null where kind = 'outage'");
        assertThat(Jsoup.parse(officer.get("/desk/lists/mine").body())
                        .select("#notices")
                        .text())
                .doesNotContain("messages cannot be judged");
    }

    @Test
    void whatScreeningMissedIsFoundByReadingASampleAndHasACaseAtOnce() {
        Ticket harmless = desk.ticket("lemur" + ++letters + "x", "The app does not start.");
        Ticket missed = desk.ticket("lemur" + ++letters + "x", "The app does not start.");
        for (Ticket one : List.of(harmless, missed)) {
            owner("insert into reread (message_id, ticket_id, chosen_at) select id, ticket_id, now() from message"
                    + " where ticket_id = " + one.id() + " on conflict do nothing"); // the lot may have fallen on it
        }
        assertThat(page(officer).select("section:has(#rereads) li").text())
                .contains("#" + harmless.id(), "#" + missed.id());
        answer(harmless, "right");
        answer(missed, "missed");
        assertThat(page(officer).select("section:has(#rereads) li").text())
                .doesNotContain("#" + harmless.id(), "#" + missed.id());
        assertThat(desk.bean(Database.class).read(Clearance.DESK, () -> find(missed.subject())))
                .as("behind the wall now")
                .isEmpty();
        assertThat(desk.bean(Database.class).read(Clearance.DESK, () -> find(harmless.subject())))
                .isPresent();
        assertThat(officer.post(HERE, HERE + "/rereads/999999", Map.of("answer", "missed"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static void answer(Ticket ticket, String answer) {
        String action = page(officer)
                .select("li:has(a[href=/desk/tickets/" + ticket.id() + "]) form")
                .attr("action");
        assertThat(officer.post(HERE, action, Map.of("answer", answer)).statusCode())
                .isEqualTo(302);
    }

    private static List<String> asked() {
        try (var statements = Statements.of(desk.bean(DSLContext.class).configuration())) {
            page(officer);
            return statements.take();
        }
    }

    private static Document page(Browser browser) {
        var answer = browser.get(HERE);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    private static Ticket raised(Level level) {
        Ticket ticket = desk.ticket("lemur" + ++letters + "x", "The app does not start.");
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(ticket.id(), level, TEST));
        return ticket;
    }

    private static void owner(String statement) {
        try (var owner = DriverManager.getConnection(
                        desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
                var sql = owner.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    private static Optional<Ticket> find(String words) {
        return desk.bean(TicketSearch.class).find(words, Long.MAX_VALUE, 5).stream()
                .findFirst();
    }
}
