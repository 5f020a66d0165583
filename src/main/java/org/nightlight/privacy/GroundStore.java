package org.nightlight.privacy;

import static nightlight.tables.Tables.GROUND;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nightlight.tables.tables.records.GroundRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of grounds. */
@Component
class GroundStore {
    private final DSLContext sql;

    GroundStore(DSLContext sql) {
        this.sql = sql;
    }

    /** @param endsAt null while that moment is not known */
    record Kept(
            long ticketId,
            long childId,
            Ground ground,
            Instant since,
            @Nullable Instant endsAt,
            boolean refused) {}

    Optional<Kept> find(long ticketId) {
        return sql.selectFrom(GROUND).where(GROUND.TICKET_ID.eq(ticketId)).fetchOptional(GroundStore::kept);
    }

    /** Whoever else wants to answer on this conversation waits. */
    Optional<Kept> lock(long ticketId) {
        return sql.selectFrom(GROUND)
                .where(GROUND.TICKET_ID.eq(ticketId))
                .forUpdate()
                .fetchOptional(GroundStore::kept);
    }

    List<Kept> ofChild(long childId) {
        return sql.selectFrom(GROUND).where(GROUND.CHILD_ID.eq(childId)).fetch(GroundStore::kept);
    }

    /** False when the conversation has one. */
    boolean insert(
            long ticketId,
            long childId,
            Ground ground,
            @Nullable String subGround,
            String chosenBy,
            String reason,
            Instant now) {
        return sql.insertInto(GROUND)
                        .set(GROUND.TICKET_ID, ticketId)
                        .set(GROUND.CHILD_ID, childId)
                        .set(GROUND.GROUND_, ground.key())
                        .set(GROUND.SUB_GROUND, subGround)
                        .set(GROUND.CHOSEN_BY, chosenBy)
                        .set(GROUND.REASON, reason)
                        .set(GROUND.SINCE, now)
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    void change(long ticketId, Ground ground, @Nullable String subGround, String chosenBy, String reason, Instant now) {
        sql.update(GROUND)
                .set(GROUND.GROUND_, ground.key())
                .set(GROUND.SUB_GROUND, subGround)
                .set(GROUND.CHOSEN_BY, chosenBy)
                .set(GROUND.REASON, reason)
                .set(GROUND.SINCE, now)
                .setNull(GROUND.ENDS_AT)
                .where(GROUND.TICKET_ID.eq(ticketId))
                .execute();
    }

    /** All conversations of a child that stand on one of these grounds. */
    void change(long childId, Collection<Ground> from, Ground to, String chosenBy, Instant now, @Nullable Instant end) {
        sql.update(GROUND)
                .set(GROUND.GROUND_, to.key())
                .setNull(GROUND.SUB_GROUND)
                .set(GROUND.CHOSEN_BY, chosenBy)
                .set(GROUND.SINCE, now)
                .set(GROUND.ENDS_AT, end)
                .set(GROUND.REFUSED, false)
                .where(GROUND.CHILD_ID.eq(childId))
                .and(GROUND.GROUND_.in(from.stream().map(Ground::key).toList()))
                .execute();
    }

    /** The first answer has left. */
    void answered(long ticketId, Instant now, Instant end) {
        sql.update(GROUND)
                .set(GROUND.ANSWERED_AT, now)
                .set(GROUND.ENDS_AT, end)
                .where(GROUND.TICKET_ID.eq(ticketId))
                .and(GROUND.ANSWERED_AT.isNull().and(GROUND.GROUND_.eq(Ground.ONE_REPLY.key())))
                .execute();
    }

    void endsAt(long ticketId, @Nullable Instant end) {
        sql.update(GROUND)
                .set(GROUND.ENDS_AT, end)
                .where(GROUND.TICKET_ID.eq(ticketId))
                .execute();
    }

    /** A parent said no: everything of the child goes, save what is behind the wall, which stays as it is. */
    void refused(long childId, Instant now) {
        sql.update(GROUND)
                .set(GROUND.REFUSED, true)
                .set(GROUND.ENDS_AT, now)
                .where(GROUND.CHILD_ID.eq(childId).and(GROUND.GROUND_.ne(Ground.SECURITY_AND_LAW.key())))
                .execute();
    }

    /** One whose time is over, held by this transaction. */
    Optional<Kept> claimOver(Instant now) {
        return sql.selectFrom(GROUND)
                .where(GROUND.ENDS_AT.le(now))
                .orderBy(GROUND.ENDS_AT, GROUND.TICKET_ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(GroundStore::kept);
    }

    /** The person who opened this conversation is this one. */
    boolean isRequester(long ticketId, long customerId) {
        return Long.valueOf(customerId)
                .equals(sql.select(field("requester_of({0})", Long.class, val(ticketId)))
                        .fetchSingle()
                        .value1());
    }

    LawfulPath.Notice notices(long ticketId) {
        String word = sql.select(field("notices_of({0})", String.class, val(ticketId)))
                .fetchSingle()
                .value1();
        return LawfulPath.Notice.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Kept kept(GroundRecord row) {
        return new Kept(
                row.getTicketId(),
                row.getChildId(),
                Ground.ofKey(row.getGround()),
                row.getSince(),
                row.getEndsAt(),
                row.getRefused());
    }
}
