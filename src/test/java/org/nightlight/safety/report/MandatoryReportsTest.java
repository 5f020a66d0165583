package org.nightlight.safety.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.report.MandatoryReport.Channel;
import org.nightlight.ticket.Refusal;

/** Each rule about reports, on a whole desk with a real database. */
class MandatoryReportsTest {
    private static final String WORDS = "my stepdad hits me with a belt every night and i am scared to go home";
    private static ReportDesk desk;

    @BeforeAll
    static void start() {
        desk = new ReportDesk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aDraftIsMadeWithinFiveSeconds() {
        long caseId = desk.caseOf(WORDS);
        long before = System.nanoTime();
        desk.version(caseId, desk.noor);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void r28_theAuthorCannotApproveTheOwnVersion() {
        long caseId = desk.caseOf(WORDS);
        MandatoryReport.Version version = desk.version(caseId, desk.noor);
        assertThatThrownBy(() -> desk.in(() -> desk.reports().approve(caseId, 1, version.hash(), desk.noor)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Another person");
        assertThatThrownBy(() -> insert("insert into report_approval select id, hash, at, author_id from report_version"
                        + " where id = " + version.id()))
                .hasMessageContaining("another person than the author");
        assertThat(desk.in(() -> desk.reports().approve(caseId, 1, version.hash(), desk.ivo))
                        .orElseThrow()
                        .version(1)
                        .orElseThrow()
                        .approved())
                .isTrue();
    }

    @Test
    void r28_theApprovalCoversTheVeryBytesAndALaterEditVoidsIt() {
        long caseId = desk.caseOf(WORDS);
        MandatoryReport.Version first = desk.version(caseId, desk.noor);
        assertThatThrownBy(() -> desk.in(() -> desk.reports().approve(caseId, 1, "00".repeat(32), desk.ivo)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> insert("insert into report_approval values (" + first.id() + ", '\\x00', now(), "
                        + desk.ivo.id() + ")"))
                .hasMessageContaining("the very bytes");
        desk.in(() -> desk.reports().approve(caseId, 1, first.hash(), desk.ivo));
        byte[] pdf = desk.in(() -> desk.reports().file(caseId, 1, desk.ivo))
                .orElseThrow()
                .pdf();
        assertThat(ReportText.sha256(pdf)).isEqualTo(first.hash());
        MandatoryReport approved = desk.read(caseId);
        assertThat(desk.in(() ->
                        desk.reports().isCurrent(approved, approved.versions().getFirst())))
                .isTrue();

        desk.in(() -> desk.reports().comment(caseId, "She rang again at noon.", desk.noor));
        MandatoryReport edited = desk.read(caseId);
        assertThat(desk.in(
                        () -> desk.reports().isCurrent(edited, edited.versions().getFirst())))
                .isFalse();
        MandatoryReport.Version second = desk.version(caseId, desk.noor);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.approved()).isFalse();
        assertThat(second.hash()).isNotEqualTo(first.hash());
    }

    @Test
    void r28_aVersionThatIsOutOfDateCannotBeApproved() {
        long caseId = desk.caseOf(WORDS);
        MandatoryReport.Version version = desk.version(caseId, desk.noor);
        desk.in(() -> desk.reports().choose(caseId, "TX", desk.noor));
        assertThatThrownBy(() -> desk.in(() -> desk.reports().approve(caseId, 1, version.hash(), desk.ivo)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Make a new version");
    }

    @Test
    void r29_theClockStartsAtTheVerdictWhereThatIsEarlierThanTheOpening() throws SQLException {
        long caseId = desk.caseOf(WORDS);
        try (Connection owner = owner()) {
            owner.createStatement()
                    .execute("update safety_case set opened_at = opened_at + interval '30 minutes' where id = "
                            + caseId);
        }
        MandatoryReport report = desk.read(caseId);
        assertThat(report.about().openedAt()).isEqualTo(ReportDesk.START.plus(Duration.ofMinutes(30)));
        assertThat(report.clock().from()).isEqualTo(ReportDesk.START);
    }

    @Test
    void r30_aPhoneReportIsRecordedAtOnceWithoutAnyApprovalOrVersion() {
        long caseId = desk.caseOf(WORDS);
        MandatoryReport report = call(caseId, Track.STATE);
        assertThat(report.versions()).isEmpty();
        assertThat(report.standing(Track.STATE)).isEqualTo(Standing.SUBMITTED);
        long line = report.submissions().getFirst().id();
        assertThat(report.submissions().getFirst().intake()).isNull();
        MandatoryReport later = desk.in(() -> desk.submissions().add(caseId, line, "A-1234", null, desk.ivo))
                .orElseThrow();
        assertThat(later.submissions().getFirst().intake()).isNull();
        assertThat(later.submissions().getLast().intake()).isEqualTo("A-1234");
        assertThat(later.submissions().getLast().addsTo()).isEqualTo(line);
    }

    @Test
    void r31_theDraftHoldsTheExactWordsInQuotationMarksWithTheirTimeApartFromComments() throws IOException {
        long caseId = desk.caseOf(WORDS);
        desk.in(() -> desk.reports().comment(caseId, "I read it at 17:05.", desk.noor));
        MandatoryReport report = desk.read(caseId);
        ReportText text = desk.in(() -> desk.reports().text(report));
        assertThat(text.sections())
                .extracting(ReportText.Section::heading)
                .containsExactly(
                        "About this report",
                        "Where the child is",
                        "Duty and time",
                        "What is known",
                        "Why it was flagged",
                        "Exact words, as received",
                        "The child's wish",
                        "Comments of staff");
        List<ReportText.Section> withWords =
                text.sections().stream().filter(ReportText.Section::words).toList();
        assertThat(withWords).hasSize(1);
        assertThat(withWords.getFirst().lines())
                .anyMatch(line -> line.contains("27 November 2026, 17:00:00 EST: \u201c" + WORDS + "\u201d"));
        assertThat(text.sections().stream()
                        .filter(section -> !section.words())
                        .flatMap(section -> section.lines().stream()))
                .noneMatch(line -> line.contains("belt"));
        assertThat(text.sections().getLast().lines())
                .containsExactly("Noor Hale, 27 November 2026, 17:00:00 EST: I read it at 17:05.");
        assertThat(text.sections().get(4).lines()).allMatch(line -> line.contains("rule ") && line.contains("engine "));

        int number = desk.version(caseId, desk.noor).number();
        MandatoryReports.File file =
                desk.in(() -> desk.reports().file(caseId, number, desk.noor)).orElseThrow();
        assertThat(ReportPdfTest.read(file.pdf())).contains("\u201c" + WORDS + "\u201d");
        assertThat(file.name()).matches("report-\\d+-\\d+\\.pdf");
    }

    @Test
    void r32_theSubmissionRecordCannotBeEditedOrDeletedNotEvenByTheOwner() throws SQLException {
        long caseId = desk.caseOf(WORDS);
        desk.in(() -> desk.reports().choose(caseId, "CT", desk.noor));
        MandatoryReport.Submission line =
                call(caseId, Track.STATE).submissions().getFirst();
        assertThat(line.reporter()).isEqualTo(desk.noor.id());
        assertThat(line.agency()).isEqualTo("DCF Careline");
        assertThat(line.oralAt()).isEqualTo(line.recordedAt());
        assertThat(line.writtenDue()).isEqualTo(line.recordedAt().plus(Duration.ofHours(48)));
        for (String table : List.of(
                "report_submission",
                "report_entry",
                "report_version",
                "report_approval",
                "report_decision",
                "report_confirmation",
                "report_alarm")) {
            String change = "update " + table + " set at = now()";
            for (String statement : List.of(
                    table.equals("report_submission") ? "update report_submission set agency = 'x'" : change,
                    "delete from " + table,
                    "truncate " + table + " cascade")) {
                assertThatThrownBy(() -> insert(statement))
                        .as("the desk: " + statement)
                        .isInstanceOf(DataAccessException.class)
                        .hasMessageContaining("permission denied");
                try (Connection owner = owner()) {
                    assertThatThrownBy(() -> owner.createStatement().execute(statement))
                            .as("the owner: " + statement)
                            .hasMessageContaining("never changed or deleted");
                }
            }
        }
        assertThat(desk.read(caseId).submissions()).containsExactly(line);
    }

    @Test
    void r33_notReportingNeedsAReasonAndASecondPerson() {
        long caseId = desk.caseOf(WORDS);
        assertThatThrownBy(() -> desk.in(() -> desk.submissions().refrain(caseId, Track.STATE, " ", desk.noor)))
                .isInstanceOf(Refusal.class);
        MandatoryReport proposed = desk.in(
                        () -> desk.submissions().refrain(caseId, Track.STATE, "The writer is an adult.", desk.noor))
                .orElseThrow();
        assertThat(proposed.standing(Track.STATE)).isEqualTo(Standing.PENDING);
        long decision = proposed.decisions().getFirst().id();
        assertThatThrownBy(() -> desk.in(() -> desk.submissions().confirm(caseId, decision, desk.noor)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("second person");
        assertThatThrownBy(() -> insert(
                        "insert into report_confirmation values (" + decision + ", now(), " + desk.noor.id() + ")"))
                .hasMessageContaining("a second person confirms");
        MandatoryReport confirmed = desk.in(() -> desk.submissions().confirm(caseId, decision, desk.ivo))
                .orElseThrow();
        assertThat(confirmed.standing(Track.STATE)).isEqualTo(Standing.NOT_REPORTED);
        assertThat(confirmed.decisions().getFirst().reason()).isEqualTo("The writer is an adult.");
        assertThat(call(caseId, Track.STATE).standing(Track.STATE))
                .as("a report made after all still counts")
                .isEqualTo(Standing.SUBMITTED);
    }

    @Test
    void r34_noTrackTicksAnother() {
        long caseId = desk.caseOf(WORDS);
        for (Track done : Track.values()) {
            MandatoryReport report = call(caseId, done);
            for (Track other : Track.values()) {
                assertThat(report.standing(other))
                        .as(done + " and " + other)
                        .isEqualTo(other.compareTo(done) <= 0 ? Standing.SUBMITTED : Standing.PENDING);
            }
        }
        MandatoryReport moved = desk.in(
                        () -> desk.submissions().move(caseId, Track.POLICE, Standing.INVESTIGATING, desk.noor))
                .orElseThrow();
        assertThat(moved.standing(Track.STATE)).isEqualTo(Standing.SUBMITTED);
        assertThatThrownBy(() ->
                        desk.in(() -> desk.submissions().move(caseId, Track.POLICE, Standing.ACKNOWLEDGED, desk.noor)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("forward only");
        assertThatThrownBy(() -> insert("insert into report_entry (case_id, kind, track, text, at, staff_id) values ("
                        + caseId + ", 'step', 'police', 'acknowledged', now(), " + desk.noor.id() + ")"))
                .hasMessageContaining("forward only");
    }

    @Test
    void r35_theChildsWishIsPassedOnAndStopsNothing() {
        long caseId = desk.caseOf(WORDS);
        ReportClock before = desk.read(caseId).clock();
        desk.in(() -> desk.reports().wish(caseId, "please do not tell anybody", desk.noor));
        MandatoryReport wished = desk.read(caseId);
        assertThat(wished.clock()).isEqualTo(before);
        assertThat(desk.in(() -> desk.reports().text(wished)).sections().get(6).lines())
                .anyMatch(line -> line.contains("please do not tell anybody"))
                .anyMatch(line -> line.contains("does not stop a report"));
        assertThat(call(caseId, Track.STATE).standing(Track.STATE)).isEqualTo(Standing.SUBMITTED);
    }

    @Test
    void belowTheSafetyClearanceThereIsNoReport() {
        long caseId = desk.caseOf(WORDS);
        call(caseId, Track.STATE);
        MandatoryReport.Version version = desk.version(caseId, desk.noor);
        desk.in(() -> desk.reports().approve(caseId, 1, version.hash(), desk.ivo));
        Database database = desk.desk.bean(Database.class);
        assertThat(database.write(Clearance.DESK, () -> desk.reports().read(caseId, desk.noor)))
                .isEmpty();
        for (String table : List.of("report_entry", "report_version", "report_approval", "report_submission")) {
            assertThat(database.read(
                            Clearance.DESK,
                            () -> desk.desk.bean(DSLContext.class).fetchCount(org.jooq.impl.DSL.table(table))))
                    .as(table)
                    .isZero();
        }
        assertThatThrownBy(() -> database.write(
                        Clearance.DESK,
                        () -> desk.desk
                                .bean(DSLContext.class)
                                .execute("insert into report_alarm values (" + caseId + ", 'over', now())")))
                .hasMessageContaining("row-level security");
    }

    private static MandatoryReport call(long caseId, Track track) {
        return desk.in(() -> desk.submissions()
                        .made(
                                caseId,
                                new Submissions.Made(
                                        track,
                                        Channel.PHONE,
                                        desk.noor.id(),
                                        "DCF Careline",
                                        desk.clock.instant(),
                                        "",
                                        null),
                                desk.noor))
                .orElseThrow();
    }

    /** As the desk's own role. */
    private static void insert(String statement) {
        desk.in(() -> desk.desk.bean(DSLContext.class).execute(statement));
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection(desk.desk.database.jdbcUrl(), "postgres", "test");
    }
}
