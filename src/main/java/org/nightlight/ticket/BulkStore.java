package org.nightlight.ticket;

import static nightlight.tables.Tables.BULK_JOB;
import static nightlight.tables.Tables.BULK_ROW;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.select;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of bulk jobs. */
@Component
class BulkStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext sql;

    BulkStore(DSLContext sql) {
        this.sql = sql;
    }

    long insert(long staffId, BulkChange change, @Nullable Long undoes, Instant now) {
        return sql.insertInto(BULK_JOB)
                .set(BULK_JOB.STAFF_ID, staffId)
                .set(BULK_JOB.CHANGE, json(change))
                .set(BULK_JOB.UNDOES, undoes)
                .set(BULK_JOB.STATE, "running")
                .set(BULK_JOB.TOTAL, 0)
                .set(BULK_JOB.ASKED_AT, now)
                .set(BULK_JOB.LEASED_UNTIL, now)
                .returningResult(BULK_JOB.ID)
                .fetchSingle()
                .value1();
    }

    /** @return how many of them the caller's clearance shows */
    int insertRows(long job, List<Long> tickets) {
        return sql.execute(
                "insert into bulk_row (job_id, number, ticket_id) select ?, row_number() over (order by min(wanted.n)), ticket.id "
                        + "from unnest(?::bigint[]) with ordinality as wanted(id, n) join ticket on ticket.id = wanted.id group by ticket.id",
                job,
                tickets.toArray(Long[]::new));
    }

    int copyRefused(long from, long to) {
        return sql.execute(
                "insert into bulk_row (job_id, number, ticket_id, change, expects) select ?, number, ticket_id, change, expects "
                        + "from bulk_row where job_id = ? and outcome = 'refused'",
                to,
                from);
    }

    int copyReversed(long from, long to) {
        return sql.execute(
                "insert into bulk_row (job_id, number, ticket_id, change, expects) select ?, number, ticket_id, before, version "
                        + "from bulk_row where job_id = ? and outcome = 'changed' and before is not null",
                to,
                from);
    }

    void total(long job, int total) {
        sql.update(BULK_JOB)
                .set(BULK_JOB.TOTAL, total)
                .where(BULK_JOB.ID.eq(job))
                .execute();
    }

    void forget(Instant before) {
        sql.deleteFrom(BULK_JOB).where(BULK_JOB.ENDED_AT.lt(before)).execute();
    }

    boolean end(long job, String state, Instant now) {
        return sql.update(BULK_JOB)
                        .set(BULK_JOB.STATE, state)
                        .set(BULK_JOB.ENDED_AT, now)
                        .where(BULK_JOB.ID.eq(job).and(BULK_JOB.STATE.eq("running")))
                        .execute()
                == 1;
    }

    Optional<BulkJob> find(long id, long staffId) {
        return jobs(BULK_JOB.ID.eq(id).and(BULK_JOB.STAFF_ID.eq(staffId)), 1).stream()
                .findFirst();
    }

    List<BulkJob> latest(long staffId, int limit) {
        return jobs(BULK_JOB.STAFF_ID.eq(staffId), limit);
    }

    private List<BulkJob> jobs(Condition which, int limit) {
        return sql.select(
                        BULK_JOB.ID,
                        BULK_JOB.CHANGE,
                        BULK_JOB.UNDOES.isNotNull(),
                        BULK_JOB.STATE,
                        BULK_JOB.TOTAL,
                        BULK_JOB.CHANGED,
                        BULK_JOB.REFUSED,
                        BULK_JOB.ASKED_AT,
                        BULK_JOB.ENDED_AT)
                .from(BULK_JOB)
                .where(which)
                .orderBy(BULK_JOB.ID.desc())
                .limit(limit)
                .fetch(row -> new BulkJob(
                        row.value1(),
                        change(row.value2()),
                        row.value3(),
                        BulkJob.Progress.valueOf(row.value4().toUpperCase(Locale.ROOT)),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }

    List<BulkJob.Refused> refused(long job, int after, int limit) {
        return sql.select(BULK_ROW.NUMBER, TICKET.ID, TICKET.SUBJECT, BULK_ROW.REASON)
                .from(BULK_ROW)
                .join(TICKET)
                .on(TICKET.ID.eq(BULK_ROW.TICKET_ID))
                .where(BULK_ROW.JOB_ID.eq(job).and(BULK_ROW.OUTCOME.eq("refused")))
                .and(BULK_ROW.NUMBER.gt(after))
                .orderBy(BULK_ROW.NUMBER)
                .limit(limit)
                .fetch(row -> new BulkJob.Refused(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** A job taken to be worked on for a while. */
    record Claimed(long id, long staffId, BulkChange change) {}

    /** The job that has waited longest for its turn. */
    Optional<Claimed> claim(Instant now, Duration lease) {
        return sql.update(BULK_JOB)
                .set(BULK_JOB.LEASED_UNTIL, now.plus(lease))
                .where(BULK_JOB.ID.eq(select(BULK_JOB.ID)
                        .from(BULK_JOB)
                        .where(BULK_JOB.STATE.eq("running"))
                        .and(BULK_JOB.LEASED_UNTIL.le(now))
                        .orderBy(BULK_JOB.LEASED_UNTIL, BULK_JOB.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(BULK_JOB.ID, BULK_JOB.STAFF_ID, BULK_JOB.CHANGE)
                .fetchOptional(row -> new Claimed(row.value1(), row.value2(), change(row.value3())));
    }

    void release(long job, Instant now) {
        sql.update(BULK_JOB)
                .set(BULK_JOB.LEASED_UNTIL, now)
                .where(BULK_JOB.ID.eq(job))
                .execute();
    }

    /**
     * A ticket that waits for its change.
     *
     * @param change this one's own, null for the job's
     * @param expects the version that it has to have still; null for any
     */
    record Waiting(
            int number,
            long ticketId,
            @Nullable BulkChange change,
            @Nullable Integer expects) {}

    /** The next ticket of a job that still runs, held until the transaction ends; as far as the caller's clearance shows it. */
    Optional<Waiting> next(long job, int after) {
        return sql.select(BULK_ROW.NUMBER, BULK_ROW.TICKET_ID, BULK_ROW.CHANGE, BULK_ROW.EXPECTS)
                .from(BULK_ROW)
                .join(BULK_JOB)
                .on(BULK_JOB.ID.eq(BULK_ROW.JOB_ID))
                .where(BULK_JOB.ID.eq(job).and(BULK_JOB.STATE.eq("running")))
                .and(BULK_ROW.OUTCOME.isNull().and(BULK_ROW.NUMBER.gt(after)))
                .orderBy(BULK_ROW.NUMBER)
                .limit(1)
                .forUpdate()
                .of(BULK_ROW)
                .fetchOptional(row -> new Waiting(
                        row.value1(), row.value2(), row.value3() == null ? null : change(row.value3()), row.value4()));
    }

    /** @param before what takes it back, null where nothing was changed */
    void changed(long job, int number, @Nullable BulkChange before, int version) {
        sql.update(BULK_ROW)
                .set(BULK_ROW.OUTCOME, "changed")
                .set(BULK_ROW.BEFORE, before == null ? null : json(before))
                .set(BULK_ROW.VERSION, version)
                .where(BULK_ROW.JOB_ID.eq(job).and(BULK_ROW.NUMBER.eq(number)))
                .execute();
        sql.update(BULK_JOB)
                .set(BULK_JOB.CHANGED, BULK_JOB.CHANGED.plus(1))
                .where(BULK_JOB.ID.eq(job))
                .execute();
    }

    void refuse(long job, int number, String reason) {
        sql.update(BULK_ROW)
                .set(BULK_ROW.OUTCOME, "refused")
                .set(BULK_ROW.REASON, reason)
                .where(BULK_ROW.JOB_ID.eq(job).and(BULK_ROW.NUMBER.eq(number)))
                .execute();
        sql.update(BULK_JOB)
                .set(BULK_JOB.REFUSED, BULK_JOB.REFUSED.plus(1))
                .where(BULK_JOB.ID.eq(job))
                .execute();
    }

    private static JSONB json(BulkChange change) {
        return JSONB.valueOf(JSON.writeValueAsString(change));
    }

    private static BulkChange change(JSONB json) {
        return JSON.readValue(json.data(), BulkChange.class);
    }
}
