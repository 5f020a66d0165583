package org.nightlight.webhook;

import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.WEBHOOK;
import static nightlight.tables.Tables.WEBHOOK_DELIVERY;
import static nightlight.tables.Tables.WEBHOOK_EVENT;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.nightlight.privacy.Passage;
import org.springframework.stereotype.Component;

/** What waits to be told. The wall keeps each row as it keeps its ticket: behind it there is nothing to be claimed. */
@Component
class EventQueue {
    /** A ticket over which the wall came down in the running transaction: that it did is told to nobody. */
    private static final String RELEASED = "nightlight.released";

    /** One of each webhook that has nothing on its way: a slow receiver holds up nobody but itself. */
    private static final String CLAIM = """
            select w.id as webhook_id, due.event_id
            from webhook w cross join lateral (
              select d.event_id from webhook_delivery d
              where d.webhook_id = w.id
                and ((d.state = 'queued' and d.not_before <= {0}) or (d.state = 'sending' and d.claimed_until < {0}))
              order by d.not_before, d.created_at, d.event_id limit 1) due
            where w.active and not exists (
              select from webhook_delivery s where s.webhook_id = w.id and s.state = 'sending' and s.claimed_until >= {0})
            for update of w skip locked""";

    private static final String TELL = """
            with told as (
              insert into webhook_event (id, ticket_id, type, at, body)
              select {0}, {1}, {2}, {3}, {4} where exists (select from webhook where active and {2} = any (events))
              returning id, ticket_id, type
            )
            insert into webhook_delivery (webhook_id, event_id, ticket_id, state, not_before, give_up_at, created_at)
            select w.id, told.id, told.ticket_id, 'queued', {3}, {5}, {3} from told join webhook w on w.active and told.type = any (w.events)""";

    private final DSLContext sql;

    EventQueue(DSLContext sql) {
        this.sql = sql;
    }

    /** The ticket as it stands, where a webhook is to be told of one of these; empty behind the wall and for one that is being erased. */
    Optional<Payload.Facts> heard(long ticketId, List<EventType> types) {
        return sql.select(
                        TICKET.ID,
                        TICKET.STATE,
                        TICKET.PRIORITY,
                        TICKET.CATEGORY,
                        TICKET.ISSUE,
                        TICKET.TIER,
                        TICKET.TEAM,
                        TICKET.LEVEL)
                .from(TICKET)
                .where(TICKET.ID.eq(ticketId), TICKET.WALLED.isFalse(), TICKET.ERASURE_ID.isNull())
                .and(condition("coalesce(current_setting({0}, true), '') <> {1}", val(RELEASED), val("" + ticketId)))
                .andExists(selectOne()
                        .from(WEBHOOK)
                        .where(
                                WEBHOOK.ACTIVE.isTrue(),
                                condition("{0} && {1}::text[]", WEBHOOK.EVENTS, val(EventType.keys(types)))))
                .fetchOptional(row -> new Payload.Facts(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8()));
    }

    /** An event on its way to whoever listens to such, once the running transaction is committed. */
    void tell(Passage.Passed passed, UUID id, long ticketId, EventType type, Instant at) {
        sql.execute(
                TELL,
                val(id),
                val(ticketId),
                val(type.key()),
                val(at, WEBHOOK_EVENT.AT),
                val(passed.outgoing().text()),
                val(at.plus(Retries.LONG_ENOUGH), WEBHOOK_DELIVERY.GIVE_UP_AT));
    }

    void released(long ticketId) {
        sql.execute("select set_config(?, ?, true)", RELEASED, "" + ticketId);
    }

    /** Nothing of it waits or is shown any more. */
    void forget(long ticketId) {
        sql.deleteFrom(WEBHOOK_EVENT)
                .where(WEBHOOK_EVENT.TICKET_ID.eq(ticketId))
                .execute();
    }

    void drop(Due due) {
        sql.deleteFrom(WEBHOOK_EVENT).where(WEBHOOK_EVENT.ID.eq(due.event())).execute();
    }

    /**
     * One call that is due.
     *
     * @param category of its ticket now, as {@code team}
     * @param attempts all there were, this one included; {@code tries} those since it was last set on its way
     */
    record Due(
            long webhookId,
            String webhook,
            URI address,
            WebhookStore.Signing signing,
            UUID event,
            String type,
            String body,
            String category,
            String team,
            int attempts,
            int tries,
            Instant giveUpAt) {}

    List<Due> claim(Instant now, Duration lease) {
        var due = sql.resultQuery(CLAIM, val(now, WEBHOOK_DELIVERY.NOT_BEFORE))
                .fetch(found -> row(found.get(0, Long.class), found.get(1, UUID.class)));
        if (due.isEmpty()) {
            return List.of();
        }
        var d = WEBHOOK_DELIVERY;
        Condition waits = d.STATE
                .eq("queued")
                .and(d.NOT_BEFORE.le(now))
                .or(d.STATE.eq("sending").and(d.CLAIMED_UNTIL.lt(now)));
        return sql.update(d)
                .set(d.STATE, "sending")
                .set(d.ATTEMPTS, d.ATTEMPTS.plus(1))
                .set(d.TRIES, d.TRIES.plus(1))
                .set(d.TRIED_AT, now)
                .set(d.CLAIMED_UNTIL, now.plus(lease))
                .from(WEBHOOK, WEBHOOK_EVENT, TICKET)
                .where(row(d.WEBHOOK_ID, d.EVENT_ID).in(due), waits)
                .and(WEBHOOK.ID.eq(d.WEBHOOK_ID))
                .and(WEBHOOK_EVENT.ID.eq(d.EVENT_ID))
                .and(TICKET.ID.eq(d.TICKET_ID))
                .returningResult(
                        WEBHOOK.asterisk(),
                        WEBHOOK_EVENT.ID,
                        WEBHOOK_EVENT.TYPE,
                        WEBHOOK_EVENT.BODY,
                        TICKET.CATEGORY,
                        TICKET.TEAM,
                        d.ATTEMPTS,
                        d.TRIES,
                        d.GIVE_UP_AT)
                .fetch(EventQueue::due);
    }

    private static Due due(Record row) {
        return new Due(
                row.get(WEBHOOK.ID),
                row.get(WEBHOOK.NAME),
                URI.create(row.get(WEBHOOK.ADDRESS)),
                WebhookStore.signing(row.into(WEBHOOK)),
                row.get(WEBHOOK_EVENT.ID),
                row.get(WEBHOOK_EVENT.TYPE),
                row.get(WEBHOOK_EVENT.BODY),
                row.get(TICKET.CATEGORY),
                row.get(TICKET.TEAM),
                row.get(WEBHOOK_DELIVERY.ATTEMPTS),
                row.get(WEBHOOK_DELIVERY.TRIES),
                row.get(WEBHOOK_DELIVERY.GIVE_UP_AT));
    }

    /** @param state {@code sent}, {@code dead}, or {@code queued} for another attempt at {@code next}; false where it went meanwhile */
    boolean end(Due due, String state, Instant next, Answer answer) {
        return sql.update(WEBHOOK_DELIVERY)
                        .set(WEBHOOK_DELIVERY.STATE, state)
                        .set(WEBHOOK_DELIVERY.NOT_BEFORE, next)
                        .set(WEBHOOK_DELIVERY.FAULT, answer.fault().key())
                        .set(WEBHOOK_DELIVERY.STATUS, answer.status())
                        .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(due.webhookId()))
                        .and(WEBHOOK_DELIVERY.EVENT_ID.eq(due.event()))
                        .and(WEBHOOK_DELIVERY.ATTEMPTS.eq(due.attempts()))
                        .execute()
                == 1;
    }

    /** Some of what is older. Needs {@code SYSTEM}. True when there may be more. */
    boolean forget(Instant before, int limit) {
        return sql.deleteFrom(WEBHOOK_EVENT)
                        .where(WEBHOOK_EVENT.ID.in(sql.select(WEBHOOK_EVENT.ID)
                                .from(WEBHOOK_EVENT)
                                .where(WEBHOOK_EVENT.AT.lt(before))
                                .orderBy(WEBHOOK_EVENT.AT)
                                .limit(limit)))
                        .execute()
                == limit;
    }
}
