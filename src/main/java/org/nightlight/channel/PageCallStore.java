package org.nightlight.channel;

import static nightlight.tables.Tables.WEBHOOK_CALL;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.nightlight.privacy.Passage;
import org.springframework.stereotype.Component;

/** Calls to the webhook that wait. Nothing is put in without the gate's {@link Passage.Passed}. */
@Component
class PageCallStore {
    private final DSLContext sql;

    PageCallStore(DSLContext sql) {
        this.sql = sql;
    }

    record Call(long id, String body, int attempts) {}

    void insert(Passage.Passed passed, Instant now) {
        sql.insertInto(WEBHOOK_CALL)
                .set(WEBHOOK_CALL.BODY, passed.outgoing().text())
                .set(WEBHOOK_CALL.STATE, "queued")
                .set(WEBHOOK_CALL.NOT_BEFORE, now)
                .set(WEBHOOK_CALL.CREATED_AT, now)
                .execute();
    }

    /** Takes one waiting call for {@code lease}, one of a process that died with it included. */
    Optional<Call> claim(Instant now, Duration lease) {
        Optional<Long> due = sql.select(WEBHOOK_CALL.ID)
                .from(WEBHOOK_CALL)
                .where(WEBHOOK_CALL
                        .STATE
                        .eq("queued")
                        .and(WEBHOOK_CALL.NOT_BEFORE.le(now))
                        .or(WEBHOOK_CALL.STATE.eq("sending").and(WEBHOOK_CALL.CLAIMED_UNTIL.lt(now))))
                .orderBy(WEBHOOK_CALL.NOT_BEFORE, WEBHOOK_CALL.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(WEBHOOK_CALL.ID);
        return due.flatMap(id -> sql.update(WEBHOOK_CALL)
                .set(WEBHOOK_CALL.STATE, "sending")
                .set(WEBHOOK_CALL.ATTEMPTS, WEBHOOK_CALL.ATTEMPTS.plus(1))
                .set(WEBHOOK_CALL.CLAIMED_UNTIL, now.plus(lease))
                .where(WEBHOOK_CALL.ID.eq(id))
                .returning()
                .fetchOptional(row -> new Call(row.getId(), row.getBody(), row.getAttempts())));
    }

    void sent(Call call, Instant at) {
        sql.update(WEBHOOK_CALL)
                .set(WEBHOOK_CALL.STATE, "sent")
                .set(WEBHOOK_CALL.SENT_AT, at)
                .set(WEBHOOK_CALL.REASON, "")
                .where(WEBHOOK_CALL.ID.eq(call.id()).and(WEBHOOK_CALL.ATTEMPTS.eq(call.attempts())))
                .execute();
    }

    void wait(Call call, Instant until, String reason) {
        sql.update(WEBHOOK_CALL)
                .set(WEBHOOK_CALL.STATE, "queued")
                .set(WEBHOOK_CALL.NOT_BEFORE, until)
                .set(WEBHOOK_CALL.REASON, reason)
                .where(WEBHOOK_CALL.ID.eq(call.id()).and(WEBHOOK_CALL.ATTEMPTS.eq(call.attempts())))
                .execute();
    }

    void fail(Call call, String reason) {
        sql.update(WEBHOOK_CALL)
                .set(WEBHOOK_CALL.STATE, "failed")
                .set(WEBHOOK_CALL.REASON, reason)
                .where(WEBHOOK_CALL.ID.eq(call.id()).and(WEBHOOK_CALL.ATTEMPTS.eq(call.attempts())))
                .execute();
    }
}
