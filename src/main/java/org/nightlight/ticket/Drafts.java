package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.DRAFT;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an agent has typed and not sent: one reply and one note per person and ticket, which share neither text nor files. One that was
 * discarded can be brought back for {@link #RETURNS}, until something new is written in its place.
 */
@Component
public class Drafts {
    public static final Duration RETURNS = Duration.ofHours(1);

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

        static Kind ofKey(String key) {
            return key.equals("note") ? NOTE : REPLY;
        }
    }

    /** A text, and what is done with the ticket when it is sent or kept. */
    public record Draft(String text, Doing doing) {
        public static final Draft NONE = new Draft("", Doing.NOTHING);
    }

    /** @param discarded which of them can still be brought back, and are in {@code drafts} no more */
    public record Begun(Map<Kind, Draft> drafts, Set<Kind> discarded) {}

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
            if (!sql.fetchExists(DRAFT, one(ticketId, staffId, kind).and(DRAFT.DISCARDED_AT.isNotNull()))) {
                drop(ticketId, staffId, kind);
            }
            return;
        }
        endDiscarded(ticketId, staffId, kind);
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
        return begun(ticketId, staffId).drafts();
    }

    /** As {@link #of}, with what can be brought back. */
    public Begun begun(long ticketId, long staffId) {
        Begun begun = new Begun(new HashMap<>(), EnumSet.noneOf(Kind.class));
        sql.selectFrom(DRAFT)
                .where(DRAFT.TICKET_ID.eq(ticketId).and(DRAFT.STAFF_ID.eq(staffId)))
                .forEach(row -> {
                    Kind kind = Kind.ofKey(row.getKind());
                    Instant discarded = row.getDiscardedAt();
                    if (discarded == null) {
                        begun.drafts()
                                .put(
                                        kind,
                                        new Draft(
                                                sealed.openedDraft(ticketId, staffId, row.getKind(), row.getText()),
                                                Doing.read(row.getDoes())));
                    } else if (discarded.isAfter(clock.instant().minus(RETURNS))) {
                        begun.discarded().add(kind);
                    }
                });
        return begun;
    }

    /** Discards one draft with its files, until it is brought back or its time is over. False when there is none. */
    public boolean discard(long ticketId, long staffId, Kind kind) {
        return sql.update(DRAFT)
                        .set(DRAFT.DISCARDED_AT, clock.instant())
                        .where(one(ticketId, staffId, kind).and(DRAFT.DISCARDED_AT.isNull()))
                        .execute()
                == 1;
    }

    /** The draft and its files are as they were. False when it is gone, or was never discarded. */
    public boolean bringBack(long ticketId, long staffId, Kind kind) {
        return sql.update(DRAFT)
                        .setNull(DRAFT.DISCARDED_AT)
                        .set(DRAFT.UPDATED_AT, clock.instant())
                        .where(one(ticketId, staffId, kind)
                                .and(DRAFT.DISCARDED_AT.gt(clock.instant().minus(RETURNS))))
                        .execute()
                == 1;
    }

    /** Ends, for good, up to {@code most} that nobody can bring back any more. */
    boolean dropOver(int most) {
        var over = sql.select(DRAFT.TICKET_ID, DRAFT.STAFF_ID, DRAFT.KIND)
                .from(DRAFT)
                .where(DRAFT.DISCARDED_AT.le(clock.instant().minus(RETURNS)))
                .orderBy(DRAFT.DISCARDED_AT)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch();
        over.forEach(row -> drop(row.value1(), row.value2(), Kind.ofKey(row.value3())));
        return over.size() == most;
    }

    /** Something new is written in its place. */
    void endDiscarded(long ticketId, long staffId, Kind kind) {
        if (sql.fetchExists(DRAFT, one(ticketId, staffId, kind).and(DRAFT.DISCARDED_AT.isNotNull()))) {
            drop(ticketId, staffId, kind);
        }
    }

    /** The draft with its files, which nobody can read again. */
    public void drop(long ticketId, long staffId, Kind kind) {
        sealing.forgetDraft(ticketId, staffId, kind.key());
        moves.forget(held(ticketId, staffId, kind));
        sealing.forgetFiles(held(ticketId, staffId, kind));
        sql.deleteFrom(DRAFT).where(one(ticketId, staffId, kind)).execute(); // the rows of its files go with it
    }

    /** Begins a draft where there is none, and holds it until the transaction ends. */
    void open(Ticket ticket, long staffId, Kind kind) {
        endDiscarded(ticket.id(), staffId, kind);
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

    /** Which files are in a draft; none in one that was discarded. */
    static Condition files(long ticketId, long staffId, Kind kind) {
        return held(ticketId, staffId, kind)
                .and(exists(selectOne()
                        .from(DRAFT)
                        .where(one(ticketId, staffId, kind).and(DRAFT.DISCARDED_AT.isNull()))));
    }

    private static Condition held(long ticketId, long staffId, Kind kind) {
        return ATTACHMENT
                .TICKET_ID
                .eq(ticketId)
                .and(ATTACHMENT.DRAFT_STAFF_ID.eq(staffId))
                .and(ATTACHMENT.DRAFT_KIND.eq(kind.key()));
    }
}
