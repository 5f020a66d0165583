package org.nightlight.safety.cybertip;

import static nightlight.tables.Tables.CYBERTIP_FILE;
import static nightlight.tables.Tables.CYBERTIP_FILING;
import static nightlight.tables.Tables.CYBERTIP_STEP;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.jooq.impl.DSL.coalesce;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightlight.tables.tables.records.CybertipFilingRecord;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.UpdateSetMoreStep;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.cybertip.Tip.Filing;
import org.nightlight.safety.cybertip.Tip.State;
import org.springframework.stereotype.Component;

/** The SQL of filings: who works on one, how far it is, and each step of it. */
@Component
class FilingStore {
    private final DSLContext sql;

    FilingStore(DSLContext sql) {
        this.sql = sql;
    }

    List<Filing> of(long caseId) {
        return rows().where(CYBERTIP_FILING.CASE_ID.eq(caseId))
                .orderBy(CYBERTIP_FILING.ID)
                .fetch(FilingStore::read);
    }

    /** A version sets out. {@code inPlaceOf}: the one that came to nothing, whose failures count on. */
    long insert(
            long caseId,
            long versionId,
            Environment environment,
            @Nullable Filing inPlaceOf,
            int failures,
            Instant now) {
        return sql.insertInto(CYBERTIP_FILING)
                .set(CYBERTIP_FILING.CASE_ID, caseId)
                .set(CYBERTIP_FILING.VERSION_ID, versionId)
                .set(CYBERTIP_FILING.ENVIRONMENT, environment.key())
                .set(CYBERTIP_FILING.REPLACES_ID, inPlaceOf == null ? null : inPlaceOf.id())
                .set(CYBERTIP_FILING.STATE, State.APPROVED.key())
                .set(CYBERTIP_FILING.QUEUED_AT, now)
                .set(CYBERTIP_FILING.NOT_BEFORE, now)
                .set(CYBERTIP_FILING.FAILURES, failures)
                .returningResult(CYBERTIP_FILING.ID)
                .fetchSingle()
                .value1();
    }

    /** Takes the one that is due for longest, one of a process that died with it included. */
    Optional<Filing> claim(Set<Environment> open, Instant now, Duration lease) {
        Optional<Long> due = sql.select(CYBERTIP_FILING.ID)
                .from(CYBERTIP_FILING)
                .where(CYBERTIP_FILING
                        .STATE
                        .in(State.APPROVED.key(), State.SENDING.key(), State.OPEN.key())
                        .and(CYBERTIP_FILING.ENVIRONMENT.in(
                                open.stream().map(Environment::key).toList()))
                        .and(CYBERTIP_FILING.NOT_BEFORE.le(now))
                        .and(CYBERTIP_FILING.CLAIMED_UNTIL.isNull().or(CYBERTIP_FILING.CLAIMED_UNTIL.lt(now))))
                .orderBy(CYBERTIP_FILING.NOT_BEFORE, CYBERTIP_FILING.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(CYBERTIP_FILING.ID);
        return due.map(id -> {
            sql.update(CYBERTIP_FILING)
                    .set(CYBERTIP_FILING.CLAIMS, CYBERTIP_FILING.CLAIMS.plus(1))
                    .set(CYBERTIP_FILING.CLAIMED_UNTIL, now.plus(lease))
                    .where(CYBERTIP_FILING.ID.eq(id))
                    .execute();
            return rows().where(CYBERTIP_FILING.ID.eq(id)).fetchSingle(FilingStore::read);
        });
    }

    /** Whether the claim still is this one's; then case and filing are held until the transaction ends. */
    boolean holds(Filing filing) {
        sql.select(SAFETY_CASE.ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(filing.caseId()))
                .forUpdate()
                .fetch();
        return sql.select(CYBERTIP_FILING.ID)
                .from(CYBERTIP_FILING)
                .where(CYBERTIP_FILING.ID.eq(filing.id()).and(CYBERTIP_FILING.CLAIMS.eq(filing.claims())))
                .and(CYBERTIP_FILING.CLAIMED_UNTIL.isNotNull())
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    /** The claim is kept: the call is about to be made. */
    void sending(Filing filing) {
        update(State.SENDING).where(CYBERTIP_FILING.ID.eq(filing.id())).execute();
    }

    void opened(Filing filing, String reportId, Instant now) {
        free(State.OPEN)
                .set(CYBERTIP_FILING.REPORT_ID, reportId)
                .set(CYBERTIP_FILING.OPENED_AT, now)
                .set(CYBERTIP_FILING.CHANGED_AT, now)
                .set(CYBERTIP_FILING.PROBLEM, "")
                .setNull(CYBERTIP_FILING.ALARMED_AT)
                .where(CYBERTIP_FILING.ID.eq(filing.id()))
                .execute();
    }

    void changed(Filing filing, Instant now) {
        free(State.OPEN)
                .set(CYBERTIP_FILING.CHANGED_AT, now)
                .set(CYBERTIP_FILING.PROBLEM, "")
                .setNull(CYBERTIP_FILING.ALARMED_AT)
                .where(CYBERTIP_FILING.ID.eq(filing.id()))
                .execute();
    }

    void wait(Filing filing, State state, int failures, String problem, Instant until) {
        free(state)
                .set(CYBERTIP_FILING.FAILURES, failures)
                .set(CYBERTIP_FILING.PROBLEM, problem)
                .set(CYBERTIP_FILING.NOT_BEFORE, until)
                .where(CYBERTIP_FILING.ID.eq(filing.id()))
                .execute();
    }

    void end(Filing filing, State state, String problem) {
        free(state)
                .set(CYBERTIP_FILING.PROBLEM, problem)
                .where(CYBERTIP_FILING.ID.eq(filing.id()))
                .execute();
    }

    void finish(Filing filing, Instant now, @Nullable Long holdId) {
        free(State.FINISHED)
                .set(CYBERTIP_FILING.PROBLEM, "")
                .set(CYBERTIP_FILING.FINISHED_AT, now)
                .set(CYBERTIP_FILING.HOLD_ID, holdId)
                .where(CYBERTIP_FILING.ID.eq(filing.id()))
                .execute();
    }

    /** Asked for by a person; whoever works on it next does it. */
    void retract(Filing filing, long by, Instant now) {
        sql.update(CYBERTIP_FILING)
                .set(CYBERTIP_FILING.RETRACT_BY, by)
                .set(CYBERTIP_FILING.NOT_BEFORE, now)
                .where(CYBERTIP_FILING.ID.eq(filing.id()))
                .execute();
    }

    /** Those on their way in which nothing moved since, and of which nobody was told; each is handed out once. */
    List<Filing> idle(Instant since, Instant now) {
        List<Filing> idle = rows().where(CYBERTIP_FILING
                        .STATE
                        .in(State.APPROVED.key(), State.SENDING.key(), State.OPEN.key())
                        .and(CYBERTIP_FILING.ALARMED_AT.isNull())
                        .and(coalesce(CYBERTIP_FILING.CHANGED_AT, CYBERTIP_FILING.QUEUED_AT)
                                .le(since)))
                .forUpdate()
                .of(CYBERTIP_FILING)
                .skipLocked()
                .fetch(FilingStore::read);
        idle.forEach(filing -> sql.update(CYBERTIP_FILING)
                .set(CYBERTIP_FILING.ALARMED_AT, now)
                .where(CYBERTIP_FILING.ID.eq(filing.id()))
                .execute());
        return idle;
    }

    List<Tip.Uploaded> files(long filingId) {
        return sql.selectFrom(CYBERTIP_FILE)
                .where(CYBERTIP_FILE.FILING_ID.eq(filingId))
                .orderBy(CYBERTIP_FILE.ATTACHMENT_ID)
                .fetch(row -> new Tip.Uploaded(
                        row.getAttachmentId(), row.getFileId(), row.getMd5(), row.getDescribedAt() != null));
    }

    void uploaded(Filing filing, long attachmentId, String fileId, String md5, Instant now) {
        sql.insertInto(CYBERTIP_FILE)
                .set(CYBERTIP_FILE.FILING_ID, filing.id())
                .set(CYBERTIP_FILE.ATTACHMENT_ID, attachmentId)
                .set(CYBERTIP_FILE.FILE_ID, fileId)
                .set(CYBERTIP_FILE.MD5, md5)
                .set(CYBERTIP_FILE.UPLOADED_AT, now)
                .execute();
    }

    void described(Filing filing, long attachmentId, Instant now) {
        sql.update(CYBERTIP_FILE)
                .set(CYBERTIP_FILE.DESCRIBED_AT, now)
                .where(CYBERTIP_FILE.FILING_ID.eq(filing.id()).and(CYBERTIP_FILE.ATTACHMENT_ID.eq(attachmentId)))
                .execute();
    }

    List<Tip.Step> steps(long caseId) {
        return sql.select(CYBERTIP_STEP.fields())
                .from(CYBERTIP_STEP)
                .join(CYBERTIP_FILING)
                .on(CYBERTIP_FILING.ID.eq(CYBERTIP_STEP.FILING_ID))
                .where(CYBERTIP_FILING.CASE_ID.eq(caseId))
                .orderBy(CYBERTIP_STEP.ID)
                .fetch(row -> new Tip.Step(
                        row.get(CYBERTIP_STEP.FILING_ID),
                        row.get(CYBERTIP_STEP.AT),
                        row.get(CYBERTIP_STEP.KIND),
                        row.get(CYBERTIP_STEP.CODE),
                        row.get(CYBERTIP_STEP.REQUEST_ID),
                        row.get(CYBERTIP_STEP.DETAIL),
                        row.get(CYBERTIP_STEP.STAFF_ID)));
    }

    void insert(Tip.Step step) {
        sql.insertInto(CYBERTIP_STEP)
                .set(CYBERTIP_STEP.FILING_ID, step.filingId())
                .set(CYBERTIP_STEP.AT, step.at())
                .set(CYBERTIP_STEP.KIND, step.kind())
                .set(CYBERTIP_STEP.CODE, step.code())
                .set(CYBERTIP_STEP.REQUEST_ID, step.requestId())
                .set(CYBERTIP_STEP.DETAIL, step.detail())
                .set(CYBERTIP_STEP.STAFF_ID, step.staffId())
                .execute();
    }

    private UpdateSetMoreStep<CybertipFilingRecord> free(State state) {
        return update(state).setNull(CYBERTIP_FILING.CLAIMED_UNTIL);
    }

    private UpdateSetMoreStep<CybertipFilingRecord> update(State state) {
        return sql.update(CYBERTIP_FILING).set(CYBERTIP_FILING.STATE, state.key());
    }

    private SelectOnConditionStep<? extends Record> rows() {
        return sql.select(CYBERTIP_FILING.fields())
                .select(SAFETY_CASE.TICKET_ID)
                .from(CYBERTIP_FILING)
                .join(SAFETY_CASE)
                .on(SAFETY_CASE.ID.eq(CYBERTIP_FILING.CASE_ID));
    }

    private static Filing read(Record row) {
        return new Filing(
                row.get(CYBERTIP_FILING.ID),
                row.get(CYBERTIP_FILING.CASE_ID),
                row.get(SAFETY_CASE.TICKET_ID),
                row.get(CYBERTIP_FILING.VERSION_ID),
                Environment.ofKey(row.get(CYBERTIP_FILING.ENVIRONMENT)),
                row.get(CYBERTIP_FILING.REPLACES_ID),
                State.ofKey(row.get(CYBERTIP_FILING.STATE)),
                row.get(CYBERTIP_FILING.QUEUED_AT),
                row.get(CYBERTIP_FILING.REPORT_ID),
                row.get(CYBERTIP_FILING.CHANGED_AT),
                row.get(CYBERTIP_FILING.FINISHED_AT),
                row.get(CYBERTIP_FILING.FAILURES),
                row.get(CYBERTIP_FILING.PROBLEM),
                row.get(CYBERTIP_FILING.NOT_BEFORE),
                row.get(CYBERTIP_FILING.CLAIMS),
                row.get(CYBERTIP_FILING.RETRACT_BY),
                row.get(CYBERTIP_FILING.HOLD_ID));
    }
}
