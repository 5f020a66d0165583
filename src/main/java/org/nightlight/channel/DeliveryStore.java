package org.nightlight.channel;

import static nightlight.tables.Tables.DELIVERY_EVENT;
import static nightlight.tables.Tables.OUTBOUND;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.select;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** What became of mail that had left. */
@Component
class DeliveryStore {
    private final DSLContext sql;

    DeliveryStore(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A mail that had left, as reports are about it. No recipients where its address was forgotten since.
     *
     * @param recipients all of them
     * @param copies those of them who got a copy alone
     * @param sent false for one that waits to be sent again, since nobody knows whether it left
     */
    record Left(
            long id,
            @Nullable Long ticketId,
            @Nullable Long messageId,
            Outgoing.Purpose purpose,
            String mailId,
            List<EmailAddress> recipients,
            List<EmailAddress> copies,
            boolean sent) {

        boolean toStaff() {
            return purpose == Outgoing.Purpose.ALERT || purpose == Outgoing.Purpose.NOTICE;
        }
    }

    Optional<Left> left(long outboundId) {
        return left(OUTBOUND.ID.eq(outboundId));
    }

    /** Mail systems fold the case of an id at times. */
    Optional<Left> left(String mailId) {
        return left(OUTBOUND.MAIL_ID.eq(mailId.toLowerCase(Locale.ROOT)));
    }

    private Optional<Left> left(Condition which) {
        return sql.selectFrom(OUTBOUND)
                .where(which)
                .and(OUTBOUND.SENT_AT.isNotNull().or(OUTBOUND.STATE.eq("queued").and(OUTBOUND.ID.in(doubts()))))
                .fetchOptional(row -> new Left(
                        row.getId(),
                        row.getTicketId(),
                        row.getMessageId(),
                        Outgoing.Purpose.valueOf(row.getPurpose().toUpperCase(Locale.ROOT)),
                        row.getMailId(),
                        List.of(row.getRecipients()).stream()
                                .map(EmailAddress::new)
                                .toList(),
                        List.of(row.getCc()).stream().map(EmailAddress::new).toList(),
                        row.getSentAt() != null));
    }

    /** Whether this mail may have left without an answer before. */
    boolean isDoubted(long outboundId) {
        return sql.fetchExists(doubts().and(DELIVERY_EVENT.OUTBOUND_ID.eq(outboundId)));
    }

    private SelectConditionStep<Record1<Long>> doubts() {
        return select(DELIVERY_EVENT.OUTBOUND_ID)
                .from(DELIVERY_EVENT)
                .where(DELIVERY_EVENT.KIND.eq(DeliveryEvent.Kind.DOUBTED.key()));
    }

    /**
     * False when the same report was heard before.
     *
     * @param copied whom it is about where that is somebody who got a copy
     */
    boolean insert(long outboundId, String onceKey, DeliveryEvent event, @Nullable EmailAddress copied) {
        return sql.insertInto(DELIVERY_EVENT)
                        .set(DELIVERY_EVENT.OUTBOUND_ID, outboundId)
                        .set(DELIVERY_EVENT.ONCE_KEY, onceKey)
                        .set(DELIVERY_EVENT.KIND, event.kind().key())
                        .set(DELIVERY_EVENT.STATUS, event.status())
                        .set(DELIVERY_EVENT.AT, event.at())
                        .set(DELIVERY_EVENT.COPIED, copied == null ? null : copied.value())
                        .onConflict(DELIVERY_EVENT.ONCE_KEY)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** One thing that was said of a message. */
    record Said(
            long messageId, DeliveryEvent event, @Nullable String copied) {}

    /**
     * What was said of each message since it was handed over last, and each doubt, what counts most first; as far as the caller's
     * clearance shows it.
     */
    List<Said> ofMessages(Collection<Long> messageIds) {
        return sql.select(
                        OUTBOUND.MESSAGE_ID,
                        DELIVERY_EVENT.KIND,
                        DELIVERY_EVENT.STATUS,
                        DELIVERY_EVENT.AT,
                        DELIVERY_EVENT.COPIED)
                .from(DELIVERY_EVENT)
                .join(OUTBOUND)
                .on(OUTBOUND.ID.eq(DELIVERY_EVENT.OUTBOUND_ID))
                .where(OUTBOUND.MESSAGE_ID.in(messageIds))
                .and(DELIVERY_EVENT.AT.ge(OUTBOUND.SENT_AT).or(DELIVERY_EVENT.KIND.eq("doubted")))
                .orderBy(
                        // Reports come in any order: one that it waits says nothing once it has arrived.
                        position("|doubted|deferred|delivered|complaint|returned|bounced|", DELIVERY_EVENT.KIND)
                                .desc(),
                        DELIVERY_EVENT.ID.desc())
                .fetch(row -> new Said(
                        row.value1(),
                        new DeliveryEvent(
                                DeliveryEvent.Kind.valueOf(row.value2().toUpperCase(Locale.ROOT)),
                                row.value3(),
                                row.value4()),
                        row.value5()));
    }
}
