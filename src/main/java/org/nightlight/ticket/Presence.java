package org.nightlight.ticket;

import static nightlight.tables.Tables.PRESENCE;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.Result;
import org.nightlight.database.Wakeups;
import org.springframework.stereotype.Component;

/**
 * Who has a ticket open at this moment, in all processes. A screen says every few seconds that it is still there; one that
 * fell silent is gone after {@link #SILENT}. The wall keeps these rows as it keeps the ticket.
 */
@Component
public class Presence {
    /** How often a screen says that it is there. */
    public static final Duration EVERY = Duration.ofSeconds(8);

    /** After this long without a word a screen counts as gone; with {@link #EVERY}, everybody knows it within 30 s. */
    static final Duration SILENT = Duration.ofSeconds(20);

    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private final DSLContext sql;
    private final Wakeups wakeups;
    private final Clock clock;

    public Presence(DSLContext sql, Wakeups wakeups, Clock clock) {
        this.sql = sql;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** @param writing true while that person types an answer or a note */
    public record Watcher(long staffId, boolean writing) {}

    /**
     * A screen is there, and asks who else is. Needs a transaction that may write.
     *
     * @param screen chosen by the screen itself; another person's screen of the same name is another one
     * @return the others who have the ticket open, each once; nothing at all for a ticket that this viewer does not see
     */
    public Optional<List<Watcher>> here(long ticketId, long staffId, String screen, boolean writing) {
        Instant now = clock.instant();
        Result<Record4<Long, String, Boolean, Instant>> there = sql.select(
                        PRESENCE.STAFF_ID, PRESENCE.SCREEN, PRESENCE.WRITING, PRESENCE.SEEN_AT)
                .from(PRESENCE)
                .where(PRESENCE.TICKET_ID.eq(ticketId))
                .fetch();
        boolean known = there.stream()
                .anyMatch(row -> row.value1() == staffId
                        && row.value2().equals(screen)
                        && row.value3() == writing
                        && isFresh(row.value4(), now));
        int kept = sql.insertInto(PRESENCE)
                .columns(PRESENCE.STAFF_ID, PRESENCE.SCREEN, PRESENCE.TICKET_ID, PRESENCE.WRITING, PRESENCE.SEEN_AT)
                .select(select(val(staffId), val(screen), TICKET.ID, val(writing), val(now))
                        .from(TICKET)
                        .where(TICKET.ID.eq(ticketId)))
                .onDuplicateKeyUpdate()
                .set(PRESENCE.TICKET_ID, ticketId)
                .set(PRESENCE.WRITING, writing)
                .set(PRESENCE.SEEN_AT, now)
                .execute();
        if (kept == 0) {
            return Optional.empty();
        }
        if (!known) {
            sql.deleteFrom(PRESENCE)
                    .where(PRESENCE.TICKET_ID.eq(ticketId).and(PRESENCE.SEEN_AT.lt(now.minus(FORGOTTEN))))
                    .execute();
            wakeups.afterCommit("presence:" + ticketId);
        }
        Map<Long, Boolean> others = there.stream()
                .filter(row -> row.value1() != staffId && isFresh(row.value4(), now))
                .collect(Collectors.toMap(Record4::value1, Record4::value3, Boolean::logicalOr, TreeMap::new));
        return Optional.of(others.entrySet().stream()
                .map(one -> new Watcher(one.getKey(), one.getValue()))
                .toList());
    }

    /** A screen turns to something else. */
    public void gone(long ticketId, long staffId, String screen) {
        int rows = sql.deleteFrom(PRESENCE)
                .where(PRESENCE.STAFF_ID.eq(staffId).and(PRESENCE.SCREEN.eq(screen)))
                .and(PRESENCE.TICKET_ID.eq(ticketId))
                .execute();
        if (rows > 0) {
            wakeups.afterCommit("presence:" + ticketId);
        }
    }

    private static boolean isFresh(Instant seen, Instant now) {
        return seen.isAfter(now.minus(SILENT));
    }
}
