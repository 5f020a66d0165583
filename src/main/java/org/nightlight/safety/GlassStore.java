package org.nightlight.safety;

import static nightlight.tables.Tables.GLASS_ANSWER;
import static nightlight.tables.Tables.GLASS_REQUEST;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of break-glass. One's own requests, and to the Safety Team those for cases that it may see or that are none. */
@Component
class GlassStore {
    private final DSLContext sql;
    private final Clock clock;

    GlassStore(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    long insert(long askedBy, long caseId, String reason) {
        return sql.insertInto(GLASS_REQUEST)
                .set(GLASS_REQUEST.ASKED_BY, askedBy)
                .set(GLASS_REQUEST.CASE_ID, caseId)
                .set(GLASS_REQUEST.REASON, reason)
                .set(GLASS_REQUEST.ASKED_AT, clock.instant())
                .returning(GLASS_REQUEST.ID)
                .fetchSingle(GLASS_REQUEST.ID);
    }

    /** False when somebody has answered already. Both are null for a request that is declined. */
    boolean answer(long requestId, long by, @Nullable Long ticketId, @Nullable Duration length) {
        Instant now = clock.instant();
        return sql.insertInto(GLASS_ANSWER)
                        .set(GLASS_ANSWER.REQUEST_ID, requestId)
                        .set(GLASS_ANSWER.ANSWERED_BY, by)
                        .set(GLASS_ANSWER.ANSWERED_AT, now)
                        .set(GLASS_ANSWER.TICKET_ID, ticketId)
                        .set(GLASS_ANSWER.UNTIL, length == null ? null : now.plus(length))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    Optional<GlassRequest> find(long id) {
        return list(GLASS_REQUEST.ID.eq(id), 1).stream().findFirst();
    }

    List<GlassRequest> of(long staffId, int limit) {
        return list(GLASS_REQUEST.ASKED_BY.eq(staffId), limit);
    }

    /** Newest first. */
    List<GlassRequest> all(int limit) {
        return list(GLASS_REQUEST.ID.isNotNull(), limit);
    }

    /** Until the transaction ends, grants run out by the desk's clock. */
    void stateTheTime() {
        sql.execute(
                "select set_config('nightlight.now', ?, true)", clock.instant().toString());
    }

    private List<GlassRequest> list(Condition which, int limit) {
        Instant now = clock.instant();
        return sql.select(GLASS_REQUEST.fields())
                .select(GLASS_ANSWER.ANSWERED_BY, GLASS_ANSWER.UNTIL)
                .from(GLASS_REQUEST)
                .leftJoin(GLASS_ANSWER)
                .on(GLASS_ANSWER.REQUEST_ID.eq(GLASS_REQUEST.ID))
                .where(which)
                .orderBy(GLASS_REQUEST.ID.desc())
                .limit(limit)
                .fetch(row -> GlassRequest.of(
                        row.get(GLASS_REQUEST.ID),
                        row.get(GLASS_REQUEST.ASKED_BY),
                        row.get(GLASS_REQUEST.CASE_ID),
                        row.get(GLASS_REQUEST.REASON),
                        row.get(GLASS_REQUEST.ASKED_AT),
                        row.get(GLASS_ANSWER.ANSWERED_BY),
                        row.get(GLASS_ANSWER.UNTIL),
                        now));
    }
}
