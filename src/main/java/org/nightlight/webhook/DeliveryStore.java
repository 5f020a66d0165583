package org.nightlight.webhook;

import static nightlight.tables.Tables.WEBHOOK_DELIVERY;
import static nightlight.tables.Tables.WEBHOOK_EVENT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** Deliveries as people see them; the wall keeps each as it keeps its ticket. */
@Component
class DeliveryStore {
    private final DSLContext sql;

    DeliveryStore(DSLContext sql) {
        this.sql = sql;
    }

    Map<Long, Webhook.Counts> counts() {
        var waits = WEBHOOK_DELIVERY.STATE.in("queued", "sending");
        return sql.select(
                        WEBHOOK_DELIVERY.WEBHOOK_ID,
                        count().filterWhere(waits),
                        count().filterWhere(waits.and(WEBHOOK_DELIVERY.FAULT.ne(""))),
                        count().filterWhere(WEBHOOK_DELIVERY.STATE.eq("dead")))
                .from(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.STATE.ne("sent"))
                .groupBy(WEBHOOK_DELIVERY.WEBHOOK_ID)
                .fetchMap(
                        WEBHOOK_DELIVERY.WEBHOOK_ID,
                        row -> new Webhook.Counts(row.value2(), row.value3(), row.value4()));
    }

    /** The latest first: those before the spot. */
    List<Delivery> before(long webhookId, Delivery.Spot spot, int most) {
        return page(
                webhookId,
                row(WEBHOOK_DELIVERY.CREATED_AT, WEBHOOK_DELIVERY.EVENT_ID).lt(spot.created(), spot.event()),
                most);
    }

    List<Delivery> latest(long webhookId, int most) {
        return page(webhookId, noCondition(), most);
    }

    private List<Delivery> page(long webhookId, Condition where, int most) {
        return sql.select(WEBHOOK_DELIVERY.asterisk(), WEBHOOK_EVENT.TYPE)
                .from(WEBHOOK_DELIVERY)
                .join(WEBHOOK_EVENT)
                .on(WEBHOOK_EVENT.ID.eq(WEBHOOK_DELIVERY.EVENT_ID))
                .where(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhookId), where)
                .orderBy(WEBHOOK_DELIVERY.CREATED_AT.desc(), WEBHOOK_DELIVERY.EVENT_ID.desc())
                .limit(most)
                .fetch(DeliveryStore::delivery);
    }

    /** Another attempt now, and a day for those after it; false where there is none such, or it is on its way. */
    boolean replay(long webhookId, UUID event, Instant now) {
        return again(
                        WEBHOOK_DELIVERY
                                .WEBHOOK_ID
                                .eq(webhookId)
                                .and(WEBHOOK_DELIVERY.EVENT_ID.eq(event))
                                .and(WEBHOOK_DELIVERY.STATE.ne("sending")),
                        now)
                == 1;
    }

    int replayDead(long webhookId, Instant now) {
        return again(WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhookId).and(WEBHOOK_DELIVERY.STATE.eq("dead")), now);
    }

    private int again(Condition which, Instant now) {
        return sql.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, "queued")
                .set(WEBHOOK_DELIVERY.NOT_BEFORE, now)
                .set(WEBHOOK_DELIVERY.GIVE_UP_AT, now.plus(Retries.LONG_ENOUGH))
                .set(WEBHOOK_DELIVERY.TRIES, 0)
                .setNull(WEBHOOK_DELIVERY.CLAIMED_UNTIL)
                .where(which)
                .execute();
    }

    private static Delivery delivery(Record row) {
        return new Delivery(
                row.get(WEBHOOK_DELIVERY.EVENT_ID),
                EventType.ofKey(row.get(WEBHOOK_EVENT.TYPE)).orElseThrow(),
                row.get(WEBHOOK_DELIVERY.TICKET_ID),
                Delivery.State.valueOf(row.get(WEBHOOK_DELIVERY.STATE).toUpperCase(Locale.ROOT)),
                row.get(WEBHOOK_DELIVERY.ATTEMPTS),
                row.get(WEBHOOK_DELIVERY.CREATED_AT),
                row.get(WEBHOOK_DELIVERY.TRIED_AT),
                row.get(WEBHOOK_DELIVERY.NOT_BEFORE),
                Fault.ofKey(row.get(WEBHOOK_DELIVERY.FAULT)),
                row.get(WEBHOOK_DELIVERY.STATUS));
    }
}
