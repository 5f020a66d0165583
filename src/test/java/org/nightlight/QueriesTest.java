package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Statements;
import org.nightlight.staff.Role;
import org.nightlight.ticket.Ticket;

/** How often a page asks the database: a number that grows with what is shown would be found here first. */
class QueriesTest {
    private static RunningDesk desk;
    private static Statements statements;
    private static Browser agent;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        statements = Statements.of(desk.bean(DSLContext.class).configuration());
        agent = desk.browser(desk.staff("Sam", Role.AGENT));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aListAsksOnceForItsRowsAndOnceForAllCounts() {
        desk.ticket("lemur1", "The app does not start.");
        List<String> few = asked("/desk/lists/open");
        desk.ticket("lemur2", "The app does not start.");
        desk.ticket("lemur3", "The app does not start.");
        assertThat(asked("/desk/lists/open")).isEqualTo(few);
        assertThat(few.stream().filter(sql -> sql.contains("\"ticket\""))).hasSize(1);
        assertThat(few.stream().filter(sql -> sql.contains("menu_counts"))).hasSize(1);
        assertThat(few)
                .as("clearance, the member, how the list looks, counts, views, rows")
                .hasSizeLessThanOrEqualTo(LIST);
    }

    @Test
    void aListUnderHeadingsAsksAsOftenHoweverManyHeadingsAndTicketsThereAre() {
        desk.ticket("lemur8", "The app does not start.");
        String open = "/desk/lists/open";
        agent.post(open, open + "/layout", java.util.Map.of("group", "category"));
        try {
            List<String> few = asked(open);
            desk.ticket("lemur9", "The app does not start.");
            assertThat(asked(open)).hasSameSizeAs(few);
            assertThat(few)
                    .as("besides a list's: the time limit, which headings, their tickets, how many")
                    .hasSizeLessThanOrEqualTo(LIST + 4);
        } finally {
            agent.post(open, open + "/layout/removal", java.util.Map.of());
        }
    }

    @Test
    void whatIsListedByTimeLeftAnIndexHasInItsOrder() throws SQLException {
        desk.ticket("lemur10", "The app does not start.");
        String open = "/desk/lists/open";
        agent.post(open, open + "/layout", java.util.Map.of("group", "category"));
        try {
            for (String path : List.of("/desk/search?q=status%3Aopen+priority%3Ahigh", open)) {
                List<String> walks = asked(path).stream()
                        .filter(sql -> sql.contains("\"due_at\"") && sql.contains("from \"ticket\" where"))
                        .filter(sql -> sql.contains("order by"))
                        .toList();
                assertThat(walks)
                        .as(path)
                        .isNotEmpty()
                        .allSatisfy(sql -> assertThat(plan(sql))
                                .as(sql)
                                .contains("Index Scan")
                                .doesNotContain("Sort"));
            }
        } finally {
            agent.post(open, open + "/layout/removal", java.util.Map.of());
        }
    }

    /** Were it taken for a hundredth, all that is open would be gathered and sorted to show thirty tickets of it. */
    @Test
    void thePlannerTakesWhatTheWallLetsThroughForMuchOfAll() throws SQLException {
        for (int i = 0; i < 12; i++) {
            desk.ticket("galago" + i, "The app does not start.");
        }
        String plan = plan("select id from ticket");
        Matcher rows = Pattern.compile("rows=(\\d+)").matcher(plan);
        assertThat(rows.find()).as(plan).isTrue();
        assertThat(Integer.parseInt(rows.group(1))).as(plan).isGreaterThanOrEqualTo(4);
    }

    /** How the desk's role reads it, whatever the values; sorted only where no index has the order. */
    private static String plan(String statement) throws SQLException {
        StringBuilder numbered = new StringBuilder();
        int values = 0;
        for (char sign : statement.toCharArray()) {
            numbered.append(sign == '?' ? "$" + ++values : String.valueOf(sign));
        }
        try (Connection owner = DriverManager.getConnection(
                        desk.database.jdbcUrl() + "?preferQueryMode=simple",
                        desk.database.owner(),
                        desk.database.password());
                Statement sql = owner.createStatement()) {
            owner.setAutoCommit(false);
            sql.execute("analyze ticket");
            sql.execute("set local role nightlight_app");
            sql.execute("select set_config('nightlight.clearance', 'desk', true)");
            sql.execute("set local enable_sort = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = sql.executeQuery("explain (generic_plan) " + numbered)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    @Test
    void aTicketPageAsksAHandfulOfTimesHoweverLongTheConversation() {
        Ticket ticket = desk.ticket("lemur4", "The app does not start.");
        List<String> few = asked("/desk/tickets/" + ticket.id());
        String here = "/desk/tickets/" + ticket.id();
        for (int i = 0; i < 5; i++) {
            agent.post(here, here + "/notes", java.util.Map.of("text", "note " + i));
        }
        List<String> more = asked(here);
        assertThat(more).hasSameSizeAs(few);
        assertThat(few).hasSizeLessThanOrEqualTo(PAGE);
    }

    @Test
    void sideConversationsCostThreeQueriesHoweverManyThereAre() {
        Ticket ticket = desk.ticket("lemur7", "The app does not start.");
        String here = "/desk/tickets/" + ticket.id();
        int none = asked(here).size();
        for (int i = 0; i < 3; i++) {
            assertThat(agent.post(
                                    here,
                                    here + "/side-conversations",
                                    java.util.Map.of(
                                            "side-to",
                                            "help" + i + "@printer.example",
                                            "side-subject",
                                            "Order " + i,
                                            "side-text",
                                            "Please print it again.",
                                            "side-sure",
                                            "true"))
                            .statusCode())
                    .isEqualTo(302);
        }
        assertThat(asked(here))
                .as("which tickets it is, the side conversations, their words")
                .hasSizeLessThanOrEqualTo(none + 3);
    }

    @Test
    void aMailIsTakenInWithABoundedNumberOfStatements() {
        desk.ticket("lemur5", "The app does not start.");
        try (Statements intake = Statements.ofIntake(desk.bean(DSLContext.class).configuration())) {
            desk.ticket("lemur6", "The app does not start.");
            List<String> asked = RunningDesk.eventually(intake::take, it -> !it.isEmpty());
            assertThat(asked.stream()
                            .filter(sql -> !sql.startsWith("update inbound set not_before"))
                            .filter(sql -> !sql.contains("nightlight.clearance"))
                            .filter(sql -> !sql.contains("\"reread\"")))
                    .as("but for what every worker asks that looks for mail, and for what is read again at random")
                    .hasSizeLessThanOrEqualTo(MAIL);
        }
    }

    /** The last two write down what rules have to look at, and ask whether a webhook is to be told. */
    private static final int MAIL = 17;

    private static final int LIST = 7;
    /**
     * Twenty, the views, the macros, the articles that may help, the followers, what leaves later, who gets a copy, and three by which it is known whether anybody may be copied
     * in here.
     */
    private static final int PAGE = 29;

    private static List<String> asked(String path) {
        statements.take();
        assertThat(agent.get(path).statusCode()).isEqualTo(200);
        return statements.take();
    }
}
