package org.nightlight.privacy;

import static nightlight.tables.Tables.CONSENT_CALL;
import static nightlight.tables.Tables.CONSENT_CARD;
import static nightlight.tables.Tables.CONSENT_IDENTITY;
import static nightlight.tables.Tables.CONSENT_KNOWLEDGE;
import static nightlight.tables.Tables.CONSENT_REQUEST;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightlight.tables.tables.records.ConsentCardRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.SealedBytes;
import org.springframework.stereotype.Component;

/** The SQL of what proves a consent, besides forms: calls, cards, questions, identity papers. Shown to the software alone. */
@Component
class ConsentProofStore {
    private static final List<String> OPEN = List.of("begun", "open");

    private final DSLContext sql;
    private final SealedPapers papers;

    ConsentProofStore(DSLContext sql, SealedPapers papers) {
        this.sql = sql;
        this.papers = papers;
    }

    // calls

    long insertCall(ConsentRequest request, ConsentCalls.Told told, int script, int notice, long agent, Instant now) {
        return sql.insertInto(CONSENT_CALL)
                .set(CONSENT_CALL.REQUEST_ID, request.id())
                .set(CONSENT_CALL.METHOD, told.method().key())
                .set(CONSENT_CALL.AT, now)
                .set(CONSENT_CALL.AGENT_ID, agent)
                .set(CONSENT_CALL.SCRIPT_VERSION, script)
                .set(CONSENT_CALL.LANGUAGE, told.language())
                .set(CONSENT_CALL.NOTICE_VERSION, notice)
                .set(CONSENT_CALL.RELATION, told.relation().key())
                .set(CONSENT_CALL.PROVEN_BY, told.provenBy())
                .set(CONSENT_CALL.COLLECTION, told.collection())
                .set(CONSENT_CALL.THIRD_PARTY_DISCLOSURE, told.disclosure())
                .returningResult(CONSENT_CALL.ID)
                .fetchSingle(CONSENT_CALL.ID);
    }

    // cards

    /**
     * One attempt to confirm by card.
     *
     * @param answeredAt when the parent gave the answer that it is to prove
     * @param key the same for every repetition of one request to the provider
     * @param page where the parent goes on; null unless the state is {@code open}
     */
    record Card(
            long id,
            long requestId,
            Instant answeredAt,
            String key,
            Instant begunAt,
            CardSettings.Charge charge,
            String state,
            @Nullable String sessionId,
            @Nullable String page) {}

    Card beginCard(long requestId, Instant answeredAt, CardSettings.Charge charge, Instant now) {
        return card(sql.insertInto(CONSENT_CARD)
                .set(CONSENT_CARD.REQUEST_ID, requestId)
                .set(CONSENT_CARD.ANSWERED_AT, answeredAt)
                .set(CONSENT_CARD.IDEMPOTENCY_KEY, Mailbox.secret())
                .set(CONSENT_CARD.BEGUN_AT, now)
                .set(CONSENT_CARD.MODE, charge.isNone() ? "setup" : "payment")
                .set(CONSENT_CARD.AMOUNT, charge.amount())
                .set(CONSENT_CARD.CURRENCY, charge.currency())
                .returning()
                .fetchSingle());
    }

    Optional<Card> lastCard(long requestId) {
        return sql.selectFrom(CONSENT_CARD)
                .where(CONSENT_CARD.REQUEST_ID.eq(requestId))
                .orderBy(CONSENT_CARD.ID.desc())
                .limit(1)
                .fetchOptional(ConsentProofStore::card);
    }

    Optional<Card> cardOf(String sessionId) {
        return sql.selectFrom(CONSENT_CARD)
                .where(CONSENT_CARD.SESSION_ID.eq(sessionId))
                .fetchOptional(ConsentProofStore::card);
    }

    /** Does nothing where another process has done so. */
    void openCard(long id, String sessionId, String page) {
        sql.update(CONSENT_CARD)
                .set(CONSENT_CARD.STATE, "open")
                .set(CONSENT_CARD.SESSION_ID, sessionId)
                .set(CONSENT_CARD.PAGE, page)
                .where(CONSENT_CARD.ID.eq(id).and(CONSENT_CARD.STATE.eq("begun")))
                .execute();
    }

    /** False when it was so before: whoever comes second does nothing. A payment counts however late it is heard of. */
    boolean endCard(long id, String state, @Nullable String paymentId, Instant now) {
        return sql.update(CONSENT_CARD)
                        .set(CONSENT_CARD.STATE, state)
                        .set(CONSENT_CARD.PAYMENT_ID, paymentId)
                        .setNull(CONSENT_CARD.PAGE)
                        .set(CONSENT_CARD.ENDED_AT, now)
                        .where(CONSENT_CARD.ID.eq(id))
                        .and(
                                state.equals("paid")
                                        ? CONSENT_CARD.STATE.ne("paid").and(CONSENT_CARD.SESSION_ID.isNotNull())
                                        : CONSENT_CARD.STATE.in(state.equals("failed") ? List.of("begun") : OPEN))
                        .execute()
                == 1;
    }

    private static Card card(ConsentCardRecord row) {
        return new Card(
                row.getId(),
                row.getRequestId(),
                row.getAnsweredAt(),
                row.getIdempotencyKey(),
                row.getBegunAt(),
                new CardSettings.Charge(row.getAmount(), row.getCurrency()),
                row.getState(),
                row.getSessionId(),
                row.getPage());
    }

    // questions

    /** A try that waits for its answers. */
    record Attempt(long id, Instant answeredAt, Instant askedAt, String reference) {}

    int attempts(long requestId) {
        return sql.fetchCount(CONSENT_KNOWLEDGE, CONSENT_KNOWLEDGE.REQUEST_ID.eq(requestId));
    }

    long insertAttempt(long requestId, int number, Instant answeredAt, String reference, Instant now) {
        return sql.insertInto(CONSENT_KNOWLEDGE)
                .set(CONSENT_KNOWLEDGE.REQUEST_ID, requestId)
                .set(CONSENT_KNOWLEDGE.ATTEMPT, number)
                .set(CONSENT_KNOWLEDGE.ANSWERED_AT, answeredAt)
                .set(CONSENT_KNOWLEDGE.ASKED_AT, now)
                .set(CONSENT_KNOWLEDGE.REFERENCE, reference)
                .returningResult(CONSENT_KNOWLEDGE.ID)
                .fetchSingle(CONSENT_KNOWLEDGE.ID);
    }

    Optional<Attempt> openAttempt(long requestId, long id) {
        return sql.selectFrom(CONSENT_KNOWLEDGE)
                .where(CONSENT_KNOWLEDGE.ID.eq(id).and(CONSENT_KNOWLEDGE.REQUEST_ID.eq(requestId)))
                .and(CONSENT_KNOWLEDGE.ENDED_AT.isNull())
                .fetchOptional(
                        row -> new Attempt(row.getId(), row.getAnsweredAt(), row.getAskedAt(), row.getReference()));
    }

    /** False when it was decided before. */
    boolean endAttempt(long id, boolean passed, Instant now) {
        return sql.update(CONSENT_KNOWLEDGE)
                        .set(CONSENT_KNOWLEDGE.PASSED, passed)
                        .set(CONSENT_KNOWLEDGE.ENDED_AT, now)
                        .where(CONSENT_KNOWLEDGE.ID.eq(id).and(CONSENT_KNOWLEDGE.ENDED_AT.isNull()))
                        .execute()
                == 1;
    }

    // identity papers

    long insertIdentity(long requestId, String type, byte[] content, Instant now) {
        SealedBytes.Sealed sealed = papers.seal(content);
        return sql.insertInto(CONSENT_IDENTITY)
                .set(CONSENT_IDENTITY.REQUEST_ID, requestId)
                .set(CONSENT_IDENTITY.UPLOADED_AT, now)
                .set(CONSENT_IDENTITY.TYPE, type)
                .set(CONSENT_IDENTITY.CONTENT, sealed.bytes())
                .set(CONSENT_IDENTITY.KEY_ADDRESS, sealed.address())
                .returningResult(CONSENT_IDENTITY.ID)
                .fetchSingle(CONSENT_IDENTITY.ID);
    }

    boolean identityWaits(long requestId) {
        return sql.fetchExists(
                CONSENT_IDENTITY, CONSENT_IDENTITY.REQUEST_ID.eq(requestId).and(CONSENT_IDENTITY.ENDED_AT.isNull()));
    }

    List<ConsentForms.Form> waitingIdentities(int limit) {
        return sql.select(
                        CONSENT_IDENTITY.ID,
                        CONSENT_IDENTITY.REQUEST_ID,
                        CONSENT_IDENTITY.UPLOADED_AT,
                        CONSENT_IDENTITY.TYPE)
                .from(CONSENT_IDENTITY)
                .join(CONSENT_REQUEST)
                .on(CONSENT_REQUEST.ID.eq(CONSENT_IDENTITY.REQUEST_ID))
                .where(CONSENT_IDENTITY.ENDED_AT.isNull().and(CONSENT_REQUEST.ENDED.isNull()))
                .orderBy(CONSENT_IDENTITY.ID)
                .limit(limit)
                .fetch(row -> new ConsentForms.Form(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    Optional<ConsentForms.Form> identity(long id) {
        return sql.selectFrom(CONSENT_IDENTITY)
                .where(CONSENT_IDENTITY.ID.eq(id).and(CONSENT_IDENTITY.ENDED_AT.isNull()))
                .fetchOptional(row ->
                        new ConsentForms.Form(row.getId(), row.getRequestId(), row.getUploadedAt(), row.getType()));
    }

    Optional<byte[]> identityPicture(long id) {
        return sql.select(CONSENT_IDENTITY.CONTENT, CONSENT_IDENTITY.KEY_ADDRESS)
                .from(CONSENT_IDENTITY)
                .where(CONSENT_IDENTITY.ID.eq(id).and(CONSENT_IDENTITY.CONTENT.isNotNull()))
                .fetchOptional(row -> papers.open(row.value1(), row.value2()));
    }

    /** Seals a paper that an earlier version left as it came. True when there may be more. */
    boolean sealOneIdentity() {
        return papers.sealOne(
                CONSENT_IDENTITY, CONSENT_IDENTITY.ID, CONSENT_IDENTITY.CONTENT, CONSENT_IDENTITY.KEY_ADDRESS);
    }

    /** Writes down what was found and takes the picture away, in one statement. @param reason null where it was taken */
    void decideIdentity(long id, long by, String against, @Nullable String reason, Instant now) {
        sql.update(CONSENT_IDENTITY)
                .setNull(CONSENT_IDENTITY.CONTENT)
                .set(CONSENT_IDENTITY.ENDED_AT, now)
                .set(CONSENT_IDENTITY.CHECKED_BY, by)
                .set(CONSENT_IDENTITY.ACCEPTED, reason == null)
                .set(CONSENT_IDENTITY.AGAINST, against)
                .set(CONSENT_IDENTITY.REASON, reason)
                .where(CONSENT_IDENTITY.ID.eq(id).and(CONSENT_IDENTITY.ENDED_AT.isNull()))
                .execute();
    }

    /** The request has ended: a picture that nobody has looked at yet goes too, and no page of the provider's is led to. */
    void dropOpen(long requestId, Instant now) {
        sql.update(CONSENT_IDENTITY)
                .setNull(CONSENT_IDENTITY.CONTENT)
                .set(CONSENT_IDENTITY.ENDED_AT, now)
                .where(CONSENT_IDENTITY.REQUEST_ID.eq(requestId).and(CONSENT_IDENTITY.ENDED_AT.isNull()))
                .execute();
        sql.update(CONSENT_CARD)
                .set(CONSENT_CARD.STATE, "expired")
                .setNull(CONSENT_CARD.PAGE)
                .set(CONSENT_CARD.ENDED_AT, now)
                .where(CONSENT_CARD.REQUEST_ID.eq(requestId).and(CONSENT_CARD.STATE.in(OPEN)))
                .execute();
    }
}
