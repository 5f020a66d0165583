package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.DRAFT;
import static nightlight.tables.Tables.TICKET;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an agent has typed and not sent: one reply and one note per person and ticket, which share neither text nor files. */
@Component
public class Drafts {
    private final DSLContext sql;
    private final Sealing sealing;
    private final SealedWords sealed;
    private final FileMoves moves;
    private final Clock clock;

    Drafts(DSLContext sql, Sealing sealing, SealedWords sealed, FileMoves moves, Clock clock) {
        this.sql = sql;
        this.sealing = sealing;
        this.sealed = sealed;
        this.moves = moves;
        this.clock = clock;
    }

    public enum Kind {
        REPLY,
        NOTE;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A text, and what is done with the ticket when it is sent or kept. */
    public record Draft(String text, Doing doing) {
        public static final Draft NONE = new Draft("", Doing.NOTHING);
    }

    /** Keeps the text as it stands, and what is done with it as it was. */
    public void keep(long ticketId, long staffId, Kind kind, String text) {
        keep(ticketId, staffId, kind, text, null);
    }

    /** Keeps both as they stand; an empty text removes a draft in which there is no file. */
    public void keep(long ticketId, long staffId, Kind kind, Draft draft) {
        keep(ticketId, staffId, kind, draft.text(), draft.doing());
    }

    private void keep(long ticketId, long staffId, Kind kind, String text, @Nullable Doing doing) {
        if (text.isBlank() && !sql.fetchExists(ATTACHMENT, files(ticketId, staffId, kind))) {
            drop(ticketId, staffId, kind);
            return;
        }
        boolean walled = sql.fetchExists(TICKET, TICKET.ID.eq(ticketId).and(TICKET.WALLED));
        String kept = walled ? sealing.sealDraft(ticketId, staffId, kind.key(), text) : text;
        sql.insertInto(DRAFT)
                .set(DRAFT.TICKET_ID, ticketId)
                .set(DRAFT.STAFF_ID, staffId)
                .set(DRAFT.KIND, kind.key())
                .set(DRAFT.TEXT, kept)
                .set(DRAFT.DOES, doing == null ? "" : doing.text())
                .set(DRAFT.UPDATED_AT, clock.instant())
                .onConflict(DRAFT.TICKET_ID, DRAFT.STAFF_ID, DRAFT.KIND)
                .doUpdate()
                .set(DRAFT.TEXT, kept)
                .set(DRAFT.DOES, doing == null ? DRAFT.DOES : DSL.val(doing.text()))
                .set(DRAFT.UPDATED_AT, clock.instant())
                .execute();
    }

    public Map<Kind, Draft> of(long ticketId, long staffId) {
        Map<Kind, Draft> drafts = new HashMap<>();
        sql.selectFrom(DRAFT)
                .where(DRAFT.TICKET_ID.eq(ticketId).and(DRAFT.STAFF_ID.eq(staffId)))
                .forEach(row -> drafts.put(
                        row.getKind().equals("note") ? Kind.NOTE : Kind.REPLY,
                        new Draft(
                                sealed.openedDraft(ticketId, staffId, row.getKind(), row.getText()),
                                Doing.read(row.getDoes()))));
        return drafts;
    }

    /** The draft with its files, which nobody can read again. */
    public void drop(long ticketId, long staffId, Kind kind) {
        sealing.forgetDraft(ticketId, staffId, kind.key());
        moves.forget(files(ticketId, staffId, kind));
        sealing.forgetFiles(files(ticketId, staffId, kind));
        sql.deleteFrom(DRAFT).where(one(ticketId, staffId, kind)).execute(); // the rows of its files go with it
    }

    /** Begins a draft where there is none, and holds it until the transaction ends. */
    void open(Ticket ticket, long staffId, Kind kind) {
        if (!hold(ticket.id(), staffId, kind)) {
            String none = ticket.walled() ? sealing.sealDraft(ticket.id(), staffId, kind.key(), "") : "";
            sql.insertInto(DRAFT)
                    .set(DRAFT.TICKET_ID, ticket.id())
                    .set(DRAFT.STAFF_ID, staffId)
                    .set(DRAFT.KIND, kind.key())
                    .set(DRAFT.TEXT, none)
                    .set(DRAFT.UPDATED_AT, clock.instant())
                    .onConflictDoNothing()
                    .execute();
            hold(ticket.id(), staffId, kind);
        }
    }

    private boolean hold(long ticketId, long staffId, Kind kind) {
        return sql.update(DRAFT)
                        .set(DRAFT.UPDATED_AT, clock.instant())
                        .where(one(ticketId, staffId, kind))
                        .execute()
                == 1;
    }

    /** Ends a draft in which there is nothing any more. */
    void closeEmpty(long ticketId, long staffId, Kind kind) {
        boolean words = sql.fetchExists(
                DRAFT, one(ticketId, staffId, kind).and(DRAFT.TEXT.ne("").or(DRAFT.DOES.ne(""))));
        if (!words && !sql.fetchExists(ATTACHMENT, files(ticketId, staffId, kind))) {
            drop(ticketId, staffId, kind);
        }
    }

    private static Condition one(long ticketId, long staffId, Kind kind) {
        return DRAFT.TICKET_ID.eq(ticketId).and(DRAFT.STAFF_ID.eq(staffId)).and(DRAFT.KIND.eq(kind.key()));
    }

    /** Which files are in a draft. */
    static Condition files(long ticketId, long staffId, Kind kind) {
        return ATTACHMENT
                .TICKET_ID
                .eq(ticketId)
                .and(ATTACHMENT.DRAFT_STAFF_ID.eq(staffId))
                .and(ATTACHMENT.DRAFT_KIND.eq(kind.key()));
    }
}
