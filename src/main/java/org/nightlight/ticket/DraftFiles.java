package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;
import static org.nightlight.shared.Spoken.say;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.seal.Seal;
import org.nightlight.shared.Actor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Files in drafts: put in, taken out, handed over to the message that is sent or kept, and taken back when it is. A reply's and a note's
 * never meet. Verbs belong into the caller's transaction, and their caller has asked whether the ticket is seen.
 */
@Component
public class DraftFiles {
    private static final int MOST = 30;

    private final DSLContext sql;
    private final Drafts drafts;
    private final FileMoves moves;
    private final Sealing sealing;
    private final Audit audit;
    private final Wakeups wakeups;
    private final long together;

    DraftFiles(
            DSLContext sql,
            Drafts drafts,
            FileMoves moves,
            Sealing sealing,
            Audit audit,
            Wakeups wakeups,
            @Value("${nightlight.attachments.max-bytes-together}") long together) {
        this.sql = sql;
        this.drafts = drafts;
        this.moves = moves;
        this.sealing = sealing;
        this.audit = audit;
        this.wakeups = wakeups;
        this.together = together;
    }

    /** So many bytes go with one message at most. */
    public long together() {
        return together;
    }

    /**
     * Puts a file into a draft, which is begun if there is none. The same file a second time is one.
     *
     * @return its number
     * @throws Refusal when the message would become too large
     */
    public long put(Ticket ticket, long staffId, Drafts.Kind kind, NewFile file) {
        drafts.open(ticket, staffId, kind);
        Condition mine = Drafts.files(ticket.id(), staffId, kind);
        return sql.select(ATTACHMENT.ID)
                .from(ATTACHMENT)
                .where(mine.and(ATTACHMENT.SHA256.eq(file.sha256()))
                        .and(ATTACHMENT.SIZE.eq((long) file.bytes().length)))
                .and(ATTACHMENT.NAME.in(file.name(), Seal.MARK))
                .limit(1)
                .fetchOptional(ATTACHMENT.ID)
                .orElseGet(() -> insert(ticket, staffId, kind, file, mine));
    }

    private long insert(Ticket ticket, long staffId, Drafts.Kind kind, NewFile file, Condition mine) {
        var there = sql.select(count(), coalesce(sum(ATTACHMENT.SIZE), BigDecimal.ZERO))
                .from(ATTACHMENT)
                .where(mine)
                .fetchSingle();
        if (there.value1() >= MOST) {
            throw new Refusal(say(
                            "A message takes at most %d files. Remove one, or put them into one document.",
                            "Un mensaje lleva como máximo %d archivos. Quita uno, o júntalos en un documento.")
                    .formatted(MOST));
        }
        if (there.value2().longValue() + file.bytes().length > together) {
            throw new Refusal(say(
                            "%s would be too much: all files of a message together may have %s, since many mail servers refuse more."
                                    + " Remove one, or send it in a second message.",
                            "%s sería demasiado: todos los archivos de un mensaje pueden sumar %s, porque muchos servidores de correo rechazan más."
                                    + " Quita uno, o envíalo en un segundo mensaje.")
                    .formatted(file.name(), NewFile.size(together)));
        }
        long id = Objects.requireNonNull(sql.insertInto(ATTACHMENT)
                .set(ATTACHMENT.TICKET_ID, ticket.id())
                .set(ATTACHMENT.DRAFT_STAFF_ID, staffId)
                .set(ATTACHMENT.DRAFT_KIND, kind.key())
                .set(ATTACHMENT.NAME, file.name())
                .set(ATTACHMENT.TYPE, file.type())
                .set(ATTACHMENT.FOUND, file.found())
                .set(ATTACHMENT.SIZE, (long) file.bytes().length)
                .set(ATTACHMENT.SHA256, file.sha256())
                .set(ATTACHMENT.SCAN, file.scan().key())
                .set(ATTACHMENT.CONTENT, file.bytes())
                .returningResult(ATTACHMENT.ID)
                .fetchSingle()
                .value1());
        if (ticket.walled()) {
            sealing.seal(ticket.id());
        }
        wakeups.afterCommit(FileWatch.WAITING);
        return id;
    }

    /** Takes a file out of one's own draft, for good. False when it is not in there. */
    public boolean remove(long ticketId, long staffId, Drafts.Kind kind, long fileId) {
        Condition which = Drafts.files(ticketId, staffId, kind).and(ATTACHMENT.ID.eq(fileId));
        boolean there = sql.fetchExists(ATTACHMENT, which);
        if (there) {
            moves.forget(which);
            sealing.forgetFiles(which);
            sql.deleteFrom(ATTACHMENT).where(which).execute();
            drafts.closeEmpty(ticketId, staffId, kind);
        }
        return there;
    }

    /**
     * Gives a draft's files to the message that was made of it.
     *
     * @param expected all of them, as they were judged
     * @throws Refusal when they are others by now
     */
    public void hand(Message message, Actor.Staff by, Drafts.Kind kind, Collection<Long> expected) {
        Condition mine = Drafts.files(message.ticketId(), by.id(), kind);
        boolean same = sql.fetchCount(ATTACHMENT, mine) == expected.size()
                && sql.update(ATTACHMENT)
                                .set(ATTACHMENT.MESSAGE_ID, message.id())
                                .setNull(ATTACHMENT.DRAFT_STAFF_ID)
                                .setNull(ATTACHMENT.DRAFT_KIND)
                                .where(mine.and(ATTACHMENT.ID.in(expected)))
                                .execute()
                        == expected.size();
        if (!same) {
            throw new Refusal(say(
                    "The files of your draft changed in another tab. Look at them once more, and send again.",
                    "Los archivos de tu borrador cambiaron en otra pestaña. Míralos otra vez y envía de nuevo."));
        }
        if (!expected.isEmpty()) {
            audit.recordTicket(
                    by, "files-attached", message.ticketId(), "message:" + message.id() + " files:" + expected.size());
        }
    }

    /** A message that was taken back gives its files to its writer's draft, beside those that are there by now. */
    public void takeBack(Message message, Ticket ticket, long staffId) {
        Condition of = ATTACHMENT.MESSAGE_ID.eq(message.id());
        if (sql.fetchExists(ATTACHMENT, of)) {
            drafts.open(ticket, staffId, Drafts.Kind.REPLY);
            sql.update(ATTACHMENT)
                    .setNull(ATTACHMENT.MESSAGE_ID)
                    .set(ATTACHMENT.TICKET_ID, ticket.id())
                    .set(ATTACHMENT.DRAFT_STAFF_ID, staffId)
                    .set(ATTACHMENT.DRAFT_KIND, Drafts.Kind.REPLY.key())
                    .where(of)
                    .execute();
        }
    }
}
