package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Care;
import org.nightlight.safety.Ending;
import org.nightlight.safety.HeldFiles;
import org.nightlight.safety.Level;
import org.nightlight.safety.Levels;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Refusal;

/** Files of a case: shut until two people agree; what may show the abuse of a child is shown to nobody. */
class HeldFilesTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());
    private static final LettersWithFiles LETTERS = new LettersWithFiles(TEAM);

    @BeforeAll
    static void trainedAndReady() {
        for (StaffMember officer : List.of(TEAM.mina, TEAM.noor)) {
            TEAM.desk.bean(Training.class).set(officer.id(), "2099-01-01", TEST).orThrow();
            TEAM.database.write(
                    officer.clearance(), () -> TEAM.desk.bean(Care.class).choose(actor(officer), true));
        }
    }

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @AfterEach
    void everythingIsInHand() {
        TEAM.cases().forEach(it -> TEAM.acknowledge(it, TEAM.mina));
        TEAM.clock.turn(Duration.ofDays(3));
    }

    @Test
    void r26_a01_heldMediaOpensOnlyByAGrantOfTwoPeopleBlurredFirstAndByAClickForEachView() throws IOException {
        SafetyCase it = LETTERS.disclosed();
        long file = LETTERS.file(it.ticketId(), "image/png");
        String here = "/desk/cases/" + it.id() + "/files";
        Browser mina = TEAM.desk.browser(TEAM.mina);
        Browser noor = TEAM.desk.browser(TEAM.noor);
        assertThat(mina.get("/desk/tickets/" + it.ticketId() + "/attachments/" + file + "?inline=true")
                        .statusCode())
                .isEqualTo(404);
        assertThat(mina.get(here + "/" + file + "/blurred").statusCode()).isEqualTo(404);
        assertThat(mina.post(here, here + "/" + file + "/views", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(mina.get(here).body()).contains("harm done to a child").doesNotContain("<img");

        assertThat(mina.post(here, here + "/" + file + "/requests", Map.of("reason-" + file, " "))
                        .statusCode())
                .isEqualTo(422);
        mina.post(here, here + "/" + file + "/requests", Map.of("reason-" + file, "The bruise can be seen."));
        String grant = Jsoup.parse(noor.get(here).body())
                .select("form[action$=/grant]")
                .attr("action");
        assertThat(mina.post(here, grant, Map.of()).statusCode())
                .as("not by oneself")
                .isEqualTo(422);
        assertThat(TEAM.desk.browser(TEAM.lena).post(here, grant, Map.of()).statusCode())
                .as("not without training")
                .isEqualTo(422);
        assertThat(noor.post(here, grant, Map.of()).statusCode()).isEqualTo(302);

        assertThat(LettersWithFiles.spread(LettersWithFiles.image(
                        mina.getBytes(here + "/" + file + "/blurred").body())))
                .isLessThan(40);
        assertThat(Jsoup.parse(mina.get(here).body()).select("img")).hasSize(1);
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> sharp = mina.postForBytes(here, here + "/" + file + "/views");
            assertThat(sharp.body()).isEqualTo(LettersWithFiles.png());
            assertThat(sharp.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("inline");
            assertThat(sharp.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("no-store");
        }
        assertThat(noor.post(here, here + "/" + file + "/views", Map.of()).statusCode())
                .as("open to whoever asked only")
                .isEqualTo(422);
        assertThat(audited(it, "case-file-shown")).hasSize(2);
        assertThat(TEAM.rows("select count(*) from audit_line where walled and action = 'sealed-opened' and detail ="
                                + " 'case-file:" + file + "' and ticket_id = " + it.ticketId()
                                + " and actor = 'staff:" + TEAM.mina.id() + "'")
                        .getFirst())
                .as("each opening of the file's sealed bytes is written down")
                .isNotEqualTo("0");
        TEAM.clock.turn(Duration.ofMinutes(30));
        assertThat(mina.post(here, here + "/" + file + "/views", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(audited(it, "case-file-shown")).hasSize(2);
    }

    @Test
    void r26_theDatabaseTakesNoGrantByWhoeverAsked() {
        SafetyCase it = LETTERS.disclosed();
        long file = LETTERS.file(it.ticketId(), "image/png");
        ask(it, file, TEAM.mina);
        long request = request(it);
        assertThatThrownBy(() -> TEAM.database.write(
                        TEAM.mina.clearance(),
                        () -> TEAM.desk
                                .bean(DSLContext.class)
                                .execute("insert into held_file_grant values (" + request + ", " + TEAM.mina.id()
                                        + ", now(), now() + interval '5 minutes')")))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("another person");
    }

    @Test
    void r26_whatMayShowTheAbuseOfAChildIsShownToNobodyWhateverWasGranted() {
        SafetyCase it = LETTERS.disclosed();
        long file = LETTERS.file(it.ticketId(), "image/png");
        String here = "/desk/cases/" + it.id() + "/files";
        ask(it, file, TEAM.mina);
        long request = request(it);
        TEAM.database.write(
                TEAM.noor.clearance(), () -> TEAM.desk.bean(HeldFiles.class).grant(it.id(), request, actor(TEAM.noor)));
        Browser mina = TEAM.desk.browser(TEAM.mina);
        assertThat(mina.getBytes(here + "/" + file + "/blurred").statusCode()).isEqualTo(200);
        mina.post(here, here + "/" + file + "/mark", Map.of());
        assertThat(mina.get(here + "/" + file + "/blurred").statusCode()).isEqualTo(404);
        assertThat(mina.post(here, here + "/" + file + "/views", Map.of()).statusCode())
                .isEqualTo(422);
        assertThatThrownBy(() -> ask(it, file, TEAM.mina)).isInstanceOf(Refusal.class);
        assertThat(Jsoup.parse(mina.get(here).body()).select("#file-" + file).text())
                .contains("shown to nobody", "SHA-256", "image/png");
        TEAM.database.write(
                TEAM.mina.clearance(),
                () -> TEAM.desk.bean(Levels.class).change(it.id(), actor(TEAM.mina), Level.S4, ""));
        assertThatThrownBy(() -> TEAM.database.write(
                        TEAM.mina.clearance(),
                        () -> TEAM.desk.bean(Ending.class).release(it.id(), actor(TEAM.mina), "A mistake.")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not released");

        SafetyCase about = LETTERS.disclosed();
        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(DSLContext.class)
                        .execute(
                                "update safety_case set types = array_append(types, 'CSAM') where id = " + about.id()));
        assertThatThrownBy(() -> ask(about, LETTERS.file(about.ticketId(), "image/png"), TEAM.mina))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void a02_afterAnHourOfGraveFilesSomebodyElseIsNamed() {
        TEAM.keepWatch(Duration.ofHours(12));
        SafetyCase it = LETTERS.disclosed();
        long file = LETTERS.file(it.ticketId(), "image/png");
        HeldFiles files = TEAM.desk.bean(HeldFiles.class);
        ask(it, file, TEAM.mina);
        long request = request(it);
        TEAM.database.write(TEAM.noor.clearance(), () -> files.grant(it.id(), request, actor(TEAM.noor)));
        TEAM.database.write(TEAM.mina.clearance(), () -> {
            for (int i = 0; i < 60; i++) {
                files.look(it.id(), file, actor(TEAM.mina));
            }
        });
        assertThatThrownBy(() ->
                        TEAM.database.write(TEAM.mina.clearance(), () -> files.look(it.id(), file, actor(TEAM.mina))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("60 minutes")
                .hasMessageContaining("Noor");
    }

    @Test
    void r24_filesOfACaseAreNotFoundByWhoeverSeesNoCase() {
        SafetyCase it = LETTERS.disclosed();
        long file = LETTERS.file(it.ticketId(), "image/png");
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String address = "/desk/tickets/" + it.ticketId() + "/attachments/" + file;
        assertThat(sam.get(address + "?inline=true").statusCode()).isEqualTo(404);
        assertThat(sam.post("/desk/account", address + "/views", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(TEAM.staff.withRole(Role.SAFETY_OFFICER)).isNotEmpty();
    }

    private static void ask(SafetyCase it, long file, StaffMember by) {
        TEAM.database.write(
                by.clearance(),
                () -> TEAM.desk.bean(HeldFiles.class).ask(it.id(), file, actor(by), "It must be seen."));
    }

    private static long request(SafetyCase it) {
        return TEAM.database
                .read(
                        TEAM.mina.clearance(),
                        () -> TEAM.desk.bean(HeldFiles.class).requests(it.id()))
                .getFirst()
                .id();
    }

    private static List<String> audited(SafetyCase it, String action) {
        return TEAM.rows("select actor from audit_line where walled and action = '" + action + "' and subject = 'case:"
                + it.id() + "'");
    }

    private static Actor.Staff actor(StaffMember member) {
        return new Actor.Staff(member.id());
    }
}
