package org.nightlight.safety;

import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.DRILL_CALENDAR;
import static nightlight.tables.Tables.PAGE;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Component;

/**
 * Exercises of the Safety Team. A drill is a case like any other, marked before anybody hears of it: it is walled, paged and
 * acknowledged, but does not count among cases. Whatever sends to an agency outside asks {@link #isDrill} first.
 */
@Component
public class Drills {
    private static final int LISTED = 24;

    private final DSLContext sql;
    private final Work work;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    public Drills(DSLContext sql, Work work, CurrentPlaybook playbooks, Audit audit, Clock clock) {
        this.sql = sql;
        this.work = work;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** One drill and its times. */
    public record Drill(
            long caseId,
            Instant startedAt,
            @Nullable Long startedBy,
            @Nullable Instant alertedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Long acknowledgedBy) {}

    /** Belongs into the transaction that makes the ticket, before its message is judged. */
    public void mark(long ticketId, Actor by) {
        sql.insertInto(DRILL)
                .set(DRILL.TICKET_ID, ticketId)
                .set(DRILL.STARTED_AT, clock.instant())
                .set(DRILL.STARTED_BY, by instanceof Actor.Staff(long id) ? id : null)
                .execute();
        audit.recordWalled(by, "drill-started", "ticket:" + ticketId, ticketId, "");
    }

    public boolean isDrill(long ticketId) {
        return sql.fetchExists(DRILL, DRILL.TICKET_ID.eq(ticketId));
    }

    /** When the next one is due by itself: the playbook's interval after the last, whoever started that. */
    public Instant due() {
        Instant last = sql.select(greatest(
                        max(DRILL_CALENDAR.SINCE),
                        select(max(DRILL.STARTED_AT)).from(DRILL).asField()))
                .from(DRILL_CALENDAR)
                .fetchSingle()
                .value1();
        return last.plus(playbooks.current().playbook().safety().watch().drillEvery());
    }

    /** The latest drills, newest first. */
    public List<Drill> list() {
        return sql.select(
                        SAFETY_CASE.ID,
                        DRILL.STARTED_AT,
                        DRILL.STARTED_BY,
                        PAGE.ALERTED_AT,
                        SAFETY_CASE.ACKNOWLEDGED_AT,
                        SAFETY_CASE.ACKNOWLEDGED_BY)
                .from(DRILL)
                .join(SAFETY_CASE)
                .on(SAFETY_CASE.TICKET_ID.eq(DRILL.TICKET_ID))
                .leftJoin(PAGE)
                .on(PAGE.CASE_ID.eq(SAFETY_CASE.ID))
                .orderBy(DRILL.STARTED_AT.desc(), SAFETY_CASE.ID.desc())
                .limit(LISTED)
                .fetch(row ->
                        new Drill(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    /** Its ticket asks nobody for anything any more. */
    void end(long ticketId, Actor.Staff by) {
        work.move(ticketId, Work.ANY, by, State.SOLVED);
    }
}
