package org.nightlight.ticket;

import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;

import nightlight.tables.tables.records.MessageRecord;
import org.jooq.DSLContext;
import org.nightlight.privacy.Masking;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.shared.Actor;
import org.nightlight.shared.SafeHtml;
import org.springframework.stereotype.Component;

/**
 * A child's own words in a ticket that goes behind the wall, and masked again in one that comes out of it: a false alarm is no
 * consent, and a wall no way to see what was hidden.
 */
@Component
class ChildsWords {
    private final DSLContext sql;
    private final Masking masking;

    ChildsWords(DSLContext sql, Masking masking) {
        this.sql = sql;
        this.masking = masking;
    }

    /** The wall is up: what was masked stands again as it was written, before it is sealed. */
    void giveBack(long ticketId) {
        for (Masking.Kept kept : masking.takeBack(ticketId)) {
            write(kept.messageId(), kept.words(), false);
            if (!kept.ticketSubject().isEmpty()) {
                subject(ticketId, kept.shownSubject(), kept.ticketSubject());
            }
        }
    }

    /** The wall is down and the words are back in their columns: those of a child without consent are masked. */
    void mask(long ticketId) {
        sql.select(TICKET.REQUESTER_ID, TICKET.SUBJECT)
                .from(TICKET)
                .where(TICKET.ID.eq(ticketId))
                .fetchOptional()
                .ifPresent(ticket -> masking.of(ticket.value1())
                        .ifPresent(mask -> mask(ticketId, ticket.value1(), ticket.value2(), mask)));
    }

    private void mask(long ticketId, long writer, String subject, Masking.Mask mask) {
        String hidden = mask.of(subject);
        String named = subject;
        for (MessageRecord message : sql.selectFrom(MESSAGE)
                .where(MESSAGE.TICKET_ID.eq(ticketId).and(MESSAGE.AUTHOR.eq(new Actor.Customer(writer).key())))
                .orderBy(MESSAGE.ID)
                .fetch()) {
            WrittenWords written = words(message);
            WrittenWords shown = mask.of(written);
            if (!shown.equals(written) || !hidden.equals(subject) && !named.isEmpty()) {
                masking.keep(ticketId, message.getId(), written, named, named.isEmpty() ? "" : hidden);
                write(message.getId(), shown, true);
            }
            named = "";
        }
        subject(ticketId, subject, hidden);
    }

    private static WrittenWords words(MessageRecord message) {
        return new WrittenWords(
                message.getAuthorName(),
                message.getSubject(),
                message.getText(),
                message.getQuoted(),
                message.getHtml() == null ? null : new SafeHtml(message.getHtml()));
    }

    private void write(long messageId, WrittenWords words, boolean masked) {
        SafeHtml html = words.html();
        sql.update(MESSAGE)
                .set(MESSAGE.AUTHOR_NAME, words.authorName())
                .set(MESSAGE.SUBJECT, words.subject())
                .set(MESSAGE.TEXT, words.text())
                .set(MESSAGE.QUOTED, words.quoted())
                .set(MESSAGE.HTML, html == null ? null : html.value())
                .set(MESSAGE.MASKED, masked)
                .where(MESSAGE.ID.eq(messageId))
                .execute();
    }

    /** Where nobody has changed it since. */
    private void subject(long ticketId, String from, String to) {
        sql.update(TICKET)
                .set(TICKET.SUBJECT, to)
                .where(TICKET.ID.eq(ticketId).and(TICKET.SUBJECT.eq(from)))
                .execute();
    }
}
