package org.nightlight.staff;

import static nightlight.tables.Tables.STAFF_WISH;

import java.time.LocalTime;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What members of staff want to be told of, by mail and on their screens. Safety alerts do not ask. Verbs belong into a transaction. */
@Component
public class Wishes {
    private final DSLContext sql;

    Wishes(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * One person's.
     *
     * @param mentioned whether by mail that somebody named them in a note
     * @param assigned whether by mail that somebody gave them a ticket
     * @param onScreen whether their browser tells them of such things, and of answers on their tickets, while they look elsewhere
     * @param from since when they are left in peace, each day in the desk's zone; null for no such hours
     * @param until when they end, on the next day where that is earlier
     */
    public record Wish(
            boolean mentioned,
            boolean assigned,
            boolean onScreen,
            @Nullable LocalTime from,
            @Nullable LocalTime until) {
        public static final Wish NOTHING = new Wish(false, false, false, null, null);

        /** Whether they are left in peace at this time of day. */
        public boolean isQuiet(LocalTime now) {
            if (from == null || until == null || from.equals(until)) {
                return false;
            }
            boolean begun = !now.isBefore(from);
            boolean going = now.isBefore(until);
            return from.isBefore(until) ? begun && going : begun || going;
        }
    }

    /** Whoever has said nothing is told nothing. */
    public Wish of(long staffId) {
        return sql.selectFrom(STAFF_WISH)
                .where(STAFF_WISH.STAFF_ID.eq(staffId))
                .fetchOptional(row -> new Wish(
                        row.getMentioned(),
                        row.getAssigned(),
                        row.getOnScreen(),
                        row.getQuietFrom(),
                        row.getQuietUntil()))
                .orElse(Wish.NOTHING);
    }

    public void set(long staffId, Wish wish) {
        sql.insertInto(STAFF_WISH)
                .set(STAFF_WISH.STAFF_ID, staffId)
                .set(STAFF_WISH.MENTIONED, wish.mentioned())
                .set(STAFF_WISH.ASSIGNED, wish.assigned())
                .set(STAFF_WISH.ON_SCREEN, wish.onScreen())
                .set(STAFF_WISH.QUIET_FROM, wish.from())
                .set(STAFF_WISH.QUIET_UNTIL, wish.until())
                .onDuplicateKeyUpdate()
                .set(STAFF_WISH.MENTIONED, wish.mentioned())
                .set(STAFF_WISH.ASSIGNED, wish.assigned())
                .set(STAFF_WISH.ON_SCREEN, wish.onScreen())
                .set(STAFF_WISH.QUIET_FROM, wish.from())
                .set(STAFF_WISH.QUIET_UNTIL, wish.until())
                .execute();
    }
}
