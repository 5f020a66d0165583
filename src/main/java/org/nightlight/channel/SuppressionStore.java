package org.nightlight.channel;

import static nightlight.tables.Tables.SUPPRESSED;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightlight.tables.tables.records.SuppressedRecord;
import org.jooq.DSLContext;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** Addresses to which no mail goes, and those whose stop was lifted, with who did and why. */
@Component
class SuppressionStore {
    private final DSLContext sql;

    SuppressionStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Long> insert(EmailAddress address, Suppressions.Why why, String status, Instant now) {
        return sql.insertInto(SUPPRESSED)
                .set(SUPPRESSED.ADDRESS, address.value())
                .set(SUPPRESSED.WHY, why.key())
                .set(SUPPRESSED.STATUS, status)
                .set(SUPPRESSED.SINCE, now)
                .onConflict(SUPPRESSED.ADDRESS)
                .where(SUPPRESSED.LIFTED_AT.isNull())
                .doNothing()
                .returningResult(SUPPRESSED.ID)
                .fetchOptional(SUPPRESSED.ID);
    }

    Optional<Suppressions.Entry> find(Collection<EmailAddress> addresses) {
        return sql.selectFrom(SUPPRESSED)
                .where(SUPPRESSED.ADDRESS.in(
                        addresses.stream().map(EmailAddress::value).toList()))
                .and(SUPPRESSED.LIFTED_AT.isNull())
                .orderBy(SUPPRESSED.ID)
                .limit(1)
                .fetchOptional(SuppressionStore::entry);
    }

    Optional<Suppressions.Entry> find(long id) {
        return sql.selectFrom(SUPPRESSED)
                .where(SUPPRESSED.ID.eq(id).and(SUPPRESSED.LIFTED_AT.isNull()))
                .fetchOptional(SuppressionStore::entry);
    }

    List<Suppressions.Entry> all(int limit) {
        return sql.selectFrom(SUPPRESSED)
                .where(SUPPRESSED.LIFTED_AT.isNull())
                .orderBy(SUPPRESSED.ID.desc())
                .limit(limit)
                .fetch(SuppressionStore::entry);
    }

    void lift(long id, long by, String reason, Instant now) {
        sql.update(SUPPRESSED)
                .set(SUPPRESSED.LIFTED_AT, now)
                .set(SUPPRESSED.LIFTED_BY, by)
                .set(SUPPRESSED.LIFTED_REASON, reason)
                .where(SUPPRESSED.ID.eq(id).and(SUPPRESSED.LIFTED_AT.isNull()))
                .execute();
    }

    private static Suppressions.Entry entry(SuppressedRecord row) {
        return new Suppressions.Entry(
                row.getId(),
                new EmailAddress(row.getAddress()),
                Suppressions.Why.valueOf(row.getWhy().toUpperCase(Locale.ROOT)),
                row.getStatus(),
                row.getSince());
    }
}
