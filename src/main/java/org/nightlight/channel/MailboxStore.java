package org.nightlight.channel;

import static nightlight.tables.Tables.MAILBOX;

import java.time.Instant;
import java.util.List;
import nightlight.tables.tables.records.MailboxRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the desk has come with each mailbox, and who holds it. */
@Component
class MailboxStore {
    private final DSLContext sql;

    MailboxStore(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * @param lookedAt when a look last went through to the end; null before the first
     * @param waiting mails seen in the folder and not taken yet
     * @param waitingSince when the server took the oldest of them
     * @param failure why the last look failed, in plain words; empty when it did not
     * @param toldAt when people were told that it falls behind; null while it does not
     */
    record Row(
            String name,
            Instant watchedSince,
            @Nullable Long uidValidity,
            long lastUid,
            Instant oldest,
            @Nullable Instant lookedAt,
            int waiting,
            @Nullable Instant waitingSince,
            @Nullable Long failingUid,
            int failures,
            @Nullable Instant failedAt,
            String failure,
            @Nullable Instant toldAt) {}

    /** Begins with a mailbox; one that is known keeps its place. */
    void add(String name, Instant now, Instant oldest) {
        sql.insertInto(MAILBOX)
                .set(MAILBOX.NAME, name)
                .set(MAILBOX.WATCHED_SINCE, now)
                .set(MAILBOX.OLDEST, oldest)
                .onConflict(MAILBOX.NAME)
                .doNothing()
                .execute();
    }

    List<Row> all() {
        return sql.selectFrom(MAILBOX).orderBy(MAILBOX.NAME).fetch(MailboxStore::row);
    }

    Row find(String name) {
        return sql.selectFrom(MAILBOX).where(MAILBOX.NAME.eq(name)).fetchSingle(MailboxStore::row);
    }

    /** Takes or keeps the mailbox for this process; false while another one holds it. */
    boolean hold(String name, String holder, Instant now, Instant until) {
        return sql.update(MAILBOX)
                        .set(MAILBOX.HOLDER, holder)
                        .set(MAILBOX.HELD_UNTIL, until)
                        .where(MAILBOX.NAME.eq(name))
                        .and(MAILBOX.HOLDER
                                .isNull()
                                .or(MAILBOX.HOLDER.eq(holder))
                                .or(MAILBOX.HELD_UNTIL.lt(now)))
                        .execute()
                == 1;
    }

    void release(String name, String holder) {
        sql.update(MAILBOX)
                .setNull(MAILBOX.HOLDER)
                .setNull(MAILBOX.HELD_UNTIL)
                .where(held(name, holder))
                .execute();
    }

    /** The server numbers its mails anew: all of them are looked at again. */
    boolean restart(String name, String holder, long uidValidity, Instant oldest) {
        return sql.update(MAILBOX)
                        .set(MAILBOX.UID_VALIDITY, uidValidity)
                        .set(MAILBOX.LAST_UID, 0L)
                        .set(MAILBOX.OLDEST, oldest)
                        .setNull(MAILBOX.FAILING_UID)
                        .set(MAILBOX.FAILURES, 0)
                        .where(held(name, holder))
                        .execute()
                == 1;
    }

    /** A step on, in the transaction that stores the mail; false when another process has taken the mailbox over. */
    boolean advance(String name, String holder, long uid, int waiting, @Nullable Instant waitingSince, Instant until) {
        return sql.update(MAILBOX)
                        .set(MAILBOX.LAST_UID, uid)
                        .set(MAILBOX.WAITING, waiting)
                        .set(MAILBOX.WAITING_SINCE, waitingSince)
                        .setNull(MAILBOX.FAILING_UID)
                        .set(MAILBOX.FAILURES, 0)
                        .set(MAILBOX.HELD_UNTIL, until)
                        .where(held(name, holder))
                        .execute()
                == 1;
    }

    /** One mail could not be fetched; how often that was. */
    int failedOn(String name, String holder, long uid) {
        sql.update(MAILBOX)
                .set(
                        MAILBOX.FAILURES,
                        org.jooq
                                .impl
                                .DSL
                                .when(MAILBOX.FAILING_UID.isNotDistinctFrom(uid), MAILBOX.FAILURES.plus(1))
                                .otherwise(1))
                .set(MAILBOX.FAILING_UID, uid)
                .where(held(name, holder))
                .execute();
        return find(name).failures();
    }

    /** A look went through to the end: nothing waits. */
    void looked(String name, String holder, Instant now) {
        sql.update(MAILBOX)
                .set(MAILBOX.LOOKED_AT, now)
                .set(MAILBOX.WAITING, 0)
                .setNull(MAILBOX.WAITING_SINCE)
                .set(MAILBOX.FAILURE, "")
                .where(held(name, holder))
                .execute();
    }

    void failed(String name, String reason, Instant now) {
        sql.update(MAILBOX)
                .set(MAILBOX.FAILURE, reason)
                .set(MAILBOX.FAILED_AT, now)
                .where(MAILBOX.NAME.eq(name))
                .execute();
    }

    /** True for the one process that is to tell people. */
    boolean tell(String name, Instant now) {
        return sql.update(MAILBOX)
                        .set(MAILBOX.TOLD_AT, now)
                        .where(MAILBOX.NAME.eq(name).and(MAILBOX.TOLD_AT.isNull()))
                        .execute()
                == 1;
    }

    void well(String name) {
        sql.update(MAILBOX)
                .setNull(MAILBOX.TOLD_AT)
                .where(MAILBOX.NAME.eq(name).and(MAILBOX.TOLD_AT.isNotNull()))
                .execute();
    }

    private static Condition held(String name, String holder) {
        return MAILBOX.NAME.eq(name).and(MAILBOX.HOLDER.eq(holder));
    }

    private static Row row(MailboxRecord row) {
        return new Row(
                row.getName(),
                row.getWatchedSince(),
                row.getUidValidity(),
                row.getLastUid(),
                row.getOldest(),
                row.getLookedAt(),
                row.getWaiting(),
                row.getWaitingSince(),
                row.getFailingUid(),
                row.getFailures(),
                row.getFailedAt(),
                row.getFailure(),
                row.getToldAt());
    }
}
