package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.condition;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * What stands in files is found like what stands in messages. Not what a child under 13 sent, of whom lists show the first name alone,
 * and nothing behind the wall.
 */
@Component
public class FileWords {
    /** Longer than one file takes: until then nobody else takes it up. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final DSLContext sql;
    private final TicketStore store;
    private final VirusScanner scanner;
    private final Clock clock;

    FileWords(DSLContext sql, TicketStore store, VirusScanner scanner, Clock clock) {
        this.sql = sql;
        this.store = store;
        this.scanner = scanner;
        this.clock = clock;
    }

    /**
     * A file whose words nobody has read.
     *
     * @param unjudged whether somebody outside the desk sent it and screening has not read it
     */
    public record Waiting(long ticketId, long messageId, long fileId, String name, boolean unjudged) {}

    /**
     * The newest that was looked at and found free of viruses, if there is a scanner. With the sight of the system, in a transaction
     * of its own: nobody else is given it for {@value} minutes.
     */
    public Optional<Waiting> claim() {
        settleOthers();
        return sql.select(
                        ATTACHMENT.TICKET_ID,
                        ATTACHMENT.MESSAGE_ID,
                        ATTACHMENT.ID,
                        ATTACHMENT.NAME,
                        MESSAGE.KIND,
                        ATTACHMENT.JUDGED_AT)
                .from(ATTACHMENT)
                .join(TICKET)
                .on(TICKET.ID.eq(ATTACHMENT.TICKET_ID))
                .join(MESSAGE)
                .on(MESSAGE.ID.eq(ATTACHMENT.MESSAGE_ID))
                .where(ATTACHMENT.WORDS.eq("waiting").and(ATTACHMENT.FOUND.isNotNull()))
                .and(scanner.isThere() ? ATTACHMENT.SCAN.ne(TicketFile.Scan.NONE.key()) : condition("true"))
                .and(ATTACHMENT.READ_AFTER.le(clock.instant()))
                .and(TICKET.WALLED.isFalse())
                .orderBy(ATTACHMENT.ID.desc())
                .limit(1)
                .forUpdate()
                .of(ATTACHMENT)
                .skipLocked()
                .fetchOptional(row -> new Waiting(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        Message.Kind.ofKey(row.value5()).cameIn() && row.value6() == null))
                .map(file -> {
                    sql.update(ATTACHMENT)
                            .set(ATTACHMENT.READ_AFTER, clock.instant().plus(LEASE))
                            .where(ATTACHMENT.ID.eq(file.fileId()))
                            .execute();
                    return file;
                });
    }

    /**
     * Files of walled tickets do not wait; they do again when the wall opens. Nor do parts of mail that mail servers write to each
     * other: in their long random ids screening could find anything.
     */
    private void settleOthers() {
        sql.execute("update attachment set words = 'none' where words = 'waiting' and found is not null"
                + " and (lower(type) like 'message/%' or lower(type) like 'text/rfc822-headers%'"
                + " or exists (select from ticket where ticket.id = ticket_id and walled))");
    }

    /** From now on the ticket is found by them. A wall that rose meanwhile holds. In the caller's transaction, as the system. */
    public void keep(Waiting file, DocumentText text) {
        String words = switch (text) {
            case DocumentText.Words(String found, boolean _) -> {
                if (mayBeFound(file)) {
                    store.addWords(file.ticketId(), found);
                }
                yield "read";
            }
            case DocumentText.NoWords() -> "none";
            case DocumentText.Unread(DocumentText.Why _) -> "failed";
        };
        sql.update(ATTACHMENT)
                .set(ATTACHMENT.WORDS, words)
                .set(ATTACHMENT.JUDGED_AT, clock.instant())
                .set(ATTACHMENT.READ_AFTER, clock.instant())
                .where(ATTACHMENT.ID.eq(file.fileId()))
                .execute();
    }

    private boolean mayBeFound(Waiting file) {
        return sql.fetchSingle(
                        "select not exists (select from ticket t join message m on m.ticket_id = t.id"
                                + " join customer c on c.id in (t.requester_id, substring(m.author from '^customer:(\\d+)$')::bigint)"
                                + " where t.id = ? and m.id = ?"
                                + " and known_under_13(c.id, c.birth_year, c.relation, extract(year from now())::int))",
                        file.ticketId(),
                        file.messageId())
                .get(0, Boolean.class);
    }
}
