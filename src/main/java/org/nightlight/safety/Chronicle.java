package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_EVENT;
import static nightlight.tables.Tables.CASE_REASON;
import static nightlight.tables.Tables.SAFETY_CASE;

import java.time.Clock;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * What happened to a case, in order. Everything that is done to one passes here, in its own transaction: a line for the
 * timeline, one in the audit, and a word to the open screens.
 */
@Component
public class Chronicle {
    private final DSLContext sql;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    public Chronicle(DSLContext sql, Audit audit, Wakeups wakeups, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<CaseEvent> of(long caseId) {
        return sql.selectFrom(CASE_EVENT)
                .where(CASE_EVENT.CASE_ID.eq(caseId))
                .orderBy(CASE_EVENT.ID)
                .fetch(Chronicle::read);
    }

    /** The decisions that were given a reason, newest first. */
    public List<CaseEvent.Reasoned> reasons(long caseId) {
        return sql.select(CASE_EVENT.fields())
                .select(CASE_REASON.REASON)
                .from(CASE_REASON)
                .join(CASE_EVENT)
                .on(CASE_EVENT.ID.eq(CASE_REASON.EVENT_ID))
                .where(CASE_REASON.CASE_ID.eq(caseId))
                .orderBy(CASE_EVENT.ID.desc())
                .fetch(row -> new CaseEvent.Reasoned(read(row), row.get(CASE_REASON.REASON)));
    }

    void tell(SafetyCase it, Actor by, String kind, String detail) {
        tell(it, by, kind, detail, "");
    }

    /** @param reason what the doer wrote; empty for none */
    void tell(SafetyCase it, Actor by, String kind, String detail, String reason) {
        long event = sql.insertInto(CASE_EVENT)
                .set(CASE_EVENT.CASE_ID, it.id())
                .set(CASE_EVENT.AT, clock.instant())
                .set(CASE_EVENT.ACTOR, by.key())
                .set(CASE_EVENT.KIND, kind)
                .set(CASE_EVENT.DETAIL, detail)
                .returning(CASE_EVENT.ID)
                .fetchSingle(CASE_EVENT.ID);
        if (!reason.isEmpty()) {
            sql.insertInto(CASE_REASON)
                    .set(CASE_REASON.EVENT_ID, event)
                    .set(CASE_REASON.CASE_ID, it.id())
                    .set(CASE_REASON.REASON, reason)
                    .execute();
        }
        sql.update(SAFETY_CASE)
                .set(SAFETY_CASE.VERSION, SAFETY_CASE.VERSION.plus(1))
                .where(SAFETY_CASE.ID.eq(it.id()))
                .execute();
        audit.recordWalled(by, "case-" + kind, "case:" + it.id(), it.ticketId(), detail);
        wakeups.afterCommit("alert:" + it.id());
    }

    private static CaseEvent read(Record row) {
        return new CaseEvent(
                row.get(CASE_EVENT.AT),
                Actor.ofKey(row.get(CASE_EVENT.ACTOR)),
                row.get(CASE_EVENT.KIND),
                row.get(CASE_EVENT.DETAIL));
    }
}
