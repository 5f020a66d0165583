package org.nightlight.staff;

import static nightlight.tables.Tables.API_TOKEN;
import static nightlight.tables.Tables.STAFF_MEMBER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The SQL of API tokens. */
final class TokenStore {
    private final DSLContext sql;

    TokenStore(DSLContext sql) {
        this.sql = sql;
    }

    long insert(long id, String name, byte[] sha256, Instant now) {
        return sql.insertInto(API_TOKEN)
                .set(API_TOKEN.STAFF_ID, id)
                .set(API_TOKEN.NAME, name)
                .set(API_TOKEN.TOKEN_SHA256, sha256)
                .set(API_TOKEN.CREATED_AT, now)
                .returning(API_TOKEN.ID)
                .fetchSingle(API_TOKEN.ID);
    }

    /** A token that is good, and whose it is. */
    record Bearer(long token, byte[] sha256, @Nullable Instant lastUsedAt, StaffMember member) {}

    Optional<Bearer> bearer(byte[] sha256) {
        return sql.select(StaffStore.MEMBER)
                .select(API_TOKEN.ID, API_TOKEN.TOKEN_SHA256, API_TOKEN.LAST_USED_AT)
                .from(API_TOKEN)
                .join(STAFF_MEMBER)
                .on(STAFF_MEMBER.ID.eq(API_TOKEN.STAFF_ID))
                .where(API_TOKEN.TOKEN_SHA256.eq(sha256))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .and(STAFF_MEMBER.ACTIVE.isTrue())
                .fetchOptional(row -> new Bearer(
                        row.get(API_TOKEN.ID),
                        row.get(API_TOKEN.TOKEN_SHA256),
                        row.get(API_TOKEN.LAST_USED_AT),
                        StaffStore.member(row)));
    }

    void touch(long token, Instant now, Instant unlessSince) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.LAST_USED_AT, now)
                .where(API_TOKEN.ID.eq(token))
                .and(API_TOKEN.LAST_USED_AT.isNull().or(API_TOKEN.LAST_USED_AT.le(unlessSince)))
                .execute();
    }

    List<Tokens.Token> list(long id) {
        return sql.selectFrom(API_TOKEN)
                .where(API_TOKEN.STAFF_ID.eq(id))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .orderBy(API_TOKEN.ID)
                .fetch(row -> new Tokens.Token(row.getId(), row.getName(), row.getCreatedAt(), row.getLastUsedAt()));
    }

    List<Tokens.Owned> all() {
        return sql.select(StaffStore.MEMBER)
                .select(API_TOKEN.ID, API_TOKEN.NAME, API_TOKEN.CREATED_AT, API_TOKEN.LAST_USED_AT)
                .from(API_TOKEN)
                .join(STAFF_MEMBER)
                .on(STAFF_MEMBER.ID.eq(API_TOKEN.STAFF_ID))
                .where(API_TOKEN.REVOKED_AT.isNull())
                .orderBy(STAFF_MEMBER.NAME, STAFF_MEMBER.ID, API_TOKEN.ID)
                .fetch(row -> new Tokens.Owned(
                        StaffStore.member(row),
                        new Tokens.Token(
                                row.get(API_TOKEN.ID),
                                row.get(API_TOKEN.NAME),
                                row.get(API_TOKEN.CREATED_AT),
                                row.get(API_TOKEN.LAST_USED_AT))));
    }

    /** Whoever's it is. */
    boolean revoke(long token, Instant now) {
        return sql.update(API_TOKEN)
                        .set(API_TOKEN.REVOKED_AT, now)
                        .where(API_TOKEN.ID.eq(token))
                        .and(API_TOKEN.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    boolean revoke(long id, long token, Instant now) {
        return sql.update(API_TOKEN)
                        .set(API_TOKEN.REVOKED_AT, now)
                        .where(API_TOKEN.ID.eq(token))
                        .and(API_TOKEN.STAFF_ID.eq(id))
                        .and(API_TOKEN.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    void revokeAll(long id, Instant now) {
        sql.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, now)
                .where(API_TOKEN.STAFF_ID.eq(id))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .execute();
    }
}
