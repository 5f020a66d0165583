package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Care;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Debriefs;
import org.nightlight.safety.Ending;
import org.nightlight.safety.Level;
import org.nightlight.safety.Owning;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.SecondOpinions;
import org.nightlight.safety.Workload;
import org.nightlight.shared.Actor;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Refusal;

/** What one person carries, how they rest, and that nobody is left without a person who comes. */
class CareTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final SafetyTeam TEAM =
            new SafetyTeam(Map.of("nightlight.care.support-line", "Staff support, 555 0100"));

    @BeforeAll
    static void trained() {
        for (StaffMember officer : List.of(TEAM.mina, TEAM.noor, TEAM.lena)) {
            TEAM.desk.bean(Training.class).set(officer.id(), "2099-01-01", TEST).orThrow();
        }
    }

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @BeforeEach
    void everybodyIsReady() {
        for (StaffMember officer : List.of(TEAM.mina, TEAM.noor, TEAM.lena)) {
            choose(officer, true);
        }
    }

    @AfterEach
    void everythingIsInHand() {
        TEAM.cases().forEach(it -> TEAM.acknowledge(it, TEAM.jo));
        TEAM.clock.turn(Duration.ofDays(3));
    }

    @Test
    void a02_whoeverOptedOutIsNotCalledWhileSomebodyElseIsThere() {
        TEAM.keepWatch(Duration.ofHours(12));
        choose(TEAM.mina, false);
        assertThat(TEAM.calls(TEAM.disclosed())).containsExactly("noor backup");
        choose(TEAM.mina, true);
        assertThat(TEAM.calls(TEAM.disclosed())).containsExactly("mina first");
    }

    @Test
    void a02_whenAllAreOutEverybodyIsCalledAndSoIsTheSparedOnceNobodyAnswers() {
        TEAM.keepWatch(Duration.ofHours(12));
        for (StaffMember member : List.of(TEAM.mina, TEAM.noor, TEAM.lena, TEAM.jo)) {
            choose(member, false);
        }
        assertThat(TEAM.calls(TEAM.disclosed())).hasSize(4).allMatch(call -> call.endsWith("everybody"));
        choose(TEAM.jo, true);
        SafetyCase it = TEAM.disclosed();
        assertThat(TEAM.calls(it)).containsExactly("jo everybody");
        TEAM.clock.turn(Duration.ofMinutes(15));
        TEAM.mail(TEAM.mina, it, 1);
        assertThat(TEAM.calls(it)).hasSize(5);
    }

    @Test
    void a02_afterAnEmergencyOneRestsAndTheNextPersonIsCalledMeanwhile() {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase emergency = TEAM.raised(Level.S4);
        take(emergency, TEAM.mina);
        assertThat(rests(TEAM.mina)).as("who works on it does not rest yet").isEmpty();
        close(emergency, TEAM.mina, TEAM.noor);
        assertThat(rests(TEAM.mina)).contains(TEAM.clock.instant().plus(Duration.ofMinutes(30)));
        assertThat(TEAM.calls(TEAM.disclosed())).containsExactly("noor backup");
        assertThat(page(TEAM.mina, "/desk/account").text()).contains("You rest after an emergency");
        assertThat(page(TEAM.noor, "/desk/on-call").text()).contains("Not called now: Mina");
        SafetyCase grave = TEAM.disclosed();
        assertThatThrownBy(() -> take(grave, TEAM.mina))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("rest")
                .hasMessageContaining("Noor");
        TEAM.clock.turn(Duration.ofMinutes(30));
        assertThat(TEAM.calls(TEAM.disclosed())).containsExactly("mina first");
        take(grave, TEAM.mina);
    }

    @Test
    void a02_whoeverHandsAnEmergencyOverRestsToo() {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase emergency = TEAM.raised(Level.S4);
        take(emergency, TEAM.mina);
        TEAM.database.write(
                TEAM.mina.clearance(),
                () -> TEAM.desk
                        .bean(Owning.class)
                        .handOver(emergency.id(), actor(TEAM.mina), TEAM.noor.id(), "I must rest."));
        assertThat(rests(TEAM.mina)).isPresent();
        assertThat(rests(TEAM.noor)).isEmpty();
        assertThat(TEAM.calls(TEAM.disclosed())).containsExactly("noor backup");
    }

    @Test
    void a03_anEmergencyForWhichFewerThanTwoPeopleAreThereCallsEverybodyAndSaysSo() {
        TEAM.keepWatch(Duration.ofHours(12));
        choose(TEAM.noor, false);
        SafetyCase it = TEAM.disclosed();
        assertThat(TEAM.calls(it)).containsExactly("mina first");
        TEAM.database.write(Clearance.SYSTEM, () -> TEAM.desk.bean(Cases.class).raise(it.ticketId(), Level.S4, TEST));
        assertThat(TEAM.calls(it)).contains("lena everybody", "jo everybody").doesNotContain("noor everybody");
        assertThat(page(TEAM.mina, "/desk/cases/" + it.id()).text())
                .contains("An emergency needs two people. Only one on duty can be called now");
        assertThat(page(TEAM.mina, "/desk/on-call").text()).contains("An emergency needs two people.");
    }

    @Test
    void r27_aGraveCaseGoesToWhoeverIsTrainedAndReadyAndToNobodyElse() {
        SafetyCase it = TEAM.disclosed();
        choose(TEAM.mina, false);
        assertThatThrownBy(() -> take(it, TEAM.mina))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("account page");
        take(it, TEAM.noor);
        assertThatThrownBy(() -> TEAM.database.write(
                        TEAM.noor.clearance(),
                        () -> TEAM.desk
                                .bean(Owning.class)
                                .handOver(it.id(), actor(TEAM.noor), TEAM.mina.id(), "My shift is over.")))
                .isInstanceOf(Refusal.class);
        choose(TEAM.jo, true);
        assertThatThrownBy(() -> take(it, TEAM.jo)).as("ready, but not trained").isInstanceOf(Refusal.class);
    }

    @Test
    void a02_theSixthGraveCaseInAShiftIsRefusedAndSomebodyElseIsNamed() {
        TEAM.keepWatch(Duration.ofHours(24));
        for (int i = 0; i < 5; i++) {
            take(TEAM.disclosed(), TEAM.mina);
        }
        SafetyCase sixth = TEAM.disclosed();
        assertThatThrownBy(() -> take(sixth, TEAM.mina))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("5 grave cases")
                .hasMessageContaining("Ask Noor to take it, who is on duty");
        SafetyCase emergency = TEAM.raised(Level.S4);
        assertThatThrownBy(() -> take(emergency, TEAM.mina))
                .as("somebody else is there")
                .isInstanceOf(Refusal.class);
        choose(TEAM.noor, false);
        assertThatThrownBy(() -> take(sixth, TEAM.mina))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("call Lena");
        take(emergency, TEAM.mina);
        assertThat(page(TEAM.lena, "/desk/cases/" + emergency.id()).text())
                .contains("beyond what one person should carry");
        assertThat(TEAM.rows("select action from audit_line where subject = 'case:" + emergency.id() + "'"))
                .contains("case-beyond-limit");
        choose(TEAM.lena, false);
        take(sixth, TEAM.mina); // nobody of the whole team could: a child comes first

        TEAM.clock.turn(Duration.ofHours(25));
        assertThat(TEAM.database.read(
                        TEAM.mina.clearance(),
                        () -> TEAM.desk.bean(Workload.class).graveCases(TEAM.mina.id())))
                .isZero();
    }

    @Test
    void a04_aTalkIsOfferedAfterEachGraveCaseAndOnlyThatItTookPlaceIsKept() {
        List<Long> before = debriefs(TEAM.mina);
        SafetyCase it = TEAM.disclosed();
        take(it, TEAM.mina);
        close(it, TEAM.mina, TEAM.noor);
        long offer = debriefs(TEAM.mina).stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
        String form = "/desk/account/debriefs/" + offer;
        Browser mina = TEAM.desk.browser(TEAM.mina);
        Document account = Jsoup.parse(mina.get("/desk/account").body());
        assertThat(account.select("section[aria-labelledby=care]").text())
                .contains("Would you like to talk?", "Staff support, 555 0100")
                .doesNotContain("Case " + it.id());
        assertThat(account.select("form[action=" + form + "]")).hasSize(1);
        mina.post("/desk/account", form, Map.of("wanted", "yes"));
        mina.post("/desk/account", form + "/end", Map.of());
        assertThat(debriefs(TEAM.mina)).as("nobody ends their own").contains(offer);
        TEAM.desk.browser(TEAM.lena).post("/desk/account", form, Map.of("wanted", "no"));
        assertThat(debriefs(TEAM.mina)).as("nobody answers for another").contains(offer);
        Browser lena = TEAM.desk.browser(TEAM.lena);
        assertThat(lena.get("/desk/account").body()).contains("Colleagues who would like to talk", "Mina");
        lena.post("/desk/account", form + "/end", Map.of());
        assertThat(debriefs(TEAM.mina)).isEqualTo(before);
        assertThat(TEAM.rows("select actor || ' ' || action || ' ' || detail from audit_line where subject = 'debrief:"
                        + offer + "' and walled"))
                .containsExactlyInAnyOrder(
                        "staff:" + TEAM.mina.id() + " debrief-answered yes",
                        "staff:" + TEAM.lena.id() + " debrief-done ");
    }

    @Test
    void a02_oneSaysOnTheAccountPageWhetherOneIsReadyAndGivesNoReason() {
        Browser mina = TEAM.desk.browser(TEAM.mina);
        Document account = Jsoup.parse(mina.get("/desk/account").body());
        assertThat(
                        account.select(
                                "form[action=/desk/account/exposure] textarea, form[action=/desk/account/exposure] input[type=text]"))
                .isEmpty();
        mina.post("/desk/account", "/desk/account/exposure", Map.of("ready", "no"));
        assertThat(choice(TEAM.mina)).isEqualTo(Care.Choice.OUT);
        mina.post("/desk/account", "/desk/account/exposure", Map.of("ready", "yes"));
        assertThat(choice(TEAM.mina)).isEqualTo(Care.Choice.READY);
        Browser sam = TEAM.desk.browser("sam@desk.example");
        assertThat(sam.get("/desk/account").body()).doesNotContain("grave case");
        assertThat(sam.post("/desk/account", "/desk/account/exposure", Map.of("ready", "no"))
                        .statusCode())
                .isEqualTo(403);
    }

    /** No statement groups cases by a person; the only number of a person's cases is the one they see of themselves. */
    @Test
    void a04_nothingCountsCasesByPerson() throws IOException {
        Pattern grouped =
                Pattern.compile("(?i)group\\s*by[^;]*?(owner_id|second_id|ended_by|acknowledged_by|staff_id|actor)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(path -> path.toString().matches(".*\\.(java|sql|jte)"))
                    .toList()) {
                String text = Files.readString(source);
                if (text.contains("SAFETY_CASE") || text.contains("safety_case") || text.contains("CASE_")) {
                    assertThat(grouped.matcher(text).find())
                            .as(source.toString())
                            .isFalse();
                }
            }
        }
    }

    private static void choose(StaffMember member, boolean ready) {
        TEAM.database.write(member.clearance(), () -> TEAM.desk.bean(Care.class).choose(actor(member), ready));
    }

    private static Care.Choice choice(StaffMember member) {
        return TEAM.database.read(
                member.clearance(), () -> TEAM.desk.bean(Care.class).choice(member.id()));
    }

    private static void take(SafetyCase it, StaffMember by) {
        TEAM.database.write(
                by.clearance(), () -> TEAM.desk.bean(Owning.class).take(it.id(), actor(by), "It is mine now."));
    }

    private static void close(SafetyCase it, StaffMember one, StaffMember other) {
        TEAM.database.write(
                one.clearance(), () -> TEAM.desk.bean(Ending.class).close(it.id(), actor(one), "All is done."));
        SecondOpinions seconds = TEAM.desk.bean(SecondOpinions.class);
        TEAM.database.write(
                other.clearance(),
                () -> seconds.confirm(
                        it.id(), seconds.waiting(it.id()).orElseThrow().id(), actor(other)));
    }

    private static Optional<java.time.Instant> rests(StaffMember member) {
        return TEAM.database.read(
                member.clearance(), () -> TEAM.desk.bean(Care.class).restsUntil(member.id()));
    }

    private static List<Long> debriefs(StaffMember member) {
        return TEAM.database.read(
                member.clearance(),
                () -> TEAM.desk.bean(Debriefs.class).openFor(member.id()).stream()
                        .map(Debriefs.Debrief::id)
                        .toList());
    }

    private static Actor.Staff actor(StaffMember member) {
        return new Actor.Staff(member.id());
    }

    private static Document page(StaffMember member, String path) {
        return Jsoup.parse(TEAM.desk.browser(member).get(path).body());
    }
}
