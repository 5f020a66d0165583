package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.safety.BreakGlass;
import org.nightlight.safety.GlassRequest;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.Suspect;
import org.nightlight.safety.Suspecting;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Refusal;

/** A case opened to an administrator by another person: for an hour, to read, and nobody else's. */
class BreakGlassTest {
    private static final String HERE = "/desk/break-glass";
    private static final Actor TEST = new Actor.Software("test");
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());
    private static final StaffMember ADA = TEAM.desk.withoutTeam("Ada", Role.ADMIN);
    private static final StaffMember BEN = TEAM.desk.withoutTeam("Ben", Role.ADMIN);
    private static final BreakGlass GLASS = TEAM.desk.bean(BreakGlass.class);

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @AfterEach
    void everythingIsInHand() {
        TEAM.cases().forEach(it -> TEAM.acknowledge(it, TEAM.mina));
        TEAM.clock.turn(GlassRequest.WAITS);
    }

    @Test
    void r24_anAdminReadsACaseOnlyAfterAnotherPersonGrantedItAndOnlyForAnHour() {
        SafetyCase it = TEAM.disclosed();
        Browser ada = TEAM.desk.browser(ADA);
        Browser mina = TEAM.desk.browser(TEAM.mina);
        assertThat(ada.post(HERE, HERE, Map.of("case", "" + it.id(), "reason", "A court asks."))
                        .statusCode())
                .isEqualTo(302);
        long request = latest(ADA);
        String readings = HERE + "/" + request + "/readings";
        assertThat(ada.post(HERE, readings, Map.of()).statusCode()).isEqualTo(404);
        assertThat(ada.post(HERE, HERE + "/" + request + "/grant", Map.of()).statusCode())
                .as("nobody grants their own wish")
                .isEqualTo(403);

        assertThat(mina.get(HERE).body()).contains("A court asks.", "Ada");
        assertThat(mina.post(HERE, HERE + "/" + request + "/grant", Map.of()).statusCode())
                .isEqualTo(302);
        HttpResponse<String> read = ada.post(HERE, readings, Map.of());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("belt every night", "This reading is recorded");
        assertThat(read.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(ada.get("/desk/cases/" + it.id()).statusCode()).isIn(403, 404);
        assertThat(ada.get("/desk/tickets/" + it.ticketId()).statusCode()).isEqualTo(404);
        assertThat(ada.get("/desk/search?q=" + it.ticketId()).body()).doesNotContain("/desk/tickets/" + it.ticketId());
        assertThat(TEAM.desk.browser(BEN).post(HERE, readings, Map.of()).statusCode())
                .isEqualTo(404);

        TEAM.clock.turn(Duration.ofMinutes(60).minusSeconds(1));
        assertThat(ada.post(HERE, readings, Map.of()).statusCode()).isEqualTo(200);
        TEAM.clock.turn(Duration.ofSeconds(1));
        assertThat(ada.post(HERE, readings, Map.of()).statusCode()).isEqualTo(404);
        assertThat(ada.get(HERE).body()).contains("over");
    }

    @Test
    void r24_theDatabaseItselfOpensTheCaseToThatReaderAloneAndOnlyToRead() {
        SafetyCase it = TEAM.disclosed();
        assertThat(seen(ADA, true, it)).containsOnly(0);
        granted(it, ADA);
        assertThat(seen(ADA, true, it)).doesNotContain(0);
        assertThat(seen(BEN, true, it)).containsOnly(0);
        assertThat(seen(ADA, false, it))
                .as("where one could write nothing is shown")
                .containsOnly(0);
        assertThat(TEAM.database.read(ADA.clearance(), () -> counts(it))).containsOnly(0);
        SafetyCase other = TEAM.disclosed();
        assertThat(seen(ADA, true, other)).containsOnly(0);
        TEAM.clock.turn(Duration.ofHours(1));
        assertThat(seen(ADA, true, it)).containsOnly(0);
    }

    @Test
    void r24_theDatabaseTakesNoGrantThatASecondPersonOfTheSafetyTeamDidNotGive() {
        SafetyCase it = TEAM.disclosed();
        long request = GLASS.ask(ADA, it.id(), "A court asks.");
        String insert = "insert into glass_answer values (" + request + ", %d, now(), " + it.ticketId()
                + ", now() + interval '%s')";
        for (StaffMember outside : List.of(ADA, BEN)) {
            for (Clearance clearance : List.of(
                    outside.clearance(),
                    Clearance.GLASS.of(outside.id()),
                    Clearance.SYSTEM.of(outside.id()),
                    Clearance.SAFETY.of(outside.id()))) {
                assertFails(clearance, insert.formatted(outside.id(), "1 hour"));
            }
        }
        assertFails(TEAM.mina.clearance(), insert.formatted(TEAM.noor.id(), "1 hour"));
        assertFails(TEAM.mina.clearance(), insert.formatted(TEAM.mina.id(), "61 minutes"));
        assertThat(seen(ADA, true, it)).containsOnly(0);
        granted(request, TEAM.jo);
        assertFails(TEAM.mina.clearance(), "update glass_answer set until = until + interval '1 hour'");
        assertFails(TEAM.mina.clearance(), "delete from glass_answer");
        assertThatThrownBy(() -> granted(request, TEAM.noor)).isInstanceOf(Refusal.class);
    }

    @Test
    void r24_theFormAnswersAlikeWhetherThereIsSuchACase() {
        SafetyCase it = TEAM.disclosed();
        Browser ben = TEAM.desk.browser(BEN);
        long never = 987_654;
        String real = asked(ben, it.id());
        String none = asked(ben, never);
        assertThat(real).isEqualTo(none);
        assertThatThrownBy(() -> granted(latest(BEN), TEAM.mina))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("no case");
        Browser mina = TEAM.desk.browser(TEAM.mina);
        List<GlassRequest> requests = TEAM.database.read(BEN.clearance(), () -> GLASS.of(BEN));
        for (GlassRequest request : requests.subList(0, 2)) {
            mina.post(HERE, HERE + "/" + request.id() + "/refusal", Map.of());
        }
        List<String> rows = Jsoup.parse(ben.get(HERE).body()).select("#requests ~ ul > li").stream()
                .map(row -> row.text().replaceAll("Case \\d+", "Case N"))
                .limit(2)
                .toList();
        assertThat(rows.getFirst()).isEqualTo(rows.getLast()).contains("not granted");
    }

    @Test
    void r43_everyReadingIsWrittenDownAndStandsInTheTimeline() {
        SafetyCase it = TEAM.disclosed();
        long request = granted(it, ADA);
        GLASS.read(request, actor(ADA)).orElseThrow();
        GLASS.read(request, actor(ADA)).orElseThrow();
        assertThat(TEAM.rows("select actor || ' ' || action from audit_line where walled and action like 'case-glass%'"
                        + " and subject = 'case:" + it.id() + "' order by chain, seq"))
                .containsExactlyInAnyOrder(
                        "staff:" + TEAM.mina.id() + " case-glass-granted",
                        "staff:" + ADA.id() + " case-glass-read",
                        "staff:" + ADA.id() + " case-glass-read");
        assertThat(TEAM.rows("select actor || ' ' || detail from audit_line where walled and action = 'sealed-opened'"
                        + " and ticket_id = " + it.ticketId()))
                .as("the words are opened by a reading that is written down first")
                .containsExactly(
                        "staff:" + ADA.id() + " break-glass:" + request,
                        "staff:" + ADA.id() + " break-glass:" + request);
        assertThat(TEAM.rows("select detail from audit_line where action like '%glass%'"))
                .noneMatch(detail -> detail.contains("court"));
        assertThat(TEAM.desk.browser(TEAM.noor).get("/desk/cases/" + it.id()).body())
                .contains("Opened by break-glass to Ada", "Read through break-glass");
    }

    @Test
    void r24_aGrantOpensTheSealedWordsOfItsTicketAloneAndAsLongAsItRuns() {
        SafetyCase it = TEAM.disclosed();
        SafetyCase other = TEAM.disclosed();
        granted(it, ADA);
        assertThat(opened(ADA, it)).isEqualTo(1);
        assertThat(opened(ADA, other)).isZero();
        assertThat(opened(BEN, it)).isZero();
        TEAM.clock.turn(Duration.ofHours(1));
        assertThat(opened(ADA, it)).isZero();
        assertThat(TEAM.rows(
                        "select actor from audit_line where action = 'sealed-opened' and detail = 'test' and ticket_id"
                                + " in (" + it.ticketId() + ", " + other.ticketId() + ")"))
                .containsExactly("staff:" + ADA.id());
    }

    /** How many of the case's messages show their words to an administrator who asks for them past the form. */
    private static long opened(StaffMember who, SafetyCase it) {
        Clearance glass = Clearance.GLASS.of(who.id());
        return TEAM.desk
                .bean(SealedReading.class)
                .open(
                        glass,
                        actor(who),
                        it.ticketId(),
                        "test",
                        () -> TEAM.database.read(glass, () -> {
                            TEAM.desk
                                    .bean(org.jooq.DSLContext.class)
                                    .execute("select set_config('nightlight.now', '" + TEAM.clock.instant()
                                            + "', true)");
                            return TEAM.desk.bean(org.nightlight.ticket.Tickets.class).messages(it.ticketId()).stream()
                                    .filter(message -> message.text().contains("belt every night"))
                                    .count();
                        }));
    }

    @Test
    void r24_allSafetyOfficersAreToldByMailWithoutContentAndOnEveryPage() {
        SafetyCase it = TEAM.disclosed();
        int mails = told(TEAM.noor);
        GLASS.ask(ADA, it.id(), "A quoll asks.");
        assertThat(told(TEAM.noor)).isEqualTo(mails + 1);
        assertThat(told(TEAM.lena)).isEqualTo(told(TEAM.mina));
        RunningDesk.eventually(
                () -> TEAM.desk.inbox("noor@desk.example"),
                came -> came.stream().anyMatch(mail -> SafetyTeam.text(mail).contains(HERE)));
        for (var mail : TEAM.desk.inbox("noor@desk.example")) {
            assertThat(SafetyTeam.text(mail).toLowerCase(Locale.ROOT)).doesNotContain("quoll", "belt");
            if (SafetyTeam.text(mail).contains(HERE)) {
                assertThat(SafetyTeam.text(mail)).doesNotContain("ase " + it.id(), "/" + it.id());
            }
        }
        assertThat(TEAM.desk.browser(TEAM.noor).get("/desk/lists/open").body())
                .contains("An administrator asks to read a case");
        assertThat(TEAM.desk.browser(ADA).get("/desk/lists/open").body()).doesNotContain("An administrator asks");
        assertThat(TEAM.desk.inbox("ada@desk.example"))
                .noneMatch(mail -> SafetyTeam.text(mail).contains(HERE));
    }

    @Test
    void r12_whoeverIsSuspectedHearsOfNoRequestAndNeitherAnswersNorReads() {
        for (StaffMember officer : List.of(TEAM.mina, TEAM.noor)) {
            TEAM.desk.bean(Training.class).set(officer.id(), "2099-01-01", TEST).orThrow();
        }
        SafetyCase it = TEAM.disclosed();
        suspect(it, TEAM.lena);
        int mails = told(TEAM.lena);
        int others = told(TEAM.mina);
        long request = GLASS.ask(ADA, it.id(), "A court asks.");
        assertThat(told(TEAM.mina)).isEqualTo(others + 1);
        assertThat(told(TEAM.lena)).isEqualTo(mails);
        Browser lena = TEAM.desk.browser(TEAM.lena);
        assertThat(lena.get(HERE).body()).doesNotContain("request-" + request, "An administrator asks");
        HttpResponse<String> refused = lena.post(HERE, HERE + "/" + request + "/grant", Map.of());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("no longer waits");

        granted(request, TEAM.mina);
        assertThat(seen(ADA, true, it)).doesNotContain(0);
        suspect(it, ADA);
        assertThat(seen(ADA, true, it)).containsOnly(0);
        assertThat(GLASS.read(request, actor(ADA))).isEmpty();
        long again = GLASS.ask(ADA, it.id(), "Once more.");
        assertThatThrownBy(() -> granted(again, TEAM.mina)).isInstanceOf(Refusal.class);
    }

    @Test
    void r24_aRequestLapsesAfterADayAndAnAdminWhoLeftTheRoleReadsNothing() {
        SafetyCase it = TEAM.disclosed();
        StaffMember former = TEAM.desk.withoutTeam("Cleo", Role.ADMIN);
        long late = GLASS.ask(former, it.id(), "A court asks.");
        TEAM.clock.turn(GlassRequest.WAITS);
        assertThatThrownBy(() -> granted(late, TEAM.mina)).isInstanceOf(Refusal.class);
        granted(it, former);
        assertThat(seen(former, true, it)).doesNotContain(0);
        TEAM.staff
                .assign(former.id(), Set.of(Role.AGENT), Set.of(), Set.of(), TEST)
                .orThrow();
        assertThat(seen(former, true, it)).containsOnly(0);
        assertThatThrownBy(() -> GLASS.ask(TEAM.jo, it.id(), "I see it anyway."))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> GLASS.ask(BEN, it.id(), "  ")).isInstanceOf(Refusal.class);
    }

    private static void suspect(SafetyCase it, StaffMember member) {
        TEAM.database.write(
                TEAM.noor.clearance(),
                () -> TEAM.desk
                        .bean(Suspecting.class)
                        .decide(it.id(), actor(TEAM.noor), Suspect.STAFF, member.id(), "By what was written."));
    }

    private static long granted(SafetyCase it, StaffMember admin) {
        long request = GLASS.ask(admin, it.id(), "A court asks.");
        granted(request, TEAM.mina);
        return request;
    }

    private static void granted(long request, StaffMember by) {
        TEAM.database.write(by.clearance(), () -> GLASS.grant(request, actor(by)));
    }

    private static long latest(StaffMember admin) {
        return TEAM.database
                .read(admin.clearance(), () -> GLASS.of(admin))
                .getFirst()
                .id();
    }

    /** The page after asking, without what differs between any two. */
    private static String asked(Browser browser, long number) {
        HttpResponse<String> answer = browser.post(HERE, HERE, Map.of("case", "" + number, "reason", "A court asks."));
        assertThat(answer.statusCode()).isEqualTo(302);
        return Jsoup.parse(browser.get(HERE).body())
                .select("#flash, #requests ~ ul > li:first-child")
                .text()
                .replace("Case " + number, "Case N");
    }

    /** Rows of each table that break-glass shows, to that reader. */
    private static List<Integer> seen(StaffMember reader, boolean reading, SafetyCase it) {
        Clearance clearance = Clearance.GLASS.of(reader.id());
        return reading
                ? TEAM.database.read(clearance, () -> counts(it))
                : TEAM.database.write(clearance, () -> counts(it));
    }

    private static List<Integer> counts(SafetyCase it) {
        DSLContext sql = TEAM.desk.bean(DSLContext.class);
        sql.execute(
                "select set_config('nightlight.now', ?, true)",
                TEAM.clock.instant().toString());
        return List.of(
                sql.fetchCount(sql.selectFrom("ticket where id = " + it.ticketId())),
                sql.fetchCount(sql.selectFrom("message where ticket_id = " + it.ticketId())),
                sql.fetchCount(sql.selectFrom("safety_case where id = " + it.id())),
                sql.fetchCount(sql.selectFrom("case_event where case_id = " + it.id())));
    }

    private static void assertFails(Clearance clearance, String statement) {
        assertThatThrownBy(() -> TEAM.database.write(
                        clearance, () -> TEAM.desk.bean(DSLContext.class).execute(statement)))
                .as(clearance + " " + statement)
                .isInstanceOf(RuntimeException.class);
    }

    /** Mails about break-glass that were queued for this person. */
    private static int told(StaffMember member) {
        return TEAM.rows("select body from outbound where '" + member.email().value()
                        + "' = any (recipients) and body like '%" + HERE + "%'")
                .size();
    }

    private static Actor.Staff actor(StaffMember member) {
        return new Actor.Staff(member.id());
    }
}
