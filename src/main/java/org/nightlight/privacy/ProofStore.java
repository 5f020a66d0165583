package org.nightlight.privacy;

import static nightlight.tables.Tables.ADDRESS_PROOF;
import static nightlight.tables.Tables.SENDER_DOUBT;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Optional;
import nightlight.tables.tables.records.AddressProofRecord;
import org.jooq.DSLContext;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** The SQL of who is asking: addresses to be proven, and senders in doubt. */
@Component
class ProofStore implements HomeMail.Store<ProofStore.Proof> {
    private final DSLContext sql;

    ProofStore(DSLContext sql) {
        this.sql = sql;
    }

    record Proof(long id, long customerId, EmailAddress address, boolean proven) implements HomeMail.Due {}

    void insert(long customerId, EmailAddress address, long by, Instant now) {
        sql.insertInto(ADDRESS_PROOF)
                .set(ADDRESS_PROOF.CUSTOMER_ID, customerId)
                .set(ADDRESS_PROOF.ADDRESS, address.value())
                .set(ADDRESS_PROOF.ASKED_BY, by)
                .set(ADDRESS_PROOF.ASKED_AT, now)
                .execute();
    }

    /** When somebody was asked last, and whether the sender of a message on this conversation is in doubt. */
    Proofs.Standing standing(long customerId, long ticketId) {
        return sql.select(
                        field("proof_asked_at({0})", Instant.class, val(customerId)),
                        field(exists(selectOne().from(SENDER_DOUBT).where(SENDER_DOUBT.TICKET_ID.eq(ticketId)))))
                .fetchSingle(row -> new Proofs.Standing(row.value1(), row.value2()));
    }

    @Override
    public Optional<Proof> due(Instant now) {
        return sql.selectFrom(ADDRESS_PROOF)
                .where(ADDRESS_PROOF.STATE.eq("due").and(ADDRESS_PROOF.ASKED_AT.le(now)))
                .orderBy(ADDRESS_PROOF.ASKED_AT, ADDRESS_PROOF.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(ProofStore::proof);
    }

    @Override
    public Optional<Proof> onItsWay(String mailId) {
        return sql.selectFrom(ADDRESS_PROOF)
                .where(ADDRESS_PROOF.MAIL_ID.eq(mailId).and(ADDRESS_PROOF.STATE.eq("queued")))
                .forUpdate()
                .fetchOptional(ProofStore::proof);
    }

    @Override
    public void queued(long id, String mailId) {
        sql.update(ADDRESS_PROOF)
                .set(ADDRESS_PROOF.STATE, "queued")
                .set(ADDRESS_PROOF.MAIL_ID, mailId)
                .where(ADDRESS_PROOF.ID.eq(id))
                .execute();
    }

    @Override
    public void ended(long id, String state, Instant now) {
        sql.update(ADDRESS_PROOF)
                .set(ADDRESS_PROOF.STATE, state)
                .set(ADDRESS_PROOF.ENDED_AT, now)
                .where(ADDRESS_PROOF.ID.eq(id))
                .execute();
    }

    /** @return the secret, which is kept nowhere */
    String insertLink(long id, Instant until) {
        String secret = Mailbox.secret();
        sql.update(ADDRESS_PROOF)
                .set(ADDRESS_PROOF.HASH, Mailbox.sha256(secret))
                .set(ADDRESS_PROOF.LINK_UNTIL, until)
                .where(ADDRESS_PROOF.ID.eq(id))
                .execute();
        return secret;
    }

    /** Found by its hash: the comparison tells nothing of the secret. */
    Optional<Proof> ofLink(String secret, Instant now) {
        return sql.selectFrom(ADDRESS_PROOF)
                .where(ADDRESS_PROOF.HASH.eq(Mailbox.sha256(secret)).and(ADDRESS_PROOF.LINK_UNTIL.gt(now)))
                .fetchOptional(ProofStore::proof);
    }

    void proven(long id, Instant now) {
        sql.update(ADDRESS_PROOF)
                .set(ADDRESS_PROOF.PROVEN_AT, now)
                .where(ADDRESS_PROOF.ID.eq(id).and(ADDRESS_PROOF.PROVEN_AT.isNull()))
                .execute();
    }

    boolean isSilent(long customerId, EmailAddress address) {
        return sql.select(field("home_is_silent({0}, null, {1})", Boolean.class, val(customerId), val(address.value())))
                .fetchSingle()
                .value1();
    }

    void doubt(long ticketId, Instant now) {
        sql.insertInto(SENDER_DOUBT)
                .set(SENDER_DOUBT.TICKET_ID, ticketId)
                .set(SENDER_DOUBT.SINCE, now)
                .onConflictDoNothing()
                .execute();
    }

    boolean isDoubtful(long ticketId) {
        return sql.fetchExists(SENDER_DOUBT, SENDER_DOUBT.TICKET_ID.eq(ticketId));
    }

    private static Proof proof(AddressProofRecord row) {
        return new Proof(
                row.getId(), row.getCustomerId(), new EmailAddress(row.getAddress()), row.getProvenAt() != null);
    }
}
