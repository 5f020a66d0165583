package org.nightlight.privacy;

import static nightlight.tables.Tables.CONSENT;
import static nightlight.tables.Tables.CONSENT_LINK;
import static nightlight.tables.Tables.CONSENT_MAIL;
import static nightlight.tables.Tables.CONSENT_REQUEST;
import static nightlight.tables.Tables.CONSENT_WISH;
import static org.jooq.impl.DSL.any;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nightlight.tables.tables.records.ConsentRecord;
import nightlight.tables.tables.records.ConsentRequestRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Relation;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** The SQL of asking parents: requests, what was decided, links and mails. */
@Component
class ConsentStore {
    private final DSLContext sql;
    private final ConsentProofStore proofs;

    ConsentStore(DSLContext sql, ConsentProofStore proofs) {
        this.sql = sql;
        this.proofs = proofs;
    }

    /** The latest request of each child. */
    Map<Long, ConsentRequest> requests(Collection<Long> children) {
        return sql
                .selectFrom(CONSENT_REQUEST)
                .where(CONSENT_REQUEST.CHILD_ID.eq(any(children.toArray(Long[]::new))))
                .orderBy(CONSENT_REQUEST.ID)
                .fetch(ConsentStore::request)
                .stream()
                .collect(Collectors.toMap(ConsentRequest::childId, it -> it, (earlier, later) -> later));
    }

    /** The latest step of each child. */
    Map<Long, ConsentStep> latest(Collection<Long> children) {
        return sql
                .selectDistinct(CONSENT.asterisk())
                .on(CONSENT.CHILD_ID)
                .from(CONSENT)
                .where(CONSENT.CHILD_ID.eq(any(children.toArray(Long[]::new))))
                .orderBy(CONSENT.CHILD_ID, CONSENT.ID.desc())
                .fetchInto(CONSENT)
                .stream()
                .collect(Collectors.toMap(ConsentRecord::getChildId, ConsentStore::step));
    }

    Optional<ConsentRequest> find(long id) {
        return sql.selectFrom(CONSENT_REQUEST).where(CONSENT_REQUEST.ID.eq(id)).fetchOptional(ConsentStore::request);
    }

    /** Whoever else wants to decide on it waits. */
    Optional<ConsentRequest> lock(long id) {
        return sql.selectFrom(CONSENT_REQUEST)
                .where(CONSENT_REQUEST.ID.eq(id))
                .forUpdate()
                .fetchOptional(ConsentStore::request);
    }

    List<ConsentStep> steps(long requestId) {
        return sql.selectFrom(CONSENT)
                .where(CONSENT.REQUEST_ID.eq(requestId))
                .orderBy(CONSENT.ID)
                .fetch(ConsentStore::step);
    }

    /** Empty when one is open for this child already. */
    Optional<Long> insert(ConsentRequest asked, long by) {
        EmailAddress contact = java.util.Objects.requireNonNull(asked.contact());
        return sql.insertInto(CONSENT_REQUEST)
                .set(CONSENT_REQUEST.CHILD_ID, asked.childId())
                .set(CONSENT_REQUEST.TICKET_ID, asked.ticketId())
                .set(CONSENT_REQUEST.ASKED_BY, by)
                .set(CONSENT_REQUEST.ASKED_AT, asked.askedAt())
                .set(CONSENT_REQUEST.DEADLINE, asked.deadline())
                .set(CONSENT_REQUEST.LANGUAGE, asked.language())
                .set(CONSENT_REQUEST.RELATION, asked.relation().key())
                .set(CONSENT_REQUEST.CONTACT, contact.value())
                .set(CONSENT_REQUEST.CONTACT_HASH, Mailbox.hash(contact))
                .onConflictDoNothing()
                .returningResult(CONSENT_REQUEST.ID)
                .fetchOptional(CONSENT_REQUEST.ID);
    }

    /** Only a given consent keeps the address: its parent must be able to ask for a new link. What waited to be checked goes. */
    void end(long requestId, String how, Instant now) {
        var ending = sql.update(CONSENT_REQUEST).set(CONSENT_REQUEST.ENDED, how).set(CONSENT_REQUEST.ENDED_AT, now);
        if (!how.equals("given")) {
            ending = ending.setNull(CONSENT_REQUEST.CONTACT).setNull(CONSENT_REQUEST.CONTACT_HASH);
        }
        ending.where(CONSENT_REQUEST.ID.eq(requestId)).execute();
        proofs.dropOpen(requestId, now);
    }

    void extend(long requestId, Instant deadline) {
        sql.update(CONSENT_REQUEST)
                .set(CONSENT_REQUEST.DEADLINE, deadline)
                .where(CONSENT_REQUEST.ID.eq(requestId).and(CONSENT_REQUEST.DEADLINE.lt(deadline)))
                .execute();
    }

    void insert(ConsentRequest of, ConsentStep step, String purposes, String verifier) {
        sql.insertInto(CONSENT)
                .set(CONSENT.REQUEST_ID, of.id())
                .set(CONSENT.CHILD_ID, of.childId())
                .set(CONSENT.AT, step.at())
                .set(CONSENT.DECISION, step.decision().key())
                .set(CONSENT.COLLECTION, step.collection())
                .set(CONSENT.THIRD_PARTY_DISCLOSURE, step.thirdPartyDisclosure())
                .set(CONSENT.PURPOSES, purposes)
                .set(CONSENT.NOTICE, DirectNotice.Kind.CONSENT.key())
                .set(CONSENT.NOTICE_VERSION, step.noticeVersion())
                .set(
                        CONSENT.METHOD,
                        step.method() == null ? null : step.method().key())
                .set(CONSENT.EVIDENCE, step.evidence())
                .set(CONSENT.RELATION, of.relation().key())
                .set(CONSENT.VERIFIER, verifier)
                .set(CONSENT.EXPIRES_AT, step.expiresAt())
                .execute();
    }

    /** Requests whose time is over: unanswered ones, and given ones whose consent has ended. */
    Optional<ConsentRequest> over(Instant now) {
        return sql.selectFrom(CONSENT_REQUEST)
                .where(CONSENT_REQUEST.ENDED.isNull().and(CONSENT_REQUEST.DEADLINE.le(now)))
                .or(CONSENT_REQUEST.ENDED.eq("given").and(consentIsOver(now)))
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(ConsentStore::request);
    }

    private Condition consentIsOver(Instant now) {
        return org.jooq.impl.DSL.exists(sql.selectOne()
                .from(CONSENT)
                .where(CONSENT.REQUEST_ID.eq(CONSENT_REQUEST.ID))
                .and(CONSENT.DECISION.eq("given"))
                .and(CONSENT.EXPIRES_AT.le(now)));
    }

    /** A link as it is kept. */
    record Link(long id, long requestId, String purpose, Instant madeAt, boolean used) {}

    /** Found by its hash: the comparison tells nothing of the secret. */
    Optional<Link> link(String secret, Instant now) {
        return sql.selectFrom(CONSENT_LINK)
                .where(CONSENT_LINK.HASH.eq(Mailbox.sha256(secret)))
                .and(CONSENT_LINK.EXPIRES_AT.gt(now))
                .fetchOptional(row -> new Link(
                        row.getId(), row.getRequestId(), row.getPurpose(), row.getMadeAt(), row.getUsedAt() != null));
    }

    /** @return the secret, which is kept nowhere */
    String insertLink(long requestId, String purpose, Instant now, Instant expiresAt) {
        String secret = Mailbox.secret();
        sql.insertInto(CONSENT_LINK)
                .set(CONSENT_LINK.REQUEST_ID, requestId)
                .set(CONSENT_LINK.HASH, Mailbox.sha256(secret))
                .set(CONSENT_LINK.PURPOSE, purpose)
                .set(CONSENT_LINK.MADE_AT, now)
                .set(CONSENT_LINK.EXPIRES_AT, expiresAt)
                .execute();
        return secret;
    }

    void use(long linkId, Instant now) {
        sql.update(CONSENT_LINK)
                .set(CONSENT_LINK.USED_AT, now)
                .where(CONSENT_LINK.ID.eq(linkId))
                .execute();
    }

    /** A mail that is due, or on its way. */
    record Mail(long id, long requestId, ConsentLetters.Kind kind) {}

    void insertMail(long requestId, ConsentLetters.Kind kind, Instant due) {
        sql.insertInto(CONSENT_MAIL)
                .set(CONSENT_MAIL.REQUEST_ID, requestId)
                .set(CONSENT_MAIL.KIND, kind.key())
                .set(CONSENT_MAIL.DUE_AT, due)
                .execute();
    }

    Optional<Mail> due(Instant now) {
        return sql.selectFrom(CONSENT_MAIL)
                .where(CONSENT_MAIL.STATE.eq("due").and(CONSENT_MAIL.DUE_AT.le(now)))
                .orderBy(CONSENT_MAIL.DUE_AT, CONSENT_MAIL.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(ConsentStore::mail);
    }

    Optional<Mail> onItsWay(String mailId) {
        return sql.selectFrom(CONSENT_MAIL)
                .where(CONSENT_MAIL.MAIL_ID.eq(mailId).and(CONSENT_MAIL.STATE.eq("queued")))
                .fetchOptional(ConsentStore::mail);
    }

    void queued(long id, String mailId) {
        sql.update(CONSENT_MAIL)
                .set(CONSENT_MAIL.STATE, "queued")
                .set(CONSENT_MAIL.MAIL_ID, mailId)
                .where(CONSENT_MAIL.ID.eq(id))
                .execute();
    }

    void ended(long id, String state, Instant now) {
        sql.update(CONSENT_MAIL)
                .set(CONSENT_MAIL.STATE, state)
                .set(CONSENT_MAIL.ENDED_AT, now)
                .where(CONSENT_MAIL.ID.eq(id))
                .execute();
    }

    /** What is due of this request goes no more. */
    void drop(long requestId, Instant now) {
        sql.update(CONSENT_MAIL)
                .set(CONSENT_MAIL.STATE, "dropped")
                .set(CONSENT_MAIL.ENDED_AT, now)
                .where(CONSENT_MAIL.REQUEST_ID.eq(requestId).and(CONSENT_MAIL.STATE.eq("due")))
                .execute();
    }

    /** Whether a mail of this kind was due at or after that moment. */
    boolean hasMailSince(long requestId, ConsentLetters.Kind kind, Instant since) {
        return sql.fetchExists(
                CONSENT_MAIL,
                CONSENT_MAIL
                        .REQUEST_ID
                        .eq(requestId)
                        .and(CONSENT_MAIL.KIND.eq(kind.key()))
                        .and(CONSENT_MAIL.DUE_AT.ge(since)));
    }

    void insertWish(EmailAddress address, Instant now) {
        sql.insertInto(CONSENT_WISH)
                .set(CONSENT_WISH.HASH, Mailbox.hash(address))
                .set(CONSENT_WISH.AT, now)
                .execute();
    }

    /** Takes one wish for a new link away; the hash of its address. */
    Optional<byte[]> takeWish() {
        return sql.deleteFrom(CONSENT_WISH)
                .where(CONSENT_WISH.ID.eq(sql.select(CONSENT_WISH.ID)
                        .from(CONSENT_WISH)
                        .orderBy(CONSENT_WISH.ID)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(CONSENT_WISH.HASH)
                .fetchOptional(CONSENT_WISH.HASH);
    }

    List<ConsentRequest> ofContact(byte[] hash) {
        return sql.selectFrom(CONSENT_REQUEST)
                .where(CONSENT_REQUEST.CONTACT_HASH.eq(hash))
                .orderBy(CONSENT_REQUEST.ID)
                .fetch(ConsentStore::request);
    }

    /** Whether nothing may be sent to anybody at home; asked in a transaction of the software's own. */
    boolean isSilent(ConsentRequest about) {
        return Boolean.TRUE.equals(sql.fetchSingle(
                        "select home_is_silent(?::bigint, ?::bigint, ?::text)",
                        about.childId(),
                        about.ticketId(),
                        about.contact() == null ? null : about.contact().value())
                .get(0, Boolean.class));
    }

    private static Mail mail(nightlight.tables.tables.records.ConsentMailRecord row) {
        return new Mail(row.getId(), row.getRequestId(), ConsentLetters.Kind.ofKey(row.getKind()));
    }

    private static ConsentRequest request(ConsentRequestRecord row) {
        return new ConsentRequest(
                row.getId(),
                row.getChildId(),
                row.getTicketId(),
                row.getAskedAt(),
                row.getDeadline(),
                row.getLanguage(),
                Relation.ofKey(row.getRelation()),
                row.getContact() == null ? null : new EmailAddress(row.getContact()),
                row.getEnded());
    }

    private static ConsentStep step(ConsentRecord row) {
        @Nullable String method = row.getMethod();
        return new ConsentStep(
                row.getRequestId(),
                row.getAt(),
                ConsentStep.Decision.valueOf(row.getDecision().toUpperCase(Locale.ROOT)),
                row.getCollection(),
                row.getThirdPartyDisclosure(),
                row.getNoticeVersion(),
                method == null ? null : ConsentMethod.ofKey(method).orElseThrow(),
                row.getEvidence(),
                row.getExpiresAt());
    }
}
