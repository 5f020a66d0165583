package org.nightlight.safety.cybertip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.audit.Audit;
import org.nightlight.channel.Drilling;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Drills;
import org.nightlight.safety.Hold;
import org.nightlight.safety.Holds;
import org.nightlight.safety.cybertip.Tip.Filing;
import org.nightlight.safety.cybertip.Tip.State;
import org.nightlight.safety.cybertip.TiplineStub.Fault;
import org.nightlight.safety.report.MandatoryReport;
import org.nightlight.safety.report.MandatoryReports;
import org.nightlight.safety.report.Standing;
import org.nightlight.safety.report.Submissions;
import org.nightlight.safety.report.Track;
import org.nightlight.seal.SealBroken;
import org.nightlight.ticket.Refusal;

/** Each rule about the CyberTipline, on a whole desk with real reports switched on, against a CyberTipline on this machine. */
class CybertipTest {
    private static TipDesk desk;

    @BeforeAll
    static void start() {
        desk = new TipDesk(Map.of());
        desk.production();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @AfterEach
    void calm() {
        desk.tipline.always(Fault.NONE);
        desk.clock.turn(Duration.ofDays(8));
        desk.drive();
    }

    @Test
    void t01_nothingIsSentThatAPersonDidNotApproveByteByByte() throws SQLException {
        long caseId = desk.newCase();
        Tip.Version version = desk.version(caseId, List.of());
        int before = desk.tipline.calls.size();
        desk.drive();
        assertThatThrownBy(() -> sql("insert into cybertip_filing (case_id, version_id, environment, state, queued_at,"
                        + " not_before) values (" + caseId + ", " + version.id()
                        + ", 'production', 'approved', now(), now())"))
                .hasMessageContaining("only what was approved is sent");
        assertThatThrownBy(() -> desk.in(() -> desk.tips().approve(caseId, 1, "00".repeat(32), desk.ivo)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not the version that you read");
        desk.in(() -> desk.tips().approve(caseId, 1, version.hash(), desk.ivo));
        try (Connection owner = desk.owner()) {
            owner.createStatement().execute("alter table cybertip_version disable trigger kept");
            owner.createStatement()
                    .execute("update cybertip_version set hash = sha256('\\x20') where id = " + version.id());
            owner.createStatement().execute("alter table cybertip_version enable trigger kept");
        }
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.STOPPED);
        assertThat(desk.last(caseId).problem()).isEqualTo("not-approved");
        assertThat(desk.tipline.calls).hasSize(before);
    }

    @Test
    void r15_whatIsSealedIsSentTrueOrNotAtAllAndPeopleAreCalled() throws SQLException {
        long caseId = desk.newCase();
        List<Long> files = desk.files(caseId);
        desk.approved(caseId, files);
        desk.driver().step();
        assertThat(desk.last(caseId).state()).isEqualTo(State.OPEN);
        long ticketId = desk.read(caseId).about().ticketId();
        assertThat(tampered("update sealed set bytes = substring(bytes for 30) where place = 'file' and row_id = "
                        + files.getLast() + " and ticket_id = " + ticketId))
                .isEqualTo(1);
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.STOPPED);
        assertThat(desk.last(caseId).problem()).isEqualTo("sealed");
        assertThat(desk.tipline.last().files).hasSize(1);
        desk.awaitMail("noor@desk.example", "Case " + caseId + ": a CyberTipline report needs you");
        assertThat(desk.in(() -> desk
                        .desk
                        .bean(DSLContext.class)
                        .fetchValues(
                                "select distinct actor from audit_line where action = 'sealed-opened' and ticket_id = "
                                        + ticketId + " and detail like 'cybertip-filing:%'")
                        .stream()
                        .map(String::valueOf)
                        .toList()))
                .containsExactly("software:cybertip");
    }

    @Test
    void r15_aReportWhoseSealedBytesAreGoneIsNotSent() throws SQLException {
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        int before = desk.tipline.calls.size();
        tampered("delete from sealed where place = 'cybertip-xml' and ticket_id = "
                + desk.read(caseId).about().ticketId());
        desk.drive();
        assertThat(desk.last(caseId).problem()).isEqualTo("sealed");
        assertThat(desk.tipline.calls).hasSize(before);
    }

    @Test
    void r15_aVersionIsNotMadeOfWordsThatAreNotOpen() {
        long caseId = desk.newCase();
        Database database = desk.desk.bean(Database.class);
        assertThatThrownBy(() -> database.write(
                        Clearance.SAFETY,
                        () -> desk.tips().make(caseId, TipDesk.answers(List.of()), desk.ivo.id(), desk.noor)))
                .isInstanceOf(SealBroken.class);
    }

    private static int tampered(String statement) throws SQLException {
        try (Connection owner = desk.owner()) {
            return owner.createStatement().executeUpdate(statement);
        }
    }

    @Test
    void t01_whatArrivesIsWhatWasApproved() {
        long caseId = desk.newCase();
        Tip.Version version = desk.version(caseId, List.of());
        desk.in(() -> desk.tips().approve(caseId, 1, version.hash(), desk.ivo));
        desk.drive();
        assertThat(Hashes.sha256(desk.tipline.last().xml.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(version.hash());
        assertThat(desk.tipline.last().system).isEqualTo("production");
        assertThat(desk.tipline.last().xml)
                .contains("\u201c" + TipDesk.WORDS, "<firstName>Ivo</firstName>", "dragon &amp; &lt;friend&gt;");
    }

    @Test
    void r28_theAuthorCannotApproveNorAnybodyButThePersonNamed() {
        long caseId = desk.newCase();
        Tip.Version version = desk.version(caseId, List.of());
        assertThatThrownBy(() -> desk.in(() -> desk.tips().approve(caseId, 1, version.hash(), desk.noor)))
                .hasMessageContaining("Another person");
        assertThatThrownBy(() -> sql("insert into cybertip_approval select id, hash, at, author_id from"
                        + " cybertip_version where id = " + version.id()))
                .hasMessageContaining("never its author");
        assertThatThrownBy(() ->
                        desk.in(() -> desk.tips().make(caseId, TipDesk.answers(List.of()), desk.noor.id(), desk.noor)))
                .isInstanceOf(Answers.Faulty.class);
        var mina = desk.member("Mina", "mina@desk.example", org.nightlight.staff.Role.SAFETY_OFFICER);
        assertThatThrownBy(() -> desk.in(() -> desk.tips().approve(caseId, 1, version.hash(), mina)))
                .hasMessageContaining("names another person");
    }

    @Test
    void aVersionIsOutOfDateWhenTheCaseSaysSomethingElse() {
        long caseId = desk.newCase();
        List<Long> files = desk.files(caseId);
        Tip.Version version = desk.version(caseId, files);
        opened(caseId, files.getFirst());
        assertThatThrownBy(() -> desk.in(() -> desk.tips().approve(caseId, 1, version.hash(), desk.ivo)))
                .hasMessageContaining("Make a new version");
    }

    @Test
    void t04_answersWithEntitiesOrOfAnotherSizeAreNotRead() {
        for (Fault fault : List.of(Fault.BOMB, Fault.HUGE, Fault.TRUNCATED)) {
            long caseId = desk.newCase();
            desk.approved(caseId, List.of());
            desk.tipline.faultAt(0, fault);
            desk.drive();
            assertThat(desk.last(caseId).state()).as(fault.name()).isEqualTo(State.LOST);
            repeatAndDrive(caseId);
            assertThat(desk.last(caseId).state()).isEqualTo(State.FINISHED);
        }
    }

    @Test
    void t05_redirectsAreNotFollowed() throws IOException {
        AtomicInteger hits = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", call -> {
            hits.incrementAndGet();
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        elsewhere.start();
        desk.tipline.redirectTo = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/";
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        desk.tipline.faultAt(0, Fault.REDIRECT);
        desk.drive();
        elsewhere.stop(0);
        assertThat(hits).hasValue(0);
        assertThat(desk.last(caseId).state()).isEqualTo(State.STOPPED);
        assertThat(desk.last(caseId).problem()).isEqualTo("http-302");
    }

    @Test
    void t06_filesGoAsTheyAreKeptAndAreNeverSaidToBeViewedUnlessSomebodyOpenedThem() {
        long caseId = desk.newCase();
        List<Long> files = desk.files(caseId);
        opened(caseId, files.getLast());
        desk.approved(caseId, files);
        desk.drive();
        TiplineStub.Report report = desk.tipline.last();
        assertThat(desk.last(caseId).state()).isEqualTo(State.FINISHED);
        assertThat(List.copyOf(report.files.values()).getFirst()).isEqualTo(TipDesk.PICTURE);
        assertThat(List.copyOf(report.files.values()).getLast()).isEqualTo(TipDesk.NOTE);
        assertThat(List.copyOf(report.described.values()).getFirst())
                .contains("<fileViewedByEsp>false<", "shot &amp; more.bin", "<fileRelevance>Reported<");
        assertThat(List.copyOf(report.described.values()).getLast()).contains("<fileViewedByEsp>true<");
        assertThat(desk.in(() -> desk.tips().uploaded(desk.last(caseId))))
                .extracting(Tip.Uploaded::md5)
                .containsExactly(TiplineStub.md5(TipDesk.PICTURE), TiplineStub.md5(TipDesk.NOTE));
    }

    @Test
    void t06_aFileThatSomebodyOpenedSinceTheApprovalGoesBackToPeople() {
        long caseId = desk.newCase();
        List<Long> files = desk.files(caseId);
        desk.approved(caseId, files);
        opened(caseId, files.getFirst());
        desk.drive();
        assertThat(desk.last(caseId).problem()).isEqualTo("file-opened");
        assertThat(desk.last(caseId).state()).isEqualTo(State.STOPPED);
    }

    @Test
    void t07_aFileThatArrivesChangedIsNotFiledAndPeopleAreTold() {
        long caseId = desk.newCase();
        desk.approved(caseId, desk.files(caseId));
        desk.tipline.faultAt(1, Fault.WRONG_HASH);
        long finished = desk.tipline.finished();
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.STOPPED);
        assertThat(desk.last(caseId).problem()).isEqualTo("mismatch");
        assertThat(desk.tipline.finished()).isEqualTo(finished);
        desk.awaitMail("noor@desk.example", "Case " + caseId + ": a CyberTipline report needs you");
    }

    @Test
    void aReportThatIsFiledThereWithoutItsFilesIsSaidToBeIncomplete() {
        long caseId = desk.newCase();
        desk.approved(caseId, desk.files(caseId));
        desk.driver().step();
        desk.tipline.last().state = "finished";
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.FINISHED);
        assertThat(desk.kinds(caseId)).contains("incomplete");
    }

    @Test
    void t09_whatStandsStillIsToldAndWhatExpiredSetsOutAnew() {
        long caseId = desk.newCase();
        Filing first = desk.approved(caseId, List.of());
        desk.driver().step();
        desk.tipline.always(Fault.BUSY);
        desk.driver().step();
        desk.clock.turn(Duration.ofMinutes(46));
        desk.driver().watch();
        desk.driver().watch();
        assertThat(desk.kinds(caseId).stream().filter("idle"::equals)).hasSize(1);
        desk.awaitMail("noor@desk.example", "Case " + caseId + ": a CyberTipline report needs you");
        desk.clock.turn(Duration.ofHours(25));
        desk.tipline.always(Fault.NONE);
        long finished = desk.tipline.finished();
        desk.drive();
        Tip tip = desk.read(caseId);
        assertThat(tip.filing(first.id()).orElseThrow().state()).isEqualTo(State.EXPIRED);
        assertThat(tip.filings().getLast().replacesId()).isEqualTo(first.id());
        assertThat(tip.filings().getLast().state()).isEqualTo(State.FINISHED);
        assertThat(tip.filings().getLast().versionId()).isEqualTo(first.versionId());
        assertThat(desk.tipline.finished()).isEqualTo(finished + 1);
    }

    @Test
    void t10_r42_whatWasFiledIsHeldForAYearAndChangesNoMore() throws SQLException {
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        desk.drive();
        Filing filed = desk.last(caseId);
        Hold hold = desk.in(() -> desk.desk.bean(Holds.class).of(caseId)).getLast();
        assertThat(hold.kind()).isEqualTo(Hold.Kind.PRESERVATION);
        assertThat(hold.until())
                .isEqualTo(LocalDate.ofInstant(desk.clock.instant(), java.time.ZoneId.of("America/New_York"))
                        .plusDays(365));
        assertThatThrownBy(() -> desk.in(() -> desk.desk.bean(Holds.class).end(caseId, hold.id(), desk.noor, "Done.")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sql("update case_hold set ended_at = now(), ended_by = " + desk.noor.id()
                        + ", ended_reason = 'x' where id = " + hold.id()))
                .hasMessageContaining("365 days");
        try (Connection owner = desk.owner()) {
            for (String change : List.of(
                    "update cybertip_filing set problem = 'x' where id = " + filed.id(),
                    "delete from cybertip_filing",
                    "update cybertip_version set number = 9",
                    "delete from cybertip_step")) {
                assertThatThrownBy(() -> owner.createStatement().execute(change))
                        .as(change)
                        .isInstanceOf(SQLException.class);
            }
        }
        assertThatThrownBy(() -> desk.in(() -> desk.tips().withdraw(caseId, filed.id(), desk.noor)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> desk.in(() -> desk.tips().repeat(caseId, filed.id(), desk.noor)))
                .isInstanceOf(Refusal.class);

        desk.approved(caseId, List.of());
        desk.drive();
        assertThat(desk.tipline.last().xml).contains("<priorCTReports>" + filed.reportId() + "</priorCTReports>");
        assertThat(desk.read(caseId).versions().getLast().followsId()).isEqualTo(filed.id());
    }

    @Test
    void t11_anOutageKeepsTheReportInItsPlaceAndPeopleHearOfIt() {
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        desk.tipline.always(Fault.BUSY);
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.APPROVED);
        assertThat(desk.last(caseId).problem()).isEqualTo("http-503");
        assertThat(desk.driver().step()).as("it pauses").isFalse();
        desk.clock.turn(Duration.ofMinutes(2));
        desk.drive();
        assertThat(desk.last(caseId).failures()).isEqualTo(2);
        desk.awaitMail("noor@desk.example", "Case " + caseId + ": a CyberTipline report needs you");
        assertThat(desk.read(caseId).about().knownSince()).isBefore(desk.clock.instant());
        desk.tipline.always(Fault.NONE);
        desk.clock.turn(Duration.ofMinutes(6));
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.FINISHED);
    }

    @Test
    void t12_r34_neitherReportStandsForTheOther() {
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        desk.drive();
        MandatoryReport report = desk.in(
                        () -> desk.desk.bean(MandatoryReports.class).read(caseId, desk.noor))
                .orElseThrow();
        assertThat(report.standing(Track.CYBERTIP)).isEqualTo(Standing.SUBMITTED);
        assertThat(report.submissions().getLast().intake())
                .isEqualTo(desk.last(caseId).reportId());
        assertThat(report.submissions().getLast().reporter()).isEqualTo(desk.ivo.id());
        assertThat(report.standing(Track.STATE)).isEqualTo(Standing.PENDING);

        long other = desk.newCase();
        desk.approved(other, List.of());
        desk.in(() -> desk.desk
                .bean(Submissions.class)
                .made(
                        other,
                        new Submissions.Made(
                                Track.STATE,
                                MandatoryReport.Channel.PHONE,
                                desk.noor.id(),
                                "DCF Careline",
                                desk.clock.instant(),
                                "",
                                null),
                        desk.noor));
        assertThat(desk.last(other).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void tenTriesInAllThenPeopleDecide() {
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        desk.tipline.always(Fault.SAVE_FAILED);
        int before = desk.tipline.calls.size();
        for (int i = 0; i < 12; i++) {
            desk.clock.turn(Duration.ofDays(i < 8 ? 1 : 8));
            desk.drive();
        }
        assertThat(desk.tipline.calls.size() - before).isLessThanOrEqualTo(10);
        assertThat(desk.last(caseId).state()).isEqualTo(State.STOPPED);
        assertThat(desk.last(caseId).problem()).isEqualTo("1100");
    }

    @Test
    void everyKindOfFailureIsTriedAgainOrHandedToPeopleAsTheFactsSay() {
        Map<Fault, State> atOpening = Map.of(
                Fault.TOO_MANY, State.APPROVED,
                Fault.BUSY, State.APPROVED,
                Fault.SAVE_FAILED, State.APPROVED,
                Fault.DOWN, State.LOST);
        atOpening.forEach((fault, state) -> {
            long caseId = desk.newCase();
            desk.approved(caseId, List.of());
            desk.tipline.faultAt(0, fault);
            desk.drive();
            assertThat(desk.last(caseId).state()).as(fault.name()).isEqualTo(state);
        });
        desk.clock.turn(Duration.ofMinutes(2));
        desk.drive();
        for (Fault fault : List.of(Fault.TOO_MANY, Fault.DOWN, Fault.SAVE_FAILED, Fault.TRUNCATED)) {
            long caseId = desk.newCase();
            desk.approved(caseId, List.of());
            desk.tipline.faultAt(1, fault);
            desk.clock.turn(Duration.ofMinutes(1));
            desk.driver().step();
            desk.driver().step();
            desk.clock.turn(Duration.ofMinutes(2));
            desk.drive();
            assertThat(desk.last(caseId).state()).as(fault.name()).isEqualTo(State.FINISHED);
        }
    }

    @Test
    void aSignInThatIsNotTakenStopsEverythingUntilAPersonHasSeenToIt() {
        var admin = desk.member("Ada Roth", "ada@desk.example", org.nightlight.staff.Role.ADMIN);
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        desk.tipline.password = "another";
        desk.drive();
        long second = desk.newCase();
        desk.approved(second, List.of());
        int calls = desk.tipline.calls.size();
        desk.clock.turn(Duration.ofHours(1));
        desk.drive();
        assertThat(desk.tipline.calls).as("nothing more goes").hasSize(calls);
        assertThat(desk.last(caseId).state()).isEqualTo(State.APPROVED);
        desk.tipline.password = TiplineStub.PASSWORD;
        CybertipSwitch production = desk.desk.bean(CybertipSwitch.class);
        desk.in(() -> {
            production.resume(production.stops().getFirst().id(), admin);
            return true;
        });
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.FINISHED);
        assertThat(desk.last(second).state()).isEqualTo(State.FINISHED);
        desk.awaitMail("ada@desk.example", "does not take the desk's sign-in");
    }

    @Test
    void beforeItIsFiledAReportCanBeWithdrawnAndAfterwardsNot() {
        long waiting = desk.newCase();
        Filing filing = desk.approved(waiting, List.of());
        desk.in(() -> desk.tips().withdraw(waiting, filing.id(), desk.noor));
        int calls = desk.tipline.calls.size();
        desk.drive();
        assertThat(desk.tipline.calls).hasSize(calls);
        assertThat(desk.last(waiting).state()).isEqualTo(State.RETRACTED);

        long open = desk.newCase();
        Filing opened = desk.approved(open, List.of());
        desk.driver().step();
        desk.in(() -> desk.tips().withdraw(open, opened.id(), desk.noor));
        desk.tipline.faultAt(0, Fault.DOWN);
        desk.drive();
        desk.tipline.last().state = "retracted"; // it was done and the answer lost: 5101 comes next
        desk.clock.turn(Duration.ofMinutes(2));
        desk.drive();
        assertThat(desk.last(open).state()).isEqualTo(State.RETRACTED);
    }

    @Test
    void aLostReportGoesOnWithTheNumberThatAPersonLearnt() {
        long caseId = desk.newCase();
        desk.approved(caseId, List.of());
        desk.tipline.faultAt(0, Fault.TRUNCATED);
        desk.drive();
        String number = desk.tipline.last().id;
        desk.in(() -> desk.tips().adopt(caseId, desk.last(caseId).id(), number, desk.noor));
        desk.drive();
        assertThat(desk.last(caseId).state()).isEqualTo(State.FINISHED);
        assertThat(desk.last(caseId).reportId()).isEqualTo(number);
    }

    @Test
    void r45_aDrillReachesNobody() {
        desk.desk.bean(Drilling.class).start(desk.noor);
        long caseId =
                desk.in(() -> desk.desk.bean(Drills.class).list()).getFirst().caseId();
        Tip.Version version = desk.version(caseId, List.of());
        desk.in(() -> desk.tips().approve(caseId, version.number(), version.hash(), desk.ivo));
        assertThat(desk.read(caseId).filings()).isEmpty();
        assertThatThrownBy(() -> sql("insert into cybertip_filing (case_id, version_id, environment, state, queued_at,"
                        + " not_before) values (" + caseId + ", " + version.id()
                        + ", 'production', 'approved', now(), now())"))
                .hasMessageContaining("a drill reaches no agency");
    }

    @Test
    void belowTheSafetyClearanceThereIsNoReportAndEveryStepIsAudited() {
        long caseId = desk.newCase();
        desk.approved(caseId, desk.files(caseId));
        desk.drive();
        Database database = desk.desk.bean(Database.class);
        for (String table :
                List.of("cybertip_version", "cybertip_approval", "cybertip_filing", "cybertip_file", "cybertip_step")) {
            assertThat(database.read(
                            Clearance.DESK,
                            () -> desk.desk.bean(DSLContext.class).fetchCount(org.jooq.impl.DSL.table(table))))
                    .as(table)
                    .isZero();
        }
        assertThat(desk.in(() -> desk
                        .desk
                        .bean(DSLContext.class)
                        .fetchValues("select distinct action from audit_line where subject = 'case:" + caseId
                                + "' and walled")
                        .stream()
                        .map(String::valueOf)
                        .toList()))
                .contains(
                        "cybertip-read",
                        "cybertip-version-made",
                        "cybertip-approved",
                        "cybertip-queued",
                        "cybertip-sending",
                        "cybertip-opened",
                        "cybertip-uploaded",
                        "cybertip-described",
                        "cybertip-finished",
                        "case-hold-placed",
                        "report-made");
        assertThat(desk.in(() -> desk.tips().steps(desk.read(caseId))).stream()
                        .filter(it -> it.kind().equals("finished")))
                .allMatch(it -> String.valueOf(it.requestId()).startsWith("req-"));
    }

    private static void repeatAndDrive(long caseId) {
        desk.in(() -> desk.tips().repeat(caseId, desk.last(caseId).id(), desk.noor));
        desk.drive();
    }

    /** As the page of the ticket writes it down. */
    private static void opened(long caseId, long file) {
        long ticket = desk.read(caseId).about().ticketId();
        desk.in(() -> {
            desk.desk
                    .bean(Audit.class)
                    .recordWalled(desk.noor, "attachment-read", "ticket:" + ticket, ticket, "attachment:" + file);
            return true;
        });
    }

    /** As the desk's own role. */
    private static void sql(String statement) {
        desk.in(() -> desk.desk.bean(DSLContext.class).execute(statement));
    }
}
