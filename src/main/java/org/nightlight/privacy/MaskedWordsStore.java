package org.nightlight.privacy;

import static nightlight.tables.Tables.MASKED_WORDS;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightlight.tables.tables.records.MaskedWordsRecord;
import org.jooq.DSLContext;
import org.nightlight.shared.SafeHtml;
import org.springframework.stereotype.Component;

/** The SQL of what was written before it was masked. */
@Component
class MaskedWordsStore {
    private final DSLContext sql;

    MaskedWordsStore(DSLContext sql) {
        this.sql = sql;
    }

    void insert(long ticketId, long messageId, WrittenWords written, String ticketSubject, String maskedSubject) {
        sql.insertInto(MASKED_WORDS)
                .set(MASKED_WORDS.MESSAGE_ID, messageId)
                .set(MASKED_WORDS.TICKET_ID, ticketId)
                .set(MASKED_WORDS.AUTHOR_NAME, written.authorName())
                .set(MASKED_WORDS.SUBJECT, written.subject())
                .set(MASKED_WORDS.TICKET_SUBJECT, ticketSubject)
                .set(MASKED_WORDS.MASKED_SUBJECT, maskedSubject)
                .set(MASKED_WORDS.TEXT, written.text())
                .set(MASKED_WORDS.QUOTED, written.quoted())
                .set(
                        MASKED_WORDS.HTML,
                        written.html() == null ? null : written.html().value())
                .execute();
    }

    void move(Collection<Long> messages, long ticketId) {
        sql.update(MASKED_WORDS)
                .set(MASKED_WORDS.TICKET_ID, ticketId)
                .set(MASKED_WORDS.TICKET_SUBJECT, "")
                .set(MASKED_WORDS.MASKED_SUBJECT, "")
                .where(MASKED_WORDS.MESSAGE_ID.eq(any(messages.toArray(Long[]::new))))
                .execute();
    }

    Optional<WrittenWords> find(long ticketId, long messageId) {
        return sql.select(MASKED_WORDS.fields())
                .from(MASKED_WORDS)
                .join(TICKET)
                .on(TICKET.ID.eq(MASKED_WORDS.TICKET_ID))
                .where(MASKED_WORDS.MESSAGE_ID.eq(messageId))
                .and(MASKED_WORDS.TICKET_ID.eq(ticketId))
                .and(TICKET.WALLED.isFalse())
                .and(TICKET.ERASURE_ID.isNull())
                .fetchOptional(row -> words(row.into(MASKED_WORDS)));
    }

    Map<Long, WrittenWords> of(Collection<Long> tickets) {
        return sql.selectFrom(MASKED_WORDS)
                .where(MASKED_WORDS.TICKET_ID.eq(any(tickets.toArray(Long[]::new))))
                .fetchMap(MaskedWordsRecord::getMessageId, MaskedWordsStore::words);
    }

    List<Masking.Kept> take(long ticketId) {
        return sql.resultQuery("select * from take_masked_words(?)", ticketId).coerce(MASKED_WORDS).stream()
                .map(row -> new Masking.Kept(
                        row.getMessageId(), words(row), row.getTicketSubject(), row.getMaskedSubject()))
                .toList();
    }

    long count(Scope scope) {
        return sql.fetchCount(MASKED_WORDS, MASKED_WORDS.TICKET_ID.eq(any(ErasureStore.ids(scope.tickets()))));
    }

    void erase(Scope scope) {
        sql.deleteFrom(MASKED_WORDS)
                .where(MASKED_WORDS.TICKET_ID.eq(any(ErasureStore.ids(scope.tickets()))))
                .execute();
    }

    private static WrittenWords words(MaskedWordsRecord row) {
        return new WrittenWords(
                row.getAuthorName(),
                row.getSubject(),
                row.getText(),
                row.getQuoted(),
                row.getHtml() == null ? null : new SafeHtml(row.getHtml()));
    }
}
