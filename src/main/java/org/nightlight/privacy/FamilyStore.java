package org.nightlight.privacy;

import static nightlight.tables.Tables.FAMILY_VISIT;

import java.time.Instant;
import java.util.Optional;
import nightlight.tables.tables.records.FamilyVisitRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** The SQL of parents' visits to what is held of their children. */
@Component
class FamilyStore implements HomeMail.Store<FamilyStore.Visit> {
    private final DSLContext sql;

    FamilyStore(DSLContext sql) {
        this.sql = sql;
    }

    /** @param parentId null until the mail is made */
    record Visit(long id, EmailAddress address, @Nullable Long parentId) implements HomeMail.Due {}

    /** Nothing where this address wished since {@code recently}. */
    void insert(EmailAddress address, Instant now, Instant recently) {
        boolean again = sql.fetchExists(
                FAMILY_VISIT, FAMILY_VISIT.ADDRESS.eq(address.value()).and(FAMILY_VISIT.ASKED_AT.gt(recently)));
        if (!again) {
            sql.insertInto(FAMILY_VISIT)
                    .set(FAMILY_VISIT.ADDRESS, address.value())
                    .set(FAMILY_VISIT.ASKED_AT, now)
                    .execute();
        }
    }

    @Override
    public Optional<Visit> due(Instant now) {
        return sql.selectFrom(FAMILY_VISIT)
                .where(FAMILY_VISIT.STATE.eq("due").and(FAMILY_VISIT.ASKED_AT.le(now)))
                .orderBy(FAMILY_VISIT.ASKED_AT, FAMILY_VISIT.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(FamilyStore::visit);
    }

    @Override
    public Optional<Visit> onItsWay(String mailId) {
        return sql.selectFrom(FAMILY_VISIT)
                .where(FAMILY_VISIT.MAIL_ID.eq(mailId).and(FAMILY_VISIT.STATE.eq("queued")))
                .forUpdate()
                .fetchOptional(FamilyStore::visit);
    }

    @Override
    public void queued(long id, String mailId) {
        sql.update(FAMILY_VISIT)
                .set(FAMILY_VISIT.STATE, "queued")
                .set(FAMILY_VISIT.MAIL_ID, mailId)
                .where(FAMILY_VISIT.ID.eq(id))
                .execute();
    }

    /** An address that is no parent's is forgotten. */
    @Override
    public void ended(long id, String state, Instant now) {
        if (state.equals(FamilyLetters.NOBODY)) {
            sql.deleteFrom(FAMILY_VISIT).where(FAMILY_VISIT.ID.eq(id)).execute();
            return;
        }
        sql.update(FAMILY_VISIT)
                .set(FAMILY_VISIT.STATE, state)
                .set(FAMILY_VISIT.ENDED_AT, now)
                .where(FAMILY_VISIT.ID.eq(id))
                .execute();
    }

    /** @return the secret, which is kept nowhere */
    String insertLink(long id, long parentId, Instant until) {
        String secret = Mailbox.secret();
        sql.update(FAMILY_VISIT)
                .set(FAMILY_VISIT.CUSTOMER_ID, parentId)
                .set(FAMILY_VISIT.HASH, Mailbox.sha256(secret))
                .set(FAMILY_VISIT.LINK_UNTIL, until)
                .where(FAMILY_VISIT.ID.eq(id))
                .execute();
        return secret;
    }

    /** Found by its hash: the comparison tells nothing of the secret. */
    Optional<Visit> ofLink(String secret, Instant now) {
        return sql.selectFrom(FAMILY_VISIT)
                .where(FAMILY_VISIT.HASH.eq(Mailbox.sha256(secret)).and(FAMILY_VISIT.LINK_UNTIL.gt(now)))
                .fetchOptional(FamilyStore::visit);
    }

    void forget(Instant askedBefore) {
        sql.deleteFrom(FAMILY_VISIT)
                .where(FAMILY_VISIT.ASKED_AT.lt(askedBefore))
                .execute();
    }

    private static Visit visit(FamilyVisitRecord row) {
        return new Visit(row.getId(), new EmailAddress(row.getAddress()), row.getCustomerId());
    }
}
