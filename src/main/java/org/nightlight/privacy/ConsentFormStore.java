package org.nightlight.privacy;

import static nightlight.tables.Tables.CONSENT_FORM;
import static nightlight.tables.Tables.CONSENT_REQUEST;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.nightlight.seal.SealedBytes;
import org.springframework.stereotype.Component;

/** The SQL of signed forms. The database shows them to the software alone. */
@Component
class ConsentFormStore {
    private final DSLContext sql;
    private final SealedPapers papers;

    ConsentFormStore(DSLContext sql, SealedPapers papers) {
        this.sql = sql;
        this.papers = papers;
    }

    long insert(long requestId, String type, byte[] content, Instant now) {
        SealedBytes.Sealed sealed = papers.seal(content);
        return sql.insertInto(CONSENT_FORM)
                .set(CONSENT_FORM.REQUEST_ID, requestId)
                .set(CONSENT_FORM.UPLOADED_AT, now)
                .set(CONSENT_FORM.TYPE, type)
                .set(CONSENT_FORM.SHA256, Mailbox.sha256(content))
                .set(CONSENT_FORM.CONTENT, sealed.bytes())
                .set(CONSENT_FORM.KEY_ADDRESS, sealed.address())
                .returningResult(CONSENT_FORM.ID)
                .fetchSingle(CONSENT_FORM.ID);
    }

    boolean waits(long requestId) {
        return sql.fetchExists(
                CONSENT_FORM, CONSENT_FORM.REQUEST_ID.eq(requestId).and(CONSENT_FORM.CHECKED_AT.isNull()));
    }

    List<ConsentForms.Form> waiting(int limit) {
        return sql.select(CONSENT_FORM.ID, CONSENT_FORM.REQUEST_ID, CONSENT_FORM.UPLOADED_AT, CONSENT_FORM.TYPE)
                .from(CONSENT_FORM)
                .join(CONSENT_REQUEST)
                .on(CONSENT_REQUEST.ID.eq(CONSENT_FORM.REQUEST_ID))
                .where(CONSENT_FORM.CHECKED_AT.isNull().and(CONSENT_REQUEST.ENDED.isNull()))
                .orderBy(CONSENT_FORM.ID)
                .limit(limit)
                .fetch(row -> new ConsentForms.Form(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    Optional<ConsentForms.Form> find(long id) {
        return sql.selectFrom(CONSENT_FORM)
                .where(CONSENT_FORM.ID.eq(id).and(CONSENT_FORM.CHECKED_AT.isNull()))
                .fetchOptional(row ->
                        new ConsentForms.Form(row.getId(), row.getRequestId(), row.getUploadedAt(), row.getType()));
    }

    Optional<byte[]> content(long id) {
        return sql.select(CONSENT_FORM.CONTENT, CONSENT_FORM.KEY_ADDRESS)
                .from(CONSENT_FORM)
                .where(CONSENT_FORM.ID.eq(id).and(CONSENT_FORM.CONTENT.isNotNull()))
                .fetchOptional(row -> papers.open(row.value1(), row.value2()));
    }

    /** Seals one that an earlier version left as it came. True when there may be more. */
    boolean sealOne() {
        return papers.sealOne(CONSENT_FORM, CONSENT_FORM.ID, CONSENT_FORM.CONTENT, CONSENT_FORM.KEY_ADDRESS);
    }

    void check(long id, long by, boolean accepted, String reason, Instant now) {
        sql.update(CONSENT_FORM)
                .set(CONSENT_FORM.CHECKED_BY, by)
                .set(CONSENT_FORM.CHECKED_AT, now)
                .set(CONSENT_FORM.ACCEPTED, accepted)
                .set(CONSENT_FORM.REASON, reason)
                .where(CONSENT_FORM.ID.eq(id))
                .execute();
    }

    /** Deletes the files that prove nothing any more: turned down, or of a request that ended otherwise, before that moment. */
    int forget(Instant before) {
        return sql.update(CONSENT_FORM)
                .setNull(CONSENT_FORM.CONTENT)
                .where(CONSENT_FORM.CONTENT.isNotNull())
                .and(CONSENT_FORM
                        .ACCEPTED
                        .isFalse()
                        .and(CONSENT_FORM.CHECKED_AT.le(before))
                        .or(CONSENT_FORM.REQUEST_ID.in(sql.select(CONSENT_REQUEST.ID)
                                .from(CONSENT_REQUEST)
                                .where(CONSENT_REQUEST.ENDED.in("refused", "revoked", "expired"))
                                .and(CONSENT_REQUEST.ENDED_AT.le(before)))))
                .execute();
    }
}
