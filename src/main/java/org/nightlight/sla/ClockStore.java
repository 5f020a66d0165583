package org.nightlight.sla;

import static nightlight.tables.Tables.CLOCK;
import static nightlight.tables.Tables.CLOCK_EVENT;

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
        return sql.select(CLOCK.TICKET_ID)
                .from(CLOCK)
                .where(CLOCK.NEXT_AT.le(now))
                .orderBy(CLOCK.NEXT_AT)
                .limit(1)
                .forUpdate()
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
