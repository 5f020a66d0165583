package org.nightlight.safety;

import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.PAGE;
import static nightlight.tables.Tables.PAGE_CALL;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of pages and calls. They show nothing below {@code SAFETY} clearance. */
@Component
class PageStore {
    private final DSLContext sql;

    PageStore(DSLContext sql) {
        this.sql = sql;
    }

    /** A page as it stands, with what it needs to know of its case; the latter is null for an outage. */
    record Row(
            long id,
            @Nullable Long caseId,
            @Nullable Long ticketId,
            @Nullable Level level,
            boolean caseWaits,
            Page.Step step,
            @Nullable Instant nextAt,
            Instant beganAt,
            Instant acceptedAt,
            @Nullable Instant alertedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Long acknowledgedBy) {
        /** Whether somebody still needs to answer. */
        boolean runs() {
            return nextAt != null && (caseId == null || caseWaits);
        }
    }

    long insert(@Nullable Long caseId, Instant now, Instant acceptedAt) {
        return sql.insertInto(PAGE)
                .set(PAGE.KIND, caseId == null ? "outage" : "case")
                .set(PAGE.CASE_ID, caseId)
                .set(PAGE.STEP, Page.Step.FIRST.key())
                .set(PAGE.NEXT_AT, now)
                .set(PAGE.BEGAN_AT, now)
                .set(PAGE.ACCEPTED_AT, acceptedAt)
                .returningResult(PAGE.ID)
                .fetchSingle()
                .value1();
    }

    Optional<Row> find(long id) {
        return rows().where(PAGE.ID.eq(id)).fetchOptional(PageStore::read);
    }

    Optional<Row> ofCase(long caseId) {
        return rows().where(PAGE.CASE_ID.eq(caseId)).fetchOptional(PageStore::read);
    }

    /** Outages that nobody has acknowledged, oldest first. */
    List<Row> runningOutages() {
        return rows().where(PAGE.KIND.eq("outage").and(PAGE.NEXT_AT.isNotNull()))
                .orderBy(PAGE.ID)
                .fetch(PageStore::read);
    }

    /** When the latest message of a ticket came in: what its alert is measured from. */
    Optional<Instant> cameIn(long ticketId) {
        return Optional.ofNullable(sql.select(max(MESSAGE.CREATED_AT))
                .from(MESSAGE)
                .where(MESSAGE.TICKET_ID.eq(ticketId).and(MESSAGE.KIND.in("customer", "side_answer")))
                .fetchSingle()
                .value1());
    }

    /**
     * The page whose next step is due for longest; held until the transaction ends, skipped by others. Its ticket is held
     * with it: every verb takes the ticket first, and two orders would wait for each other.
     */
    Optional<Row> claimDue(Instant now) {
        return sql.select(PAGE.ID)
                .from(PAGE)
                .join(SAFETY_CASE)
                .on(SAFETY_CASE.ID.eq(PAGE.CASE_ID))
                .join(TICKET)
                .on(TICKET.ID.eq(SAFETY_CASE.TICKET_ID))
                .where(PAGE.NEXT_AT.le(now))
                .orderBy(PAGE.NEXT_AT)
                .limit(1)
                .forUpdate()
                .of(TICKET, PAGE)
                .skipLocked()
                .fetchOptional(PAGE.ID)
                .or(() -> sql.select(PAGE.ID)
                        .from(PAGE)
                        .where(PAGE.NEXT_AT.le(now).and(PAGE.CASE_ID.isNull()))
                        .orderBy(PAGE.NEXT_AT)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()
                        .fetchOptional(PAGE.ID))
                .flatMap(this::find);
    }

    void stepped(long id, Page.Step step, Instant nextAt) {
        sql.update(PAGE)
                .set(PAGE.STEP, step.key())
                .set(PAGE.NEXT_AT, nextAt)
                .where(PAGE.ID.eq(id))
                .execute();
    }

    void postpone(long id, Instant until) {
        sql.update(PAGE)
                .set(PAGE.NEXT_AT, until)
                .where(PAGE.ID.eq(id).and(PAGE.NEXT_AT.isNotNull()))
                .execute();
    }

    /** Another round from the first step; links of earlier rounds end. */
    void beginAgain(long id, Instant now) {
        sql.update(PAGE)
                .set(PAGE.STEP, Page.Step.FIRST.key())
                .set(PAGE.NEXT_AT, now)
                .set(PAGE.BEGAN_AT, now)
                .setNull(PAGE.ACKNOWLEDGED_AT)
                .setNull(PAGE.ACKNOWLEDGED_BY)
                .where(PAGE.ID.eq(id))
                .execute();
        sql.update(PAGE_CALL)
                .setNull(PAGE_CALL.TOKEN_SHA256)
                .where(PAGE_CALL.PAGE_ID.eq(id))
                .execute();
    }

    /** Nobody is called any more. False when that was so before. */
    boolean end(long id, @Nullable Long staffId, Instant at) {
        return sql.update(PAGE)
                        .setNull(PAGE.NEXT_AT)
                        .set(PAGE.ACKNOWLEDGED_AT, staffId == null ? null : at)
                        .set(PAGE.ACKNOWLEDGED_BY, staffId)
                        .where(PAGE.ID.eq(id).and(PAGE.NEXT_AT.isNotNull()))
                        .execute()
                == 1;
    }

    void insertCall(long pageId, long staffId, Page.Step step, Instant at, byte[] tokenSha256) {
        sql.insertInto(PAGE_CALL)
                .set(PAGE_CALL.PAGE_ID, pageId)
                .set(PAGE_CALL.STAFF_ID, staffId)
                .set(PAGE_CALL.STEP, step.key())
                .set(PAGE_CALL.AT, at)
                .set(PAGE_CALL.TOKEN_SHA256, tokenSha256)
                .execute();
    }

    /** Whom this round has called so far. */
    Set<Long> called(long pageId, Instant since) {
        return new HashSet<>(sql.selectDistinct(PAGE_CALL.STAFF_ID)
                .from(PAGE_CALL)
                .where(PAGE_CALL.PAGE_ID.eq(pageId).and(PAGE_CALL.AT.ge(since)))
                .fetch(PAGE_CALL.STAFF_ID));
    }

    /** Which page a link is of, and whose link it is. */
    record Link(long pageId, long staffId) {}

    Optional<Link> link(byte[] tokenSha256) {
        return sql.select(PAGE_CALL.PAGE_ID, PAGE_CALL.STAFF_ID)
                .from(PAGE_CALL)
                .where(PAGE_CALL.TOKEN_SHA256.eq(tokenSha256))
                .fetchOptional(row -> new Link(row.value1(), row.value2()));
    }

    /** The first mail about a ticket behind the wall was handed over. */
    void alerted(long ticketId, Instant at) {
        sql.update(PAGE)
                .set(PAGE.ALERTED_AT, at)
                .where(PAGE.CASE_ID
                        .eq(select(SAFETY_CASE.ID).from(SAFETY_CASE).where(SAFETY_CASE.TICKET_ID.eq(ticketId)))
                        .and(PAGE.ALERTED_AT.isNull()))
                .execute();
    }

    private SelectOnConditionStep<? extends Record> rows() {
        return sql.select(PAGE.fields())
                .select(SAFETY_CASE.TICKET_ID, SAFETY_CASE.LEVEL, SAFETY_CASE.STATE)
                .from(PAGE)
                .leftJoin(SAFETY_CASE)
                .on(SAFETY_CASE.ID.eq(PAGE.CASE_ID));
    }

    private static Row read(Record row) {
        String level = row.get(SAFETY_CASE.LEVEL);
        return new Row(
                row.get(PAGE.ID),
                row.get(PAGE.CASE_ID),
                row.get(SAFETY_CASE.TICKET_ID),
                level == null ? null : Level.valueOf(level),
                "open".equals(row.get(SAFETY_CASE.STATE)),
                Page.Step.ofKey(row.get(PAGE.STEP)),
                row.get(PAGE.NEXT_AT),
                row.get(PAGE.BEGAN_AT),
                row.get(PAGE.ACCEPTED_AT),
                row.get(PAGE.ALERTED_AT),
                row.get(PAGE.ACKNOWLEDGED_AT),
                row.get(PAGE.ACKNOWLEDGED_BY));
    }
}
