package org.nightlight.sla;

import static nightlight.tables.Tables.CLOCK;
import static nightlight.tables.Tables.CLOCK_EVENT;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clocks' history, which only grows, and one row per ticket with the one next moment at which something falls due. */
@Component
class ClockStore {
    private final DSLContext sql;

    ClockStore(DSLContext sql) {
        this.sql = sql;
    }

    List<ClockEvent> events(long ticketId) {
        return sql.selectFrom(CLOCK_EVENT)
                .where(CLOCK_EVENT.TICKET_ID.eq(ticketId))
                .orderBy(CLOCK_EVENT.ID)
                .fetch(row -> ClockEvent.stored(
                        row.getMetric(), row.getKind(), row.getAt(), row.getDetail(), row.getPlaybookVersion()));
    }

    /** The first lines of a ticket that has just opened and its row, in one statement. */
    void open(long ticketId, String policy, int playbookVersion, List<ClockEvent> started, Deadlines deadlines) {
        @Nullable Instant next = deadlines.next().map(Milestone::at).orElse(null);
        sql.execute(
                """
                with c as (
                  insert into clock (ticket_id, policy, playbook_version, first_response_due, resolution_due,
                    escalation_due, act_by, next_at)
                  values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})
                )
                insert into clock_event (ticket_id, metric, kind, at, detail, playbook_version)
                select {0}, e.metric, e.kind, e.at, e.detail, {2}
                from unnest({8}::text[], {9}::text[], {10}::timestamptz[], {11}::text[])
                  with ordinality as e (metric, kind, at, detail, n)
                order by e.n""",
                val(ticketId),
                val(policy),
                val(playbookVersion),
                val(deadlines.firstResponse().due(), CLOCK.FIRST_RESPONSE_DUE),
                val(deadlines.resolution().due(), CLOCK.RESOLUTION_DUE),
                val(deadlines.escalation().due(), CLOCK.ESCALATION_DUE),
                val(deadlines.actBy(), CLOCK.ACT_BY),
                val(next, CLOCK.NEXT_AT),
                val(started.stream().map(event -> event.metric().key()).toArray(String[]::new)),
                val(started.stream().map(event -> event.kind().key()).toArray(String[]::new)),
                val(started.stream().map(event -> event.at().toString()).toArray(String[]::new)),
                val(started.stream().map(ClockEvent::detail).toArray(String[]::new)));
    }

    void add(long ticketId, List<ClockEvent> events) {
        var insert = sql.insertInto(
                CLOCK_EVENT,
                CLOCK_EVENT.TICKET_ID,
                CLOCK_EVENT.METRIC,
                CLOCK_EVENT.KIND,
                CLOCK_EVENT.AT,
                CLOCK_EVENT.DETAIL,
                CLOCK_EVENT.PLAYBOOK_VERSION);
        for (ClockEvent event : events) {
            insert = insert.values(
                    ticketId,
                    event.metric().key(),
                    event.kind().key(),
                    event.at(),
                    event.detail(),
                    event.playbookVersion());
        }
        insert.execute();
    }

    void put(long ticketId, String policy, int playbookVersion, Deadlines deadlines) {
        Instant first = deadlines.firstResponse().due();
        Instant resolution = deadlines.resolution().due();
        Instant escalation = deadlines.escalation().due();
        @Nullable Instant next = deadlines.next().map(Milestone::at).orElse(null);
        sql.insertInto(CLOCK)
                .set(CLOCK.TICKET_ID, ticketId)
                .set(CLOCK.POLICY, policy)
                .set(CLOCK.PLAYBOOK_VERSION, playbookVersion)
                .set(CLOCK.FIRST_RESPONSE_DUE, first)
                .set(CLOCK.RESOLUTION_DUE, resolution)
                .set(CLOCK.ESCALATION_DUE, escalation)
                .set(CLOCK.ACT_BY, deadlines.actBy())
                .set(CLOCK.NEXT_AT, next)
                .onConflict(CLOCK.TICKET_ID)
                .doUpdate()
                .set(CLOCK.POLICY, policy)
                .set(CLOCK.PLAYBOOK_VERSION, playbookVersion)
                .set(CLOCK.FIRST_RESPONSE_DUE, first)
                .set(CLOCK.RESOLUTION_DUE, resolution)
                .set(CLOCK.ESCALATION_DUE, escalation)
                .set(CLOCK.ACT_BY, deadlines.actBy())
                .set(CLOCK.NEXT_AT, next)
                .set(CLOCK.ATTEMPTS, 0)
                .execute();
    }

    /** The ticket on whose clocks something has been due for longest; held until the transaction ends, skipped by others. */
    Optional<Long> claimDue(Instant now) {
        // The ticket is held, not its clock: every verb takes the ticket first, and two orders would wait for each
        // other.
        return sql.select(CLOCK.TICKET_ID)
                .from(CLOCK)
                .join(TICKET)
                .on(TICKET.ID.eq(CLOCK.TICKET_ID))
                .where(CLOCK.NEXT_AT.le(now))
                .orderBy(CLOCK.NEXT_AT)
                .limit(1)
                .forUpdate()
                .of(TICKET)
                .skipLocked()
                .fetchOptional(CLOCK.TICKET_ID);
    }

    /** Puts off what failed, so that one broken ticket never holds up the others. */
    void postpone(long ticketId, Instant until) {
        sql.update(CLOCK)
                .set(CLOCK.NEXT_AT, until)
                .set(CLOCK.ATTEMPTS, CLOCK.ATTEMPTS.plus(1))
                .where(CLOCK.TICKET_ID.eq(ticketId))
                .execute();
    }

    /** Running clocks that were reckoned by another version of the rules are looked at anew. */
    void wakeOutdated(int playbookVersion, Instant now) {
        sql.update(CLOCK)
                .set(CLOCK.NEXT_AT, now)
                .where(CLOCK.NEXT_AT.gt(now).and(CLOCK.PLAYBOOK_VERSION.ne(playbookVersion)))
                .execute();
    }
}
