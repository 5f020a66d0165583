package org.nightlight.webhook;

import static nightlight.tables.Tables.WEBHOOK;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightlight.tables.tables.records.WebhookRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.SealedBytes;
import org.springframework.stereotype.Component;

/** Webhooks as they are set up. */
@Component
class WebhookStore {
    private static final Condition STANDING = WEBHOOK.REMOVED_AT.isNull();

    private final DSLContext sql;

    WebhookStore(DSLContext sql) {
        this.sql = sql;
    }

    List<Webhook> standing() {
        return sql.selectFrom(WEBHOOK)
                .where(STANDING)
                .orderBy(WEBHOOK.NAME, WEBHOOK.ID)
                .fetch(WebhookStore::webhook);
    }

    /** The latest first. */
    List<Webhook> removed() {
        return sql.selectFrom(WEBHOOK)
                .where(WEBHOOK.REMOVED_AT.isNotNull())
                .orderBy(WEBHOOK.REMOVED_AT.desc(), WEBHOOK.ID)
                .fetch(WebhookStore::webhook);
    }

    Optional<Webhook> find(long id) {
        return sql.selectFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).fetchOptional(WebhookStore::webhook);
    }

    /** Held until the transaction ends. */
    Optional<Webhook> hold(long id) {
        return sql.selectFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).forUpdate().fetchOptional(WebhookStore::webhook);
    }

    /** Two who make or bring one back at the same moment come one after the other. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtext('webhook'))");
    }

    int standingNumber() {
        return sql.fetchCount(WEBHOOK, STANDING);
    }

    long insert(Webhook.Facts facts, SealedBytes.Sealed secret, Instant now) {
        return sql.insertInto(WEBHOOK)
                .set(WEBHOOK.VERSION, 1)
                .set(WEBHOOK.NAME, facts.name())
                .set(WEBHOOK.ADDRESS, facts.address())
                .set(WEBHOOK.EVENTS, EventType.keys(facts.events()))
                .set(WEBHOOK.ACTIVE, true)
                .set(WEBHOOK.SECRET, secret.bytes())
                .set(WEBHOOK.SECRET_KEY, secret.address())
                .set(WEBHOOK.MADE_AT, now)
                .returning(WEBHOOK.ID)
                .fetchSingle(WEBHOOK.ID);
    }

    void change(long id, Webhook.Facts facts) {
        sql.update(WEBHOOK)
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                .set(WEBHOOK.NAME, facts.name())
                .set(WEBHOOK.ADDRESS, facts.address())
                .set(WEBHOOK.EVENTS, EventType.keys(facts.events()))
                .where(WEBHOOK.ID.eq(id))
                .execute();
    }

    void turn(long id, boolean on) {
        sql.update(WEBHOOK)
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                .set(WEBHOOK.ACTIVE, on)
                .set(WEBHOOK.OFF_BECAUSE, "")
                .where(WEBHOOK.ID.eq(id))
                .execute();
    }

    /** @param at null brings it back, switched off */
    void remove(long id, @Nullable Instant at) {
        sql.update(WEBHOOK)
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                .set(WEBHOOK.ACTIVE, false)
                .set(WEBHOOK.REMOVED_AT, at)
                .where(WEBHOOK.ID.eq(id))
                .execute();
    }

    /** What signs for one: the newest first. */
    record Signing(
            SealedBytes.Sealed now,
            SealedBytes.@Nullable Sealed before,
            @Nullable Instant until) {}

    Signing signing(long id) {
        return sql.selectFrom(WEBHOOK).where(WEBHOOK.ID.eq(id)).fetchSingle(WebhookStore::signing);
    }

    /** Another secret signs from now on, and that of now besides until then. */
    void rotate(long id, SealedBytes.Sealed fresh, SealedBytes.Sealed before, Instant until) {
        sql.update(WEBHOOK)
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                .set(WEBHOOK.SECRET, fresh.bytes())
                .set(WEBHOOK.SECRET_KEY, fresh.address())
                .set(WEBHOOK.OLD_SECRET, before.bytes())
                .set(WEBHOOK.OLD_SECRET_KEY, before.address())
                .set(WEBHOOK.OLD_UNTIL, until)
                .where(WEBHOOK.ID.eq(id))
                .execute();
    }

    void ended(long id, Answer answer, Instant now) {
        sql.update(WEBHOOK)
                .set(WEBHOOK.LAST_AT, now)
                .set(WEBHOOK.LAST_FAULT, answer.fault().key())
                .set(WEBHOOK.LAST_STATUS, answer.status())
                .where(WEBHOOK.ID.eq(id))
                .execute();
    }

    /** Switches off one that is gone; false when it was off. */
    boolean gone(long id) {
        return sql.update(WEBHOOK)
                        .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                        .set(WEBHOOK.ACTIVE, false)
                        .set(WEBHOOK.OFF_BECAUSE, "gone")
                        .where(WEBHOOK.ID.eq(id), WEBHOOK.ACTIVE.isTrue())
                        .execute()
                == 1;
    }

    /** True once until somebody looks. */
    boolean told(long id, Instant now) {
        return sql.update(WEBHOOK)
                        .set(WEBHOOK.TOLD_AT, now)
                        .where(WEBHOOK.ID.eq(id), WEBHOOK.TOLD_AT.isNull())
                        .execute()
                == 1;
    }

    void looked(long id) {
        sql.update(WEBHOOK)
                .setNull(WEBHOOK.TOLD_AT)
                .where(WEBHOOK.ID.eq(id), WEBHOOK.TOLD_AT.isNotNull())
                .execute();
    }

    static Signing signing(WebhookRecord row) {
        byte[] before = row.getOldSecret();
        String key = row.getOldSecretKey();
        return new Signing(
                new SealedBytes.Sealed(row.getSecret(), row.getSecretKey()),
                before == null || key == null ? null : new SealedBytes.Sealed(before, key),
                row.getOldUntil());
    }

    private static Webhook webhook(WebhookRecord row) {
        Instant last = row.getLastAt();
        return new Webhook(
                row.getId(),
                row.getVersion(),
                row.getName(),
                row.getAddress(),
                EventType.ofKeys(row.getEvents()),
                row.getActive(),
                row.getOffBecause().equals("gone"),
                row.getOldUntil(),
                last == null ? null : new Webhook.Last(last, Fault.ofKey(row.getLastFault()), row.getLastStatus()),
                row.getRemovedAt());
    }
}
