package org.nightlight.channel;

import static nightlight.tables.Tables.DELIVERY_EVENT;
import static nightlight.tables.Tables.OUTBOUND;
import static org.jooq.impl.DSL.position;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
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

    /** A mail that had left, as reports are about it. No recipients where its address was forgotten since. */
    record Left(
            long id,
            @Nullable Long ticketId,
            @Nullable Long messageId,
            Outgoing.Purpose purpose,
            String mailId,
            List<EmailAddress> recipients) {

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
                .and(OUTBOUND.SENT_AT.isNotNull())
                .fetchOptional(row -> new Left(
                        row.getId(),
                        row.getTicketId(),
                        row.getMessageId(),
                        Outgoing.Purpose.valueOf(row.getPurpose().toUpperCase(Locale.ROOT)),
                        row.getMailId(),
                        List.of(row.getRecipients()).stream()
                                .map(EmailAddress::new)
                                .toList()));
    }

    /** False when the same report was heard before. */
    boolean insert(long outboundId, String onceKey, DeliveryEvent event) {
        return sql.insertInto(DELIVERY_EVENT)
                        .set(DELIVERY_EVENT.OUTBOUND_ID, outboundId)
                        .set(DELIVERY_EVENT.ONCE_KEY, onceKey)
                        .set(DELIVERY_EVENT.KIND, event.kind().key())
                        .set(DELIVERY_EVENT.STATUS, event.status())
                        .set(DELIVERY_EVENT.AT, event.at())
                        .onConflict(DELIVERY_EVENT.ONCE_KEY)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** What counts most of each message since it was handed over last, as far as the caller's clearance shows it. */
    Map<Long, DeliveryEvent> ofMessages(Collection<Long> messageIds) {
        return sql.select(OUTBOUND.MESSAGE_ID, DELIVERY_EVENT.KIND, DELIVERY_EVENT.STATUS, DELIVERY_EVENT.AT)
                .distinctOn(OUTBOUND.MESSAGE_ID)
                .from(DELIVERY_EVENT)
                .join(OUTBOUND)
                .on(OUTBOUND.ID.eq(DELIVERY_EVENT.OUTBOUND_ID))
                .where(OUTBOUND.MESSAGE_ID.in(messageIds))
                .and(DELIVERY_EVENT.AT.ge(OUTBOUND.SENT_AT))
                .orderBy(
                        OUTBOUND.MESSAGE_ID,
                        // Reports come in any order: one that it waits says nothing once it has arrived.
                        position("|deferred|delivered|complaint|returned|bounced|", DELIVERY_EVENT.KIND)
                                .desc(),
                        DELIVERY_EVENT.ID.desc())
                .fetchMap(
                        OUTBOUND.MESSAGE_ID,
                        row -> new DeliveryEvent(
                                DeliveryEvent.Kind.valueOf(row.value2().toUpperCase(Locale.ROOT)),
                                row.value3(),
                                row.value4()));
    }
}
