package org.nightlight.privacy;

import static nightlight.tables.Tables.NOTICE_MAIL;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightlight.tables.tables.records.NoticeMailRecord;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** The SQL of notices to parents that ask for nothing. */
@Component
class NoticeStore implements HomeMail.Store<NoticeStore.Mail> {
    private final DSLContext sql;

    NoticeStore(DSLContext sql) {
        this.sql = sql;
    }

    record Mail(long id, long ticketId, long childId, long parentId, DirectNotice.Kind kind) implements HomeMail.Due {}

    /** Once for a conversation, a parent and a notice. */
    void insert(long ticketId, long childId, long parentId, DirectNotice.Kind kind, Instant due) {
        sql.insertInto(NOTICE_MAIL)
                .set(NOTICE_MAIL.TICKET_ID, ticketId)
                .set(NOTICE_MAIL.CHILD_ID, childId)
                .set(NOTICE_MAIL.PARENT_ID, parentId)
                .set(NOTICE_MAIL.NOTICE, kind.key())
                .set(NOTICE_MAIL.DUE_AT, due)
                .onConflictDoNothing()
                .execute();
    }

    @Override
    public Optional<Mail> due(Instant now) {
        return sql.selectFrom(NOTICE_MAIL)
                .where(NOTICE_MAIL.STATE.eq("due").and(NOTICE_MAIL.DUE_AT.le(now)))
                .orderBy(NOTICE_MAIL.DUE_AT, NOTICE_MAIL.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(NoticeStore::mail);
    }

    @Override
    public Optional<Mail> onItsWay(String mailId) {
        return sql.selectFrom(NOTICE_MAIL)
                .where(NOTICE_MAIL.MAIL_ID.eq(mailId).and(NOTICE_MAIL.STATE.eq("queued")))
                .forUpdate()
                .fetchOptional(NoticeStore::mail);
    }

    @Override
    public void queued(long id, String mailId) {
        sql.update(NOTICE_MAIL)
                .set(NOTICE_MAIL.STATE, "queued")
                .set(NOTICE_MAIL.MAIL_ID, mailId)
                .where(NOTICE_MAIL.ID.eq(id))
                .execute();
    }

    @Override
    public void ended(long id, String state, Instant now) {
        sql.update(NOTICE_MAIL)
                .set(NOTICE_MAIL.STATE, state)
                .set(NOTICE_MAIL.ENDED_AT, now)
                .where(NOTICE_MAIL.ID.eq(id))
                .execute();
    }

    void cameBack(List<String> mailIds, Instant now) {
        sql.update(NOTICE_MAIL)
                .set(NOTICE_MAIL.STATE, "failed")
                .set(NOTICE_MAIL.ENDED_AT, now)
                .where(NOTICE_MAIL.MAIL_ID.in(mailIds).and(NOTICE_MAIL.STATE.in("queued", "sent")))
                .execute();
    }

    /** A new link of a mail, as it stands there; here its hash is kept. */
    String insertLink(long id, int version, Instant until) {
        String secret = Mailbox.secret();
        sql.update(NOTICE_MAIL)
                .set(NOTICE_MAIL.VERSION, version)
                .set(NOTICE_MAIL.HASH, Mailbox.sha256(secret))
                .set(NOTICE_MAIL.LINK_UNTIL, until)
                .where(NOTICE_MAIL.ID.eq(id))
                .execute();
        return secret;
    }

    /** What a link of a mail belongs to. */
    Optional<NoticeMailRecord> ofLink(String secret, Instant now) {
        return sql.selectFrom(NOTICE_MAIL)
                .where(NOTICE_MAIL.HASH.eq(Mailbox.sha256(secret)).and(NOTICE_MAIL.LINK_UNTIL.gt(now)))
                .fetchOptional();
    }

    /** False when it was before. */
    boolean refused(long id, Instant now) {
        return sql.update(NOTICE_MAIL)
                        .set(NOTICE_MAIL.REFUSED_AT, now)
                        .where(NOTICE_MAIL.ID.eq(id).and(NOTICE_MAIL.REFUSED_AT.isNull()))
                        .execute()
                > 0;
    }

    /** Whether nothing may be sent to anybody at home; asked in a transaction of the software's own. */
    boolean isSilent(Mail mail, EmailAddress address) {
        // A notice on a child's safety comes from behind the wall: who is suspected decides, not that the wall is
        // there.
        Field<Long> askedOn =
                mail.kind() == DirectNotice.Kind.CHILD_SAFETY ? castNull(Long.class) : val(mail.ticketId());
        return sql.select(field(
                        "home_is_silent({0}, {1}, {2})",
                        Boolean.class, val(mail.childId()), askedOn, val(address.value())))
                .fetchSingle()
                .value1();
    }

    static Mail mail(NoticeMailRecord row) {
        DirectNotice.Kind kind = row.getNotice().equals(DirectNotice.Kind.CHILD_SAFETY.key())
                ? DirectNotice.Kind.CHILD_SAFETY
                : DirectNotice.Kind.SEVERAL_REPLIES;
        return new Mail(row.getId(), row.getTicketId(), row.getChildId(), row.getParentId(), kind);
    }
}
