package org.nightlight.channel;

import static nightlight.tables.Tables.DEMO_MAIL;
import static nightlight.tables.Tables.INSTANCE;
import static nightlight.tables.Tables.OUTBOUND;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightlight.tables.tables.records.OutboundRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.seal.Seal;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** Mail on its way out. Nothing is put in without the gate's {@link Passage.Passed}. */
@Component
class OutboundStore {
    private static final String WAITING = "waiting";

    private final DSLContext sql;

    OutboundStore(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * @param messageId the message on the ticket that this mail carries, if any
     * @param copies those of its recipients who get a copy of what is somebody else's answer
     * @param files how many files of that message go with it
     */
    record Thread(
            @Nullable Long ticketId,
            @Nullable Long messageId,
            @Nullable String inReplyTo,
            List<String> references,
            Set<EmailAddress> copies,
            int files) {
        static final Thread NONE = new Thread(null, null, null, List.of());

        Thread(@Nullable Long ticketId, @Nullable Long messageId, @Nullable String inReplyTo, List<String> references) {
            this(ticketId, messageId, inReplyTo, references, Set.of(), 0);
        }
    }

    record Mail(
            long id,
            @Nullable Long ticketId,
            @Nullable Long messageId,
            Outgoing.Purpose purpose,
            String mailId,
            EmailAddress sender,
            List<EmailAddress> recipients,
            List<EmailAddress> copies,
            String subject,
            String body,
            @Nullable String inReplyTo,
            List<String> references,
            int attempts,
            Instant createdAt,
            boolean waits,
            int files) {}

    void insert(
            Passage.Passed passed, String mailId, EmailAddress sender, Thread thread, Instant now, Instant notBefore) {
        Outgoing mail = passed.outgoing();
        sql.insertInto(OUTBOUND)
                .set(OUTBOUND.TICKET_ID, thread.ticketId())
                .set(OUTBOUND.MESSAGE_ID, thread.messageId())
                .set(OUTBOUND.PURPOSE, mail.purpose().name().toLowerCase(java.util.Locale.ROOT))
                .set(OUTBOUND.MAIL_ID, mailId)
                .set(OUTBOUND.SENDER, sender.value())
                .set(OUTBOUND.RECIPIENTS, values(mail.recipients()))
                .set(OUTBOUND.CC, values(thread.copies()))
                .set(OUTBOUND.SUBJECT, mail.subject())
                .set(OUTBOUND.BODY, mail.text())
                .set(OUTBOUND.FILES, thread.files())
                .set(OUTBOUND.IN_REPLY_TO, thread.inReplyTo())
                .set(OUTBOUND.REFS, thread.references().toArray(String[]::new))
                .set(OUTBOUND.STATE, "queued")
                .set(OUTBOUND.NOT_BEFORE, notBefore)
                .set(OUTBOUND.CREATED_AT, now)
                .execute();
    }

    /** What a mail of this message is known by stands at the end of its subject, once the gate has judged that. */
    void tag(long messageId, String tag) {
        sql.update(OUTBOUND)
                .set(OUTBOUND.SUBJECT, OUTBOUND.SUBJECT.concat(" " + tag))
                .where(OUTBOUND.MESSAGE_ID.eq(messageId))
                .execute();
    }

    private static String[] values(Set<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::value).sorted().toArray(String[]::new);
    }

    /** Takes waiting mail for {@code lease}, mail of a process that died with it included. Alerts go first. */
    List<Mail> claim(Instant now, Duration lease, int limit) {
        return sql.fetch(
                        "update outbound set state = 'sending', attempts = attempts + 1, claimed_until = ?::timestamptz "
                                + "where id in (select id from outbound where (state = 'queued' and not_before <= ?::timestamptz) "
                                + "or (state = 'sending' and claimed_until < ?::timestamptz) "
                                + "order by purpose = 'alert' desc, not_before, id limit ? for update skip locked) "
                                + "returning id, ticket_id, message_id, purpose, mail_id, sender, recipients, cc, subject, body, "
                                + "in_reply_to, refs, attempts, created_at, scheduled, files",
                        now.plus(lease).atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC),
                        now.atOffset(ZoneOffset.UTC),
                        limit)
                .into(OUTBOUND)
                .map(OutboundStore::mail);
    }

    /** All that waits on one ticket. */
    List<Mail> claimOf(long ticketId, Instant now, Duration lease) {
        return sql.update(OUTBOUND)
                .set(OUTBOUND.STATE, "sending")
                .set(OUTBOUND.ATTEMPTS, OUTBOUND.ATTEMPTS.plus(1))
                .set(OUTBOUND.CLAIMED_UNTIL, now.plus(lease))
                .where(OUTBOUND.TICKET_ID.eq(ticketId).and(OUTBOUND.STATE.eq("queued")))
                .returning()
                .fetch(OutboundStore::mail);
    }

    /** One that waits, at once. */
    Optional<Mail> claimWaiting(long id, Instant now, Duration lease) {
        return sql.update(OUTBOUND)
                .set(OUTBOUND.STATE, "sending")
                .set(OUTBOUND.ATTEMPTS, OUTBOUND.ATTEMPTS.plus(1))
                .set(OUTBOUND.CLAIMED_UNTIL, now.plus(lease))
                .where(OUTBOUND.ID.eq(id).and(OUTBOUND.STATE.eq("queued")))
                .returning()
                .fetchOptional(OutboundStore::mail);
    }

    private static Mail mail(OutboundRecord row) {
        return new Mail(
                row.getId(),
                row.getTicketId(),
                row.getMessageId(),
                Outgoing.Purpose.valueOf(row.getPurpose().toUpperCase(java.util.Locale.ROOT)),
                row.getMailId(),
                new EmailAddress(row.getSender()),
                List.of(row.getRecipients()).stream().map(EmailAddress::new).toList(),
                List.of(row.getCc()).stream().map(EmailAddress::new).toList(),
                row.getSubject(),
                row.getBody(),
                row.getInReplyTo(),
                List.of(row.getRefs()),
                row.getAttempts(),
                row.getCreatedAt(),
                WAITING.equals(row.getScheduled()),
                row.getFiles());
    }

    /** False when the mail is no longer ours to end: a wall went up, or the lease passed to another process. */
    boolean sent(long id, int attempt, Instant at) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.STATE, "sent")
                        .set(OUTBOUND.SENT_AT, at)
                        .set(OUTBOUND.REASON, "")
                        .where(OUTBOUND.ID
                                .eq(id)
                                .and(OUTBOUND.STATE.in("sending", "withheld"))
                                .and(OUTBOUND.ATTEMPTS.eq(attempt)))
                        .execute()
                == 1;
    }

    boolean wait(long id, int attempt, Instant until, String reason) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.STATE, "queued")
                        .set(OUTBOUND.NOT_BEFORE, until)
                        .set(OUTBOUND.REASON, reason)
                        .where(OUTBOUND.ID
                                .eq(id)
                                .and(OUTBOUND.STATE.eq("sending"))
                                .and(OUTBOUND.ATTEMPTS.eq(attempt)))
                        .execute()
                == 1;
    }

    boolean fail(long id, int attempt, String reason) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.STATE, "failed")
                        .set(OUTBOUND.REASON, reason)
                        .where(OUTBOUND.ID
                                .eq(id)
                                .and(OUTBOUND.STATE.eq("sending"))
                                .and(OUTBOUND.ATTEMPTS.eq(attempt)))
                        .execute()
                == 1;
    }

    /** A mail that had left came back: it can be sent again. False when it no longer counts as sent. */
    boolean cameBack(long id, String reason) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.STATE, "failed")
                        .set(OUTBOUND.REASON, reason)
                        .where(OUTBOUND.ID.eq(id).and(OUTBOUND.STATE.eq("sent")))
                        .execute()
                == 1;
    }

    /**
     * Whether this address was sent a receipt since then. Until the caller's transaction ends nobody else gets an answer for the
     * same address, so that of two mails at once one is acknowledged.
     */
    boolean hadReceipt(EmailAddress address, Instant since) {
        sql.fetch("select pg_advisory_xact_lock(hashtextextended(?, 3401))", address.value());
        return sql.fetchExists(
                OUTBOUND,
                OUTBOUND.PURPOSE
                        .eq("receipt")
                        .and(OUTBOUND.CREATED_AT.gt(since))
                        .and(OUTBOUND.RECIPIENTS.contains(new String[] {address.value()})));
    }

    /** Whether the mail may still go and is still this attempt's; if so, it stays so until {@code until}. */
    boolean hold(long id, int attempt, Instant until) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.CLAIMED_UNTIL, until)
                        .set(
                                OUTBOUND.SCHEDULED,
                                when(OUTBOUND.SCHEDULED.eq(WAITING), "leaving").otherwise(OUTBOUND.SCHEDULED))
                        .where(OUTBOUND.ID
                                .eq(id)
                                .and(OUTBOUND.STATE.eq("sending"))
                                .and(OUTBOUND.ATTEMPTS.eq(attempt)))
                        .execute()
                == 1;
    }

    /** From now on the reply waits for its time, and can be made a draft again. */
    void schedule(long messageId) {
        sql.update(OUTBOUND)
                .set(OUTBOUND.SCHEDULED, WAITING)
                .where(OUTBOUND.MESSAGE_ID.eq(messageId))
                .execute();
    }

    /** When replies of a ticket that can be made drafts again are to leave, by message. */
    Map<Long, Instant> scheduled(long ticketId) {
        return sql.select(OUTBOUND.MESSAGE_ID, OUTBOUND.NOT_BEFORE)
                .from(OUTBOUND)
                .where(OUTBOUND.TICKET_ID.eq(ticketId).and(OUTBOUND.SCHEDULED.eq(WAITING)))
                .and(OUTBOUND.STATE.in("queued", "sending"))
                .fetchMap(OUTBOUND.MESSAGE_ID, OUTBOUND.NOT_BEFORE);
    }

    boolean hasten(long messageId, Instant now) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.NOT_BEFORE, now)
                        .where(OUTBOUND.MESSAGE_ID.eq(messageId).and(OUTBOUND.STATE.eq("queued")))
                        .and(OUTBOUND.SCHEDULED.eq(WAITING))
                        .execute()
                == 1;
    }

    /** Ends a reply that waits for its time, also one that a worker has claimed and not begun to hand over. */
    boolean unschedule(long messageId, String reason) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.STATE, "withheld")
                        .set(OUTBOUND.REASON, reason)
                        .where(OUTBOUND.MESSAGE_ID.eq(messageId).and(OUTBOUND.SCHEDULED.eq(WAITING)))
                        .and(OUTBOUND.STATE.in("queued", "sending"))
                        .execute()
                == 1;
    }

    /** Ends a mail that is not wanted any more. */
    void withhold(long id, int attempt, String reason) {
        sql.update(OUTBOUND)
                .set(OUTBOUND.STATE, "withheld")
                .set(OUTBOUND.REASON, reason)
                .where(OUTBOUND.ID.eq(id).and(OUTBOUND.ATTEMPTS.eq(attempt)))
                .execute();
    }

    /** Keeps that there was a mail, and neither its words with their links nor whom it went to. */
    void forget(long id) {
        sql.update(OUTBOUND)
                .set(OUTBOUND.SUBJECT, "")
                .set(OUTBOUND.BODY, "")
                .set(OUTBOUND.RECIPIENTS, new String[0])
                .set(OUTBOUND.CC, new String[0])
                .where(OUTBOUND.ID.eq(id))
                .execute();
    }

    boolean again(long messageId, Instant now) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.STATE, "queued")
                        .set(OUTBOUND.NOT_BEFORE, now)
                        .where(OUTBOUND.MESSAGE_ID.eq(messageId).and(OUTBOUND.STATE.eq("failed")))
                        .and(OUTBOUND.SUBJECT.ne(Seal.MARK))
                        .execute()
                == 1;
    }

    /** The addresses to which the latest mail of a conversation came. */
    List<String> cameTo(long ticketId) {
        String[] addresses = sql.select(field("came_to({0})", String[].class, val(ticketId)))
                .fetchSingle()
                .value1();
        return addresses == null ? List.of() : List.of(addresses);
    }

    /** Holds back a reply that nobody has begun to hand over, while it may not leave yet. */
    boolean undo(long messageId, Instant now) {
        return sql.update(OUTBOUND)
                        .set(OUTBOUND.STATE, "withheld")
                        .set(OUTBOUND.REASON, Outbox.TAKEN_BACK)
                        .where(OUTBOUND.MESSAGE_ID.eq(messageId).and(OUTBOUND.STATE.eq("queued")))
                        .and(OUTBOUND.ATTEMPTS.eq(0).and(OUTBOUND.NOT_BEFORE.gt(now)))
                        .execute()
                == 1;
    }

    /** Holds back all mail to customers, and of side conversations, that waits on a ticket; the messages that it carried. */
    List<Long> withhold(long ticketId, String reason) {
        return sql
                .update(OUTBOUND)
                .set(OUTBOUND.STATE, "withheld")
                .set(OUTBOUND.REASON, reason)
                .where(OUTBOUND.TICKET_ID
                        .eq(ticketId)
                        .and(OUTBOUND.STATE.in("queued", "sending"))
                        .and(OUTBOUND.PURPOSE.in("reply", "automatic", "side")))
                .returningResult(OUTBOUND.MESSAGE_ID)
                .fetch(OUTBOUND.MESSAGE_ID)
                .stream()
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Holds back answers to a child that wait on a ticket; their mail ids. */
    List<String> withholdAnswers(long ticketId, String reason) {
        return sql.update(OUTBOUND)
                .set(OUTBOUND.STATE, "withheld")
                .set(OUTBOUND.REASON, reason)
                .where(OUTBOUND.TICKET_ID
                        .eq(ticketId)
                        .and(OUTBOUND.STATE.in("queued", "sending"))
                        .and(OUTBOUND.PURPOSE.eq("child")))
                .returningResult(OUTBOUND.MAIL_ID)
                .fetch(OUTBOUND.MAIL_ID);
    }

    /** Letters of a ticket that are not on their way, by number. */
    Map<Long, SealedMail.Letter> ended(long ticketId, String... purposes) {
        return sql.select(OUTBOUND.ID, OUTBOUND.SUBJECT, OUTBOUND.BODY)
                .from(OUTBOUND)
                .where(OUTBOUND.TICKET_ID.eq(ticketId))
                .and(OUTBOUND.PURPOSE.in(purposes))
                .and(OUTBOUND.STATE.in("sent", "failed", "withheld"))
                .fetchMap(OUTBOUND.ID, row -> new SealedMail.Letter(row.value2(), row.value3()));
    }

    void write(long id, SealedMail.Letter letter) {
        sql.update(OUTBOUND)
                .set(OUTBOUND.SUBJECT, letter.subject())
                .set(OUTBOUND.BODY, letter.body())
                .where(OUTBOUND.ID.eq(id))
                .execute();
    }

    /** Copies that a demo desk kept to be looked at. */
    void forgetDemoMail(long ticketId) {
        sql.deleteFrom(DEMO_MAIL)
                .where(DEMO_MAIL.OUTBOUND_ID.in(sql.select(OUTBOUND.ID)
                        .from(OUTBOUND)
                        .where(OUTBOUND.TICKET_ID.eq(ticketId))
                        .and(OUTBOUND.PURPOSE.in("reply", "automatic", "side"))))
                .execute();
    }

    record Instance(String id, byte[] secret) {}

    Instance instance() {
        return sql.selectFrom(INSTANCE).fetchSingle(row -> new Instance(row.getId(), row.getSecret()));
    }

    void keepForDemo(long outboundId, byte[] raw, Instant at) {
        if (sql.fetchExists(OUTBOUND, OUTBOUND.ID.eq(outboundId).and(OUTBOUND.SUBJECT.eq(Seal.MARK)))) {
            return; // a wall went up while it was handed over
        }
        sql.insertInto(DEMO_MAIL)
                .set(DEMO_MAIL.OUTBOUND_ID, outboundId)
                .set(DEMO_MAIL.AT, at)
                .set(DEMO_MAIL.RAW, raw)
                .onConflictDoNothing()
                .execute();
    }

    List<DemoMail> demoMail(int limit) {
        return sql.select(DEMO_MAIL.ID, DEMO_MAIL.AT, DEMO_MAIL.RAW)
                .from(DEMO_MAIL)
                .orderBy(DEMO_MAIL.ID.desc())
                .limit(limit)
                .fetch(row -> new DemoMail(row.value1(), row.value2(), row.value3()));
    }

    Optional<DemoMail> demoMail(long id) {
        return sql.select(DEMO_MAIL.ID, DEMO_MAIL.AT, DEMO_MAIL.RAW)
                .from(DEMO_MAIL)
                .where(DEMO_MAIL.ID.eq(id))
                .fetchOptional(row -> new DemoMail(row.value1(), row.value2(), row.value3()));
    }
}
