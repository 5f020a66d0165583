package org.nightlight.staff;

import static nightlight.tables.Tables.SIGN_IN_FAILURE;
import static nightlight.tables.Tables.STAFF_MEMBER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/** The SQL of signing in: what is compared, what has failed, and Spring Session's table of who is signed in. */
final class SignInStore {
    private final DSLContext sql;

    SignInStore(DSLContext sql) {
        this.sql = sql;
    }

    /** What a sign-in compares with. */
    record Credentials(long id, @Nullable String hash, boolean active, int epoch) {}

    Optional<Credentials> credentials(EmailAddress email) {
        return sql.selectFrom(STAFF_MEMBER)
                .where(STAFF_MEMBER.EMAIL.eq(email.value()))
                .fetchOptional(row ->
                        new Credentials(row.getId(), row.getPasswordHash(), row.getActive(), row.getSignInEpoch()));
    }

    /** How many failures a key has had since a moment, and when the last was; null when there were none. */
    record Failures(int count, @Nullable Instant last) {}

    Failures failures(byte[] key, Instant since) {
        return sql.select(count(), max(SIGN_IN_FAILURE.AT))
                .from(SIGN_IN_FAILURE)
                .where(SIGN_IN_FAILURE.KEY.eq(key))
                .and(SIGN_IN_FAILURE.AT.gt(since))
                .fetchSingle(row -> new Failures(row.value1(), row.value2()));
    }

    void addFailure(byte[] key, Instant at) {
        sql.insertInto(SIGN_IN_FAILURE)
                .set(SIGN_IN_FAILURE.KEY, key)
                .set(SIGN_IN_FAILURE.AT, at)
                .execute();
    }

    void forgetFailures(byte[] key) {
        sql.deleteFrom(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.KEY.eq(key)).execute();
    }

    void forgetFailuresBefore(Instant moment) {
        sql.deleteFrom(SIGN_IN_FAILURE).where(SIGN_IN_FAILURE.AT.lt(moment)).execute();
    }

    /** Deletes every session, and lets none count that is being made in this moment. */
    void endSessions(long id) {
        sql.update(STAFF_MEMBER)
                .set(STAFF_MEMBER.SIGN_IN_EPOCH, STAFF_MEMBER.SIGN_IN_EPOCH.plus(1))
                .where(STAFF_MEMBER.ID.eq(id))
                .execute();
        sql.execute("delete from spring_session where principal_name = ?", Long.toString(id));
    }

    int countSessions(long id, Instant now) {
        return sql.fetchSingle(
                        "select count(*) from spring_session where principal_name = ? and expiry_time > ?",
                        Long.toString(id),
                        now.toEpochMilli())
                .get(0, Integer.class);
    }
}
