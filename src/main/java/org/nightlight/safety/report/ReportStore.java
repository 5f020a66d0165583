package org.nightlight.safety.report;

import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.REPORT_APPROVAL;
import static nightlight.tables.Tables.REPORT_CONFIRMATION;
import static nightlight.tables.Tables.REPORT_DECISION;
import static nightlight.tables.Tables.REPORT_ENTRY;
import static nightlight.tables.Tables.REPORT_SUBMISSION;
import static nightlight.tables.Tables.REPORT_VERSION;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.SCREENING;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Level;
import org.nightlight.safety.report.MandatoryReport.Decision;
import org.nightlight.safety.report.MandatoryReport.Entry;
import org.nightlight.safety.report.MandatoryReport.OfCase;
import org.nightlight.safety.report.MandatoryReport.Submission;
import org.nightlight.safety.report.MandatoryReport.Version;
import org.nightlight.seal.Place;
import org.nightlight.seal.Seal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The reports' SQL: reads, and inserts; there is nothing else. Its tables show nothing below {@code SAFETY} clearance. */
@Component
class ReportStore {
    private static final String WRITTEN = "report-entry";
    private static final String PDF = "report-version";
    private static final JsonMapper JSON = JsonMapper.shared();
    /** The earlier of the case's opening and the first verdict that would have opened it. */
    static final Field<Instant> FIRST_FLAG = least(
            SAFETY_CASE.OPENED_AT,
            field(select(min(SCREENING.AT))
                    .from(SCREENING)
                    .where(SCREENING.TICKET_ID.eq(SAFETY_CASE.TICKET_ID))
                    .and(SCREENING.HELD.isTrue().or(SCREENING.LEVEL.ge(Level.S2.name())))));

    private final DSLContext sql;
    private final Seal seal;

    ReportStore(DSLContext sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    Optional<OfCase> find(long caseId) {
        return sql.select(
                        SAFETY_CASE.ID,
                        SAFETY_CASE.TICKET_ID,
                        SAFETY_CASE.LEVEL,
                        SAFETY_CASE.TYPES,
                        SAFETY_CASE.HELD,
                        SAFETY_CASE.OPENED_AT,
                        FIRST_FLAG,
                        field(exists(selectOne().from(DRILL).where(DRILL.TICKET_ID.eq(SAFETY_CASE.TICKET_ID)))))
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(caseId))
                .fetchOptional(row -> new OfCase(
                        row.value1(),
                        row.value2(),
                        Level.valueOf(row.value3()),
                        List.of(row.value4()),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8()));
    }

    /** Holds the case still, so that two people who act at once act one after the other. */
    boolean lock(long caseId) {
        return sql.select(SAFETY_CASE.ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(caseId))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    List<Composition.Flag> flags(long ticketId) {
        return sql
                .select(SCREENING.MESSAGE_ID, SCREENING.REASONS, SCREENING.ENGINE)
                .from(SCREENING)
                .where(SCREENING.TICKET_ID.eq(ticketId))
                .orderBy(SCREENING.MESSAGE_ID)
                .fetch()
                .stream()
                .flatMap(row -> JSON.readTree(row.value2().data())
                        .valueStream()
                        .map(reason -> new Composition.Flag(
                                row.value1(), reason.path("rule").asString("unknown"), row.value3())))
                .distinct()
                .toList();
    }

    /** Comments and wishes show {@link Seal#MARK} but where a reading of the case's ticket is open. */
    List<Entry> entries(long caseId, long ticketId) {
        Map<Long, byte[]> sealed = seal.readAll(ticketId, WRITTEN);
        return sql.selectFrom(REPORT_ENTRY)
                .where(REPORT_ENTRY.CASE_ID.eq(caseId))
                .orderBy(REPORT_ENTRY.ID)
                .fetch(row -> new Entry(
                        row.getId(),
                        Entry.Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                        row.getTrack() == null ? null : Track.ofKey(row.getTrack()),
                        sealed.containsKey(row.getId())
                                ? new String(sealed.get(row.getId()), StandardCharsets.UTF_8)
                                : row.getText(),
                        row.getAt(),
                        row.getStaffId()));
    }

    void insertEntry(long caseId, Entry.Kind kind, @Nullable Track track, String text, long by, Instant at) {
        boolean words = kind == Entry.Kind.COMMENT || kind == Entry.Kind.WISH;
        long id = sql.insertInto(REPORT_ENTRY)
                .set(REPORT_ENTRY.CASE_ID, caseId)
                .set(REPORT_ENTRY.KIND, kind.key())
                .set(REPORT_ENTRY.TRACK, track == null ? null : track.key())
                .set(REPORT_ENTRY.TEXT, words ? Seal.MARK : text)
                .set(REPORT_ENTRY.AT, at)
                .set(REPORT_ENTRY.STAFF_ID, by)
                .returningResult(REPORT_ENTRY.ID)
                .fetchSingle()
                .value1();
        if (words) {
            seal.put(new Place(ticketOf(caseId), WRITTEN, id), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    List<Version> versions(long caseId) {
        return sql.select(
                        REPORT_VERSION.ID,
                        REPORT_VERSION.NUMBER,
                        REPORT_VERSION.AT,
                        REPORT_VERSION.AUTHOR_ID,
                        REPORT_VERSION.HASH,
                        REPORT_VERSION.CONTENT,
                        REPORT_APPROVAL.AT,
                        REPORT_APPROVAL.STAFF_ID)
                .from(REPORT_VERSION)
                .leftJoin(REPORT_APPROVAL)
                .on(REPORT_APPROVAL.VERSION_ID.eq(REPORT_VERSION.ID))
                .where(REPORT_VERSION.CASE_ID.eq(caseId))
                .orderBy(REPORT_VERSION.NUMBER)
                .fetch(row -> new Version(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        HexFormat.of().formatHex(row.value5()),
                        HexFormat.of().formatHex(row.value6()),
                        row.value7(),
                        row.value8()));
    }

    void insertVersion(long caseId, int number, String content, byte[] pdf, long author, Instant at) {
        long id = sql.insertInto(REPORT_VERSION)
                .set(REPORT_VERSION.CASE_ID, caseId)
                .set(REPORT_VERSION.NUMBER, number)
                .set(REPORT_VERSION.AT, at)
                .set(REPORT_VERSION.AUTHOR_ID, author)
                .set(REPORT_VERSION.CONTENT, HexFormat.of().parseHex(content))
                .set(REPORT_VERSION.PDF, new byte[0])
                .set(REPORT_VERSION.HASH, HexFormat.of().parseHex(ReportText.sha256(pdf)))
                .returningResult(REPORT_VERSION.ID)
                .fetchSingle()
                .value1();
        seal.put(new Place(ticketOf(caseId), PDF, id), pdf);
    }

    /** The bytes of a version; empty but where a reading of the case's ticket is open. */
    Optional<byte[]> pdf(long ticketId, long versionId) {
        return seal.read(new Place(ticketId, PDF, versionId))
                .or(() -> sql.select(REPORT_VERSION.PDF)
                        .from(REPORT_VERSION)
                        .where(REPORT_VERSION.ID.eq(versionId))
                        .and("octet_length(pdf) > 0") // kept before there was a seal
                        .fetchOptional(REPORT_VERSION.PDF));
    }

    /** @throws org.nightlight.seal.SealBroken where the case's words are sealed and not being read */
    void requireOpen(long ticketId) {
        seal.requireOpen(ticketId);
    }

    private long ticketOf(long caseId) {
        return sql.select(SAFETY_CASE.TICKET_ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(caseId))
                .fetchSingle()
                .value1();
    }

    void insertApproval(long versionId, String hash, long by, Instant at) {
        sql.insertInto(REPORT_APPROVAL)
                .set(REPORT_APPROVAL.VERSION_ID, versionId)
                .set(REPORT_APPROVAL.HASH, HexFormat.of().parseHex(hash))
                .set(REPORT_APPROVAL.AT, at)
                .set(REPORT_APPROVAL.STAFF_ID, by)
                .execute();
    }

    List<Decision> decisions(long caseId) {
        return sql.select(
                        REPORT_DECISION.ID,
                        REPORT_DECISION.TRACK,
                        REPORT_DECISION.REASON,
                        REPORT_DECISION.AT,
                        REPORT_DECISION.STAFF_ID,
                        REPORT_CONFIRMATION.AT,
                        REPORT_CONFIRMATION.STAFF_ID)
                .from(REPORT_DECISION)
                .leftJoin(REPORT_CONFIRMATION)
                .on(REPORT_CONFIRMATION.DECISION_ID.eq(REPORT_DECISION.ID))
                .where(REPORT_DECISION.CASE_ID.eq(caseId))
                .orderBy(REPORT_DECISION.ID)
                .fetch(row -> new Decision(
                        row.value1(),
                        Track.ofKey(row.value2()),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7()));
    }

    void insertDecision(long caseId, Track track, String reason, long by, Instant at) {
        sql.insertInto(REPORT_DECISION)
                .set(REPORT_DECISION.CASE_ID, caseId)
                .set(REPORT_DECISION.TRACK, track.key())
                .set(REPORT_DECISION.REASON, reason)
                .set(REPORT_DECISION.AT, at)
                .set(REPORT_DECISION.STAFF_ID, by)
                .execute();
    }

    void insertConfirmation(long decisionId, long by, Instant at) {
        sql.insertInto(REPORT_CONFIRMATION)
                .set(REPORT_CONFIRMATION.DECISION_ID, decisionId)
                .set(REPORT_CONFIRMATION.AT, at)
                .set(REPORT_CONFIRMATION.STAFF_ID, by)
                .execute();
    }

    List<Submission> submissions(long caseId) {
        return sql.selectFrom(REPORT_SUBMISSION)
                .where(REPORT_SUBMISSION.CASE_ID.eq(caseId))
                .orderBy(REPORT_SUBMISSION.ID)
                .fetch(row -> new Submission(
                        row.getId(),
                        row.getAddsTo(),
                        Track.ofKey(row.getTrack()),
                        MandatoryReport.Channel.ofKey(row.getChannel()),
                        row.getReporterId(),
                        row.getAgency(),
                        row.getIntake(),
                        row.getOralAt(),
                        row.getWrittenDue(),
                        row.getWrittenAt(),
                        row.getVersionId(),
                        row.getRecordedAt(),
                        row.getRecordedBy()));
    }

    /** The number in {@code line} is not used: the database gives one. */
    void insertSubmission(long caseId, Submission line) {
        sql.insertInto(REPORT_SUBMISSION)
                .set(REPORT_SUBMISSION.CASE_ID, caseId)
                .set(REPORT_SUBMISSION.ADDS_TO, line.addsTo())
                .set(REPORT_SUBMISSION.TRACK, line.track().key())
                .set(REPORT_SUBMISSION.CHANNEL, line.channel().key())
                .set(REPORT_SUBMISSION.REPORTER_ID, line.reporter())
                .set(REPORT_SUBMISSION.AGENCY, line.agency())
                .set(REPORT_SUBMISSION.INTAKE, line.intake())
                .set(REPORT_SUBMISSION.ORAL_AT, line.oralAt())
                .set(REPORT_SUBMISSION.WRITTEN_DUE, line.writtenDue())
                .set(REPORT_SUBMISSION.WRITTEN_AT, line.writtenAt())
                .set(REPORT_SUBMISSION.VERSION_ID, line.versionId())
                .set(REPORT_SUBMISSION.RECORDED_AT, line.recordedAt())
                .set(REPORT_SUBMISSION.RECORDED_BY, line.recordedBy())
                .execute();
    }
}
