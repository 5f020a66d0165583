package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.safety.Level;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;

/** People are called one after the other until somebody answers. */
class PagingTest {
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    /** What one test left open would call people in the next one, whose rota begins after this one's. */
    @AfterEach
    void everythingIsInHand() {
        TEAM.cases().forEach(it -> TEAM.acknowledge(it, TEAM.mina));
        TEAM.clock.turn(Duration.ofDays(3));
    }

    @Test
    void theFirstOnDutyIsCalledThenTheBackupTheLeadAndEverybodyUntilSomebodyAnswers() {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase it = TEAM.disclosed();
        assertThat(it.level()).isEqualTo(Level.S3);
        TEAM.mail(TEAM.mina, it, 1);
        assertThat(TEAM.calls(it)).containsExactly("mina first");

        TEAM.clock.turn(Duration.ofMinutes(14));
        assertThat(TEAM.calls(it)).hasSize(1);
        TEAM.clock.turn(Duration.ofMinutes(1));
        TEAM.mail(TEAM.noor, it, 1);
        TEAM.clock.turn(Duration.ofMinutes(15));
        TEAM.mail(TEAM.lena, it, 1);
        assertThat(TEAM.calls(it)).containsExactly("mina first", "noor backup", "lena lead");

        TEAM.clock.turn(Duration.ofMinutes(15));
        TEAM.mail(TEAM.jo, it, 1);
        assertThat(TEAM.calls(it).subList(3, 7))
                .containsExactlyInAnyOrder("mina everybody", "noor everybody", "lena everybody", "jo everybody");
        TEAM.clock.turn(Duration.ofMinutes(15));
        assertThat(SafetyTeam.text(TEAM.mail(TEAM.jo, it, 2))).contains("nobody has answered");
        assertThat(TEAM.desk.inbox("sam@desk.example"))
                .as("no agent hears of a case")
                .isEmpty();

        TEAM.acknowledge(it, TEAM.jo);
        int calls = TEAM.calls(it).size();
        TEAM.clock.turn(Duration.ofHours(1));
        assertThat(TEAM.rows("select next_at::text from page where case_id = " + it.id()))
                .containsOnlyNulls();
        anotherPageIsStepped();
        assertThat(TEAM.calls(it)).as("an answered case calls nobody").hasSize(calls);
    }

    /** Shows that the worker has looked since: it takes what is due longest first. */
    private void anotherPageIsStepped() {
        SafetyCase other = TEAM.disclosed();
        int before = TEAM.calls(other).size();
        TEAM.clock.turn(Duration.ofMinutes(15));
        RunningDesk.eventually(() -> TEAM.calls(other).size(), now -> now > before);
    }

    @Test
    void anEmergencyCallsTheNextPersonAfterFiveMinutesAndAGraverCaseAtOnce() {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase it = TEAM.raised(Level.S4);
        assertThat(TEAM.calls(it)).containsExactly("mina first", "noor backup");
        TEAM.clock.turn(Duration.ofMinutes(5));
        TEAM.mail(TEAM.lena, it, 1);
    }

    @Test
    void nobodyOnDutyCallsEverybodyAtOnceAndSaysSo() {
        SafetyCase it = TEAM.disclosed();
        for (var member : List.of(TEAM.mina, TEAM.noor, TEAM.lena, TEAM.jo)) {
            assertThat(SafetyTeam.text(TEAM.mail(member, it, 1))).contains("Nobody is on duty");
        }
        assertThat(TEAM.calls(it)).hasSize(4).allMatch(call -> call.endsWith("everybody"));
    }

    @Test
    void aCaseThatIsRaisedAfterItWasAcknowledgedCallsFromTheFirstAgainAndOldLinksEnd() throws Exception {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase it = TEAM.disclosed();
        String old = SafetyTeam.link(TEAM.mail(TEAM.mina, it, 1));
        TEAM.acknowledge(it, TEAM.mina);
        TEAM.clock.turn(Duration.ofMinutes(1));
        TEAM.database.write(
                org.nightlight.database.Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(org.nightlight.safety.Cases.class)
                        .raise(it.ticketId(), Level.S4, new Actor.Software("test")));
        TEAM.mail(TEAM.mina, it, 2);
        assertThat(TEAM.calls(it)).containsExactly("mina first", "mina first");
        assertThat(get(old).statusCode()).isEqualTo(404);
    }

    @Test
    void theLinkInTheMailAcknowledgesWithOneClickWithoutSigningInAndLookingChangesNothing() throws Exception {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase it = TEAM.disclosed();
        String link = SafetyTeam.link(TEAM.mail(TEAM.mina, it, 1));
        HttpResponse<String> page = get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(TEAM.now(it).acknowledgedAt()).as("to look changes nothing").isNull();
        assertThat(TEAM.rows("select encode(token_sha256, 'escape') from page_call where token_sha256 is not null"))
                .noneMatch(kept -> link.endsWith(kept));

        HttpResponse<String> done = post(link, page);
        assertThat(done.statusCode()).isEqualTo(200);
        String said = Jsoup.parse(done.body()).body().text();
        assertThat(said)
                .isEqualTo("Nightlight Case " + it.id()
                        + " is acknowledged Nobody else is called for it. Sign in to read on. Sign in");
        assertThat(TEAM.now(it).acknowledgedBy()).isEqualTo(TEAM.mina.id());
        assertThat(TEAM.rows("select actor from audit_line where action = 'case-acknowledged' and subject = 'case:"
                        + it.id() + "'"))
                .containsExactly("staff:" + TEAM.mina.id());
        assertThat(TEAM.rows("select next_at::text from page where case_id = " + it.id()))
                .containsOnlyNulls();
        assertThat(get("/desk/acknowledgements/guessed").statusCode()).isEqualTo(404);
        assertThat(post("/desk/acknowledgements/guessed", page).statusCode()).isEqualTo(404);
    }

    @Test
    void theLinkOfSomebodyWhoMayOpenNoCaseAnyMoreLeadsNowhere() throws Exception {
        SafetyCase it = TEAM.disclosed();
        String link = SafetyTeam.link(TEAM.mail(TEAM.jo, it, 1));
        Actor test = new Actor.Software("test");
        TEAM.staff.assign(TEAM.jo.id(), java.util.Set.of(Role.AGENT), java.util.Set.of(), java.util.Set.of(), test);
        assertThat(get(link).statusCode()).isEqualTo(404);
        TEAM.staff.assign(TEAM.jo.id(), java.util.Set.of(Role.LEGAL), java.util.Set.of(), java.util.Set.of(), test);
        assertThat(get(link).statusCode()).isEqualTo(200);
    }

    @Test
    void r08_aCallHoldsNoWordOfTheCaseNorWhatItIsAbout() throws Exception {
        SafetyCase it = TEAM.disclosed();
        var mail = TEAM.mail(TEAM.noor, it, 1);
        String all =
                (mail.getSubject() + " " + SafetyTeam.text(mail) + " " + mail.getFrom()[0]).toLowerCase(Locale.ROOT);
        assertThat(all)
                .doesNotContain("safety", "abuse", "crisis", "report", "belt", "stepdad", "quokka", "writer", "s3");
        assertThat(mail.getSubject()).isEqualTo("Case " + it.id() + " needs you now");
        assertThat(mail.getFrom()[0].toString()).contains("support@storytailor.com");
    }

    @Test
    void twoProcessesOnOneDatabaseCallOnce() {
        try (RunningDesk second = TEAM.desk.another(parts -> parts.registerBean(
                "turnedClock", java.time.Clock.class, () -> TEAM.clock, bean -> bean.setPrimary(true)))) {
            assertThat(second.context().isRunning()).isTrue();
            TEAM.keepWatch(Duration.ofHours(12));
            SafetyCase one = TEAM.disclosed();
            SafetyCase two = TEAM.disclosed();
            TEAM.clock.turn(Duration.ofMinutes(15));
            TEAM.mail(TEAM.noor, one, 1);
            TEAM.mail(TEAM.noor, two, 1);
            TEAM.clock.turn(Duration.ofMinutes(15));
            TEAM.mail(TEAM.lena, one, 1);
            TEAM.mail(TEAM.lena, two, 1);
            for (SafetyCase it : List.of(one, two)) {
                assertThat(TEAM.calls(it)).containsExactly("mina first", "noor backup", "lena lead");
                assertThat(TEAM.mails(TEAM.noor, it)).hasSize(1);
            }
        }
    }

    @Test
    void aGapInTheRotaWithinADayTellsTheLeadOnceADay() {
        Predicate<jakarta.mail.Message> gap = mail -> SafetyTeam.text(mail).contains("Please lay out the rota");
        TEAM.keepWatch(Duration.ofHours(30));
        long before = TEAM.desk.inbox("lena@desk.example").stream().filter(gap).count();
        TEAM.clock.turn(Duration.ofHours(8)); // the gap begins within 22 hours
        RunningDesk.eventually(
                () -> TEAM.desk.inbox("lena@desk.example").stream().filter(gap).count(), told -> told == before + 1);
        TEAM.clock.turn(Duration.ofHours(1));
        anotherPageIsStepped();
        assertThat(TEAM.desk.inbox("lena@desk.example").stream().filter(gap)).hasSize((int) before + 1);
        TEAM.clock.turn(Duration.ofDays(1));
        RunningDesk.eventually(
                () -> TEAM.desk.inbox("lena@desk.example").stream().filter(gap).count(), told -> told == before + 2);
        assertThat(TEAM.desk.inbox("mina@desk.example")).noneMatch(gap);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(TEAM.desk.url(path))).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> post(String path, HttpResponse<String> page) throws Exception {
        Document form = Jsoup.parse(page.body());
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(TEAM.desk.url(path)))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Cookie", cookie)
                            .POST(HttpRequest.BodyPublishers.ofString("_csrf="
                                    + java.net.URLEncoder.encode(
                                            form.select("input[name=_csrf]").attr("value"),
                                            java.nio.charset.StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
