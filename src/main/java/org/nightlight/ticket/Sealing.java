package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.DRAFT;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_EVENT;
import static nightlight.tables.Tables.TICKET_TASK;
import static org.jooq.impl.DSL.field;
import static org.nightlight.ticket.SealedWords.FILE;
import static org.nightlight.ticket.SealedWords.FILE_KEY_PLACE;
import static org.nightlight.ticket.SealedWords.FILE_NAME;
import static org.nightlight.ticket.SealedWords.REASONS;
import static org.nightlight.ticket.SealedWords.SUBJECT;
import static org.nightlight.ticket.SealedWords.TASK;
import static org.nightlight.ticket.SealedWords.WORDS;
import static org.nightlight.ticket.SealedWords.bytes;
import static org.nightlight.ticket.SealedWords.draft;
import static org.nightlight.ticket.SealedWords.text;
import static org.nightlight.ticket.SealedWords.words;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.nightlight.seal.FileKeys;
import org.nightlight.seal.Place;
import org.nightlight.seal.Seal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the words of a walled ticket out of their plain columns and puts them under seal, and gives them back when the wall
 * comes down. {@link Seal#MARK} stands in the columns meanwhile.
 */
@Component
class Sealing {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext sql;
    private final Seal seal;
    private final FileKeys keys;
    private final ChildsWords words;

    Sealing(DSLContext sql, Seal seal, FileKeys keys, ChildsWords words) {
        this.sql = sql;
        this.seal = seal;
        this.keys = keys;
        this.words = words;
    }

    /** Seals whatever of the ticket still stands in plain: a child's words as the child wrote them. */
    void seal(long ticketId) {
        words.giveBack(ticketId);
        sealSubject(ticketId);
        sealMessages(ticketId);
        sealFiles(ticketId);
        sealDrafts(ticketId);
        sealReasons(ticketId);
        sealTasks(ticketId);
    }

    private void sealSubject(long ticketId) {
        sql.select(TICKET.SUBJECT)
                .from(TICKET)
                .where(TICKET.ID.eq(ticketId).and(TICKET.SUBJECT.ne(Seal.MARK)))
                .fetchOptional(TICKET.SUBJECT)
                .ifPresent(subject -> seal.put(new Place(ticketId, SUBJECT, ticketId), bytes(subject)));
        sql.update(TICKET)
                .set(TICKET.SUBJECT, Seal.MARK)
                .set(TICKET.LAST_LINE, "")
                .where(TICKET.ID.eq(ticketId))
                .execute();
    }

    private void sealMessages(long ticketId) {
        Set<Long> before = seal.rows(ticketId, WORDS);
        sql
                .select(MESSAGE.ID, MESSAGE.TEXT, MESSAGE.QUOTED, MESSAGE.HTML, MESSAGE.SUBJECT)
                .from(MESSAGE)
                .where(MESSAGE.TICKET_ID.eq(ticketId))
                .and(MESSAGE.TEXT
                        .ne(Seal.MARK)
                        .or(MESSAGE.QUOTED.ne(""))
                        .or(MESSAGE.HTML.isNotNull())
                        .or(MESSAGE.SUBJECT.ne("")))
                .fetch()
                .stream()
                .filter(row -> !before.contains(row.value1()))
                .forEach(row -> {
                    SealedWords.Words words =
                            new SealedWords.Words(row.value2(), row.value3(), row.value4(), row.value5());
                    seal.put(new Place(ticketId, WORDS, row.value1()), JSON.writeValueAsBytes(words));
                    write(row.value1(), new SealedWords.Words(Seal.MARK, "", null, ""));
                });
    }

    private void write(long messageId, SealedWords.Words words) {
        sql.update(MESSAGE)
                .set(MESSAGE.TEXT, words.text())
                .set(MESSAGE.QUOTED, words.quoted())
                .set(MESSAGE.HTML, words.html())
                .set(MESSAGE.SUBJECT, words.subject() == null ? "" : words.subject())
                .where(MESSAGE.ID.eq(messageId))
                .execute();
    }

    private void sealFiles(long ticketId) {
        Set<Long> before = seal.rows(ticketId, FILE_NAME);
        sql
                .select(ATTACHMENT.ID, ATTACHMENT.NAME, ATTACHMENT.ADDRESS)
                .from(ATTACHMENT)
                .where(ATTACHMENT.TICKET_ID.eq(ticketId).and(ATTACHMENT.NAME.ne(Seal.MARK)))
                .forUpdate() // one that is just being moved is either there or here
                .fetch()
                .stream()
                .filter(row -> !before.contains(row.value1()))
                .forEach(row -> {
                    seal.put(new Place(ticketId, FILE_NAME, row.value1()), bytes(row.value2()));
                    if (row.value3() == null) {
                        seal.put(new Place(ticketId, FILE, row.value1()), content(row.value1()));
                    } else {
                        keys.seal(new Place(ticketId, FILE_KEY_PLACE, row.value1()), row.value3());
                    }
                    sql.update(ATTACHMENT)
                            .set(ATTACHMENT.NAME, Seal.MARK)
                            .set(ATTACHMENT.CONTENT, new byte[0])
                            .where(ATTACHMENT.ID.eq(row.value1()))
                            .execute();
                });
    }

    /** What of these files lies under seal goes with them. */
    void forgetFiles(Condition which) {
        sql.select(ATTACHMENT.TICKET_ID, ATTACHMENT.ID)
                .from(ATTACHMENT)
                .where(which.and(ATTACHMENT.NAME.eq(Seal.MARK)))
                .forEach(row -> List.of(FILE_NAME, FILE, FILE_KEY_PLACE)
                        .forEach(place -> seal.forget(new Place(row.value1(), place, row.value2()))));
    }

    /** The file's bytes, fetched a piece at a time. */
    private InputStream content(long fileId) {
        return new SequenceInputStream(new Enumeration<>() {
            private int from = 1;
            private byte[] next = piece(fileId, from);

            @Override
            public boolean hasMoreElements() {
                return next.length > 0;
            }

            @Override
            public InputStream nextElement() {
                if (next.length == 0) {
                    throw new NoSuchElementException();
                }
                InputStream piece = new ByteArrayInputStream(next);
                from += next.length;
                next = piece(fileId, from);
                return piece;
            }
        });
    }

    private byte[] piece(long fileId, int from) {
        return sql.select(field("substring(content from ? for ?)", byte[].class, from, Seal.PIECE))
                .from(ATTACHMENT)
                .where(ATTACHMENT.ID.eq(fileId))
                .fetchSingle()
                .value1();
    }

    private void sealDrafts(long ticketId) {
        sql.select(DRAFT.STAFF_ID, DRAFT.KIND, DRAFT.TEXT)
                .from(DRAFT)
                .where(DRAFT.TICKET_ID.eq(ticketId).and(DRAFT.TEXT.ne(Seal.MARK)))
                .forEach(row -> sealDraft(ticketId, row.value1(), row.value2(), row.value3()));
        sql.update(DRAFT)
                .set(DRAFT.TEXT, Seal.MARK)
                .where(DRAFT.TICKET_ID.eq(ticketId))
                .execute();
    }

    /** What stands in the draft's plain column from now on. */
    String sealDraft(long ticketId, long staffId, String kind, String text) {
        seal.put(draft(ticketId, staffId, kind), bytes(text));
        return Seal.MARK;
    }

    void forgetDraft(long ticketId, long staffId, String kind) {
        seal.forget(draft(ticketId, staffId, kind));
    }

    /** The reasons of a sorting repeat words of the message. */
    private void sealReasons(long ticketId) {
        sql.select(TICKET_EVENT.ID, TICKET_EVENT.DETAIL)
                .from(TICKET_EVENT)
                .where(TICKET_EVENT.TICKET_ID.eq(ticketId))
                .and("detail -> 'reasons' is not null or (kind = 'corrected' and detail -> 'reason' is not null)")
                .forEach(row -> {
                    seal.put(
                            new Place(ticketId, REASONS, row.value1()),
                            bytes(row.value2().data()));
                    sql.execute(
                            "update ticket_event set detail = detail - 'reasons' - 'reason' where id = ?",
                            row.value1());
                });
    }

    private void sealTasks(long ticketId) {
        Set<Long> before = seal.rows(ticketId, TASK);
        sql
                .select(TICKET_TASK.ID, TICKET_TASK.TEXT)
                .from(TICKET_TASK)
                .where(TICKET_TASK.TICKET_ID.eq(ticketId).and(TICKET_TASK.TEXT.ne(Seal.MARK)))
                .fetch()
                .stream()
                .filter(row -> !before.contains(row.value1()))
                .forEach(row -> sealTask(ticketId, row.value1(), row.value2()));
        sql.update(TICKET_TASK)
                .set(TICKET_TASK.TEXT, Seal.MARK)
                .where(TICKET_TASK.TICKET_ID.eq(ticketId))
                .execute();
    }

    /** The mark belongs into the task's plain column. */
    void sealTask(long ticketId, long taskId, String text) {
        seal.put(new Place(ticketId, TASK, taskId), bytes(text));
    }

    /** Gives everything back to its column. For {@link Walls#open} alone, which audits it. */
    void release(long ticketId) {
        seal.takeBack(new Place(ticketId, SUBJECT, ticketId))
                .ifPresent(subject -> sql.update(TICKET)
                        .set(TICKET.SUBJECT, text(subject))
                        .where(TICKET.ID.eq(ticketId))
                        .execute());
        for (long id : seal.rows(ticketId, WORDS)) {
            seal.takeBack(new Place(ticketId, WORDS, id)).ifPresent(bytes -> write(id, words(bytes)));
        }
        for (long id : seal.rows(ticketId, FILE_NAME)) {
            seal.takeBack(new Place(ticketId, FILE_NAME, id))
                    .ifPresent(name -> sql.update(ATTACHMENT)
                            .set(ATTACHMENT.NAME, text(name))
                            .where(ATTACHMENT.ID.eq(id))
                            .execute());
        }
        for (long id : seal.rows(ticketId, FILE_KEY_PLACE)) {
            sql.select(ATTACHMENT.ADDRESS)
                    .from(ATTACHMENT)
                    .where(ATTACHMENT.ID.eq(id))
                    .fetchOptional(ATTACHMENT.ADDRESS)
                    .ifPresent(address -> keys.release(new Place(ticketId, FILE_KEY_PLACE, id), address));
        }
        for (long id : seal.rows(ticketId, FILE)) {
            seal.takeBack(
                    new Place(ticketId, FILE, id),
                    piece -> sql.execute("update attachment set content = content || ? where id = ?", piece, id));
        }
        for (String kind : List.of("reply", "note")) {
            for (long staffId : seal.rows(ticketId, "draft-" + kind)) {
                seal.takeBack(draft(ticketId, staffId, kind))
                        .ifPresent(text -> sql.update(DRAFT)
                                .set(DRAFT.TEXT, text(text))
                                .where(DRAFT.TICKET_ID
                                        .eq(ticketId)
                                        .and(DRAFT.STAFF_ID.eq(staffId))
                                        .and(DRAFT.KIND.eq(kind)))
                                .execute());
            }
        }
        for (long id : seal.rows(ticketId, REASONS)) {
            seal.takeBack(new Place(ticketId, REASONS, id))
                    .ifPresent(detail -> sql.update(TICKET_EVENT)
                            .set(TICKET_EVENT.DETAIL, JSONB.valueOf(text(detail)))
                            .where(TICKET_EVENT.ID.eq(id))
                            .execute());
        }
        for (long id : seal.rows(ticketId, TASK)) {
            seal.takeBack(new Place(ticketId, TASK, id))
                    .ifPresent(text -> sql.update(TICKET_TASK)
                            .set(TICKET_TASK.TEXT, text(text))
                            .where(TICKET_TASK.ID.eq(id))
                            .execute());
        }
        words.mask(ticketId);
        restoreLine(ticketId);
    }

    private void restoreLine(long ticketId) {
        sql.select(MESSAGE.TEXT)
                .from(MESSAGE)
                .where(MESSAGE.TICKET_ID.eq(ticketId).and(MESSAGE.KIND.in("customer", "reply", "automatic")))
                .orderBy(MESSAGE.ID.desc())
                .limit(1)
                .fetchOptional(MESSAGE.TEXT)
                .ifPresent(text -> sql.update(TICKET)
                        .set(TICKET.LAST_LINE, TicketStore.line(text))
                        .where(TICKET.ID.eq(ticketId))
                        .execute());
    }

    /** Walled tickets of which something stands in plain, as after an upgrade. */
    List<Long> inPlain() {
        return sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.WALLED.isTrue().and(TICKET.SUBJECT.ne(Seal.MARK)).and(TICKET.ERASURE_ID.isNull()))
                .orderBy(TICKET.ID)
                .fetch(TICKET.ID);
    }
}
