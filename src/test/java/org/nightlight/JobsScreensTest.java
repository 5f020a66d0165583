package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Statements;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import org.nightlight.ticket.Tickets;

/** What admins see of everybody's tokens and of the desk's own work. */
class JobsScreensTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final String TOKENS = "/desk/admin/tokens";
    private static final String JOBS = "/desk/admin/jobs";

    private static RunningDesk desk;
    private static StaffMember sam;
    private static StaffMember ana;
    private static Browser admin;

    @BeforeAll
    static void aDesk() {
        desk = RunningDesk.start();
        sam = desk.bean(Staff.class)
                .createFirstAdmin("Sam Oak", "sam@desk.example", RunningDesk.PASSWORD)
                .orThrow();
        ana = desk.withoutTeam("Ana Cedar", "ana@desk.example", Role.AGENT);
        admin = desk.browser("sam@desk.example");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void anAdminSeesWhoseTokensThereAreAndEndsOne() {
        Tokens.Fresh fresh =
                desk.bean(Tokens.class).create(ana.id(), "nightly export").orThrow();
        Document before = page(admin, TOKENS);
        assertThat(before.select("#token-" + fresh.id()).text())
                .contains("Ana Cedar", "nightly export", "Agent", "never");
        assertThat(before.text()).doesNotContain(fresh.secret());
        Browser program = new Browser(desk.port);
        assertThat(program.get("/api/v2/users/me.json", "Authorization", "Bearer " + fresh.secret())
                        .statusCode())
                .isEqualTo(200);
        assertThat(page(admin, TOKENS).select("#token-" + fresh.id() + " time")).hasSize(2);

        admin.post(TOKENS, TOKENS + "/" + fresh.id() + "/revocation", Map.of());
        assertThat(page(admin, TOKENS).select("#token-" + fresh.id())).isEmpty();
        assertThat(new Browser(desk.port)
                        .get("/api/v2/users/me.json", "Authorization", "Bearer " + fresh.secret())
                        .statusCode())
                .isEqualTo(401);
        assertThat(run(() -> desk.bean(DSLContext.class)
                        .fetch(
                                "select actor from audit_line where action = 'token.revoked' and subject = ?",
                                "token:" + fresh.id())
                        .getValues(0, String.class)))
                .containsExactly("staff:" + sam.id());
        admin.post("/desk/account", TOKENS + "/" + fresh.id() + "/revocation", Map.of());
        assertThat(page(admin, TOKENS).text()).contains("that token was revoked before");
    }

    @Test
    void othersSeeNeitherPageAndEndNoToken() {
        Tokens.Fresh fresh = desk.bean(Tokens.class).create(sam.id(), "board").orThrow();
        for (Role role : Role.values()) {
            if (role != Role.ADMIN) {
                String email = role.key().replace('_', '-') + "-other@desk.example";
                desk.withoutTeam("Other " + role.key(), email, role);
                Browser other = desk.browser(email);
                assertThat(other.get(TOKENS).statusCode()).as(role.key()).isEqualTo(403);
                assertThat(other.get(JOBS).statusCode()).as(role.key()).isEqualTo(403);
                assertThat(other.post("/desk/account", TOKENS + "/" + fresh.id() + "/revocation", Map.of())
                                .statusCode())
                        .as(role.key())
                        .isEqualTo(403);
            }
        }
        assertThat(desk.bean(Tokens.class).authenticate(fresh.secret())).isPresent();
    }

    @Test
    void jobsTellWhatWaitsAndWhatFailedAndNothingFromBehindTheWall() {
        long ticket = desk.ticketFrom("A Writer", "robin@mail.example", "A story", "The app crashes.")
                .id();
        assertThat(page(admin, JOBS).select("#job-mail").text()).contains("nothing waits");
        run(() -> desk.bean(Outbox.class)
                .reply(
                        desk.bean(Tickets.class).find(ticket).orElseThrow(),
                        new Actor.Staff(ana.id()),
                        "Ana Cedar",
                        "Start it again."));
        RunningDesk.eventually(
                () -> one("select count(*) from outbound where state = 'sent' and purpose = 'reply'"),
                sent -> sent.equals("1"));
        run(
                () -> desk.bean(DSLContext.class)
                        .execute(
                                "update outbound set state = 'failed', reason = 'The mailbox is full.' where purpose = 'reply'"));
        Document page = page(admin, JOBS);
        assertThat(page.select("#job-mail").text()).contains("failed: 1", "#" + ticket + " The mailbox is full.");
        assertThat(page.select("#job-mail a[href=/desk/tickets/" + ticket + "]"))
                .hasSize(1);
        assertThat(
                        page.select(
                                "#job-webhooks, #job-rules, #job-bulk, #job-copies, #job-files, #job-later, #job-told, #job-inbound"))
                .hasSize(8);

        run(() -> {
            desk.bean(Cases.class).raise(ticket, Level.S2, TEST);
            return true;
        });
        desk.withoutTeam("Both Roles", "both@desk.example", Role.ADMIN, Role.SAFETY_OFFICER);
        for (Browser who : List.of(admin, desk.browser("both@desk.example"))) {
            String said = page(who, JOBS).select("#job-mail").text();
            assertThat(said).contains("nothing waits").doesNotContain("#" + ticket);
        }
    }

    @Test
    void thePageOfJobsAsksTheSameHoweverMuchThereIs() {
        try (Statements statements = Statements.of(desk.bean(DSLContext.class).configuration())) {
            statements.take();
            admin.get(JOBS);
            List<String> few = statements.take();
            for (int i = 0; i < 5; i++) {
                desk.ticketFrom("A Writer", "kim" + i + "@mail.example", "A story", "The sound is gone.");
                desk.bean(Tokens.class).create(ana.id(), "more " + i).orThrow();
            }
            statements.take();
            admin.get(JOBS);
            assertThat(statements.take()).hasSameSizeAs(few);
            admin.get(TOKENS);
            assertThat(statements.take()).hasSizeLessThanOrEqualTo(8);
        }
    }

    @SuppressWarnings("NullAway") // a test that finds nothing fails there
    private static String one(String query) {
        return run(() -> desk.bean(DSLContext.class)
                .fetchOptional(query)
                .map(row -> row.get(0, String.class))
                .orElse(null));
    }

    private static Document page(Browser who, String path) {
        return Jsoup.parse(who.get(path).body());
    }

    private static <T extends @org.jspecify.annotations.Nullable Object> T run(java.util.function.Supplier<T> work) {
        return desk.bean(Database.class).write(Clearance.SYSTEM, work);
    }
}
