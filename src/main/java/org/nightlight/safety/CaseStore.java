package org.nightlight.safety;

import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.SCREENING;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightlight.tables.tables.records.SafetyCaseRecord;
import nightlight.tables.tables.records.ScreeningRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The room's SQL. Its tables show nothing below {@code SAFETY} clearance. */
@Component
class CaseStore {
    static final Condition NO_DRILL =
            notExists(selectOne().from(DRILL).where(DRILL.TICKET_ID.eq(SAFETY_CASE.TICKET_ID)));
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext sql;

    CaseStore(DSLContext sql) {
        this.sql = sql;
    }

    void insertScreening(long messageId, long ticketId, Verdict verdict, long micros, Instant at) {
        screening(messageId, ticketId, verdict, micros, at).execute();
    }

    private InsertSetMoreStep<ScreeningRecord> screening(
            long messageId, long ticketId, Verdict verdict, long micros, Instant at) {
        return sql.insertInto(SCREENING)
                .set(SCREENING.MESSAGE_ID, messageId)
                .set(SCREENING.TICKET_ID, ticketId)
                .set(SCREENING.LEVEL, verdict.level().name())
                .set(SCREENING.TYPES, types(verdict))
                .set(SCREENING.HELD, verdict.held())
                .set(SCREENING.REASONS, JSONB.valueOf(JSON.writeValueAsString(verdict.reasons())))
                .set(SCREENING.ENGINE, verdict.engine())
                .set(SCREENING.MICROS, (int) Math.min(micros, Integer.MAX_VALUE))
                .set(SCREENING.AT, at);
    }

    /** Adds to what was said of a message, and never takes away. */
    void addToScreening(long messageId, long ticketId, Verdict verdict, Instant at) {
        screening(messageId, ticketId, verdict, 0, at)
                .onConflict(SCREENING.MESSAGE_ID)
                .doUpdate()
                .set(SCREENING.LEVEL, greatest(SCREENING.LEVEL, excluded(SCREENING.LEVEL)))
                .set(SCREENING.HELD, field("{0} or {1}", Boolean.class, SCREENING.HELD, excluded(SCREENING.HELD)))
                .set(
                        SCREENING.TYPES,
                        field(
                                "array(select distinct unnest({0} || {1}) order by 1)",
                                String[].class, SCREENING.TYPES, excluded(SCREENING.TYPES)))
                .set(
                        SCREENING.REASONS,
                        field("{0} || {1}", JSONB.class, SCREENING.REASONS, excluded(SCREENING.REASONS)))
                .execute();
    }

    long insert(long ticketId, Level level, String[] types, boolean held, Instant at) {
        return sql.insertInto(SAFETY_CASE)
                .set(SAFETY_CASE.TICKET_ID, ticketId)
                .set(SAFETY_CASE.LEVEL, level.name())
                .set(SAFETY_CASE.TYPES, types)
                .set(SAFETY_CASE.HELD, held)
                .set(SAFETY_CASE.STATE, "open")
                .set(SAFETY_CASE.OPENED_AT, at)
                .returningResult(SAFETY_CASE.ID)
                .fetchSingle()
                .value1();
    }

    Optional<SafetyCase> lockOfTicket(long ticketId) {
        return sql.selectFrom(SAFETY_CASE)
                .where(SAFETY_CASE.TICKET_ID.eq(ticketId))
                .forUpdate()
                .fetchOptional()
                .map(CaseStore::read);
    }

    Optional<SafetyCase> lock(long id) {
        return sql.selectFrom(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .map(CaseStore::read);
    }

    Optional<SafetyCase> find(long id) {
        return sql.selectFrom(SAFETY_CASE)
                .where(SAFETY_CASE.ID.eq(id))
                .fetchOptional()
                .map(CaseStore::read);
    }

    /** Cases that wait for people, gravest and oldest first, then the latest that ended. */
    List<SafetyCase> list(int limit) {
        return sql.selectFrom(SAFETY_CASE)
                .where(NO_DRILL)
                .orderBy(
                        SAFETY_CASE.STATE.in("open", "acknowledged").desc(),
                        SAFETY_CASE.LEVEL.desc(),
                        SAFETY_CASE.OPENED_AT.asc())
                .limit(limit)
                .fetch(CaseStore::read);
    }

    int unacknowledged() {
        return sql.fetchCount(SAFETY_CASE, SAFETY_CASE.STATE.eq("open").and(NO_DRILL));
    }

    void raise(long id, Level level, String[] types, boolean held) {
        sql.update(SAFETY_CASE)
                .set(SAFETY_CASE.LEVEL, level.name())
                .set(SAFETY_CASE.TYPES, types)
                .set(SAFETY_CASE.HELD, held)
                .set(SAFETY_CASE.STATE, "open")
                .setNull(SAFETY_CASE.ENDED_AT)
                .set(SAFETY_CASE.VERSION, SAFETY_CASE.VERSION.plus(1))
                .where(SAFETY_CASE.ID.eq(id))
                .execute();
    }

    void acknowledge(long id, long staffId, Instant at) {
        sql.update(SAFETY_CASE)
                .set(SAFETY_CASE.STATE, "acknowledged")
                .set(SAFETY_CASE.ACKNOWLEDGED_AT, at)
                .set(SAFETY_CASE.ACKNOWLEDGED_BY, staffId)
                .set(SAFETY_CASE.VERSION, SAFETY_CASE.VERSION.plus(1))
                .where(SAFETY_CASE.ID.eq(id))
                .execute();
    }

    void end(long id, SafetyCase.Standing standing, long staffId, String reason, Instant at) {
        sql.update(SAFETY_CASE)
                .set(SAFETY_CASE.STATE, standing.name().toLowerCase(Locale.ROOT))
                .set(SAFETY_CASE.ENDED_AT, at)
                .set(SAFETY_CASE.ENDED_BY, staffId)
                .set(SAFETY_CASE.ENDED_REASON, reason)
                .set(SAFETY_CASE.VERSION, SAFETY_CASE.VERSION.plus(1))
                .where(SAFETY_CASE.ID.eq(id))
                .execute();
    }

    static String[] types(Verdict verdict) {
        return verdict.types().stream().map(Enum::name).toArray(String[]::new);
    }

    private static SafetyCase read(SafetyCaseRecord row) {
        return new SafetyCase(
                row.getId(),
                row.getTicketId(),
                Level.valueOf(row.getLevel()),
                List.of(row.getTypes()),
                row.getHeld(),
                SafetyCase.Standing.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getOpenedAt(),
                row.getAcknowledgedAt(),
                row.getAcknowledgedBy(),
                row.getEndedAt(),
                row.getEndedBy(),
                row.getEndedReason(),
                row.getVersion());
    }
}
