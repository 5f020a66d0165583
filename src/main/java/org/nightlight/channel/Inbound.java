package org.nightlight.channel;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Channel;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What came in and could not be read: listed for people, and tried again when one of them says so. */
@Component
public class Inbound {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** As much of a raw message as a screen shows. */
    private static final int SHOWN = 64_000;

    private final InboundStore store;
    private final SealedMail sealed;
    private final Database database;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    public Inbound(
            InboundStore store, SealedMail sealed, Database database, Audit audit, Wakeups wakeups, Clock clock) {
        this.store = store;
        this.sealed = sealed;
        this.database = database;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * A message that waits for a person.
     *
     * @param from the envelope's sender as far as it is known; empty else
     * @param size in bytes
     * @param ticketed whether it became a ticket behind the wall, so that nothing is left to be tried
     */
    public record Waiting(
            long id,
            Channel channel,
            String from,
            long size,
            Instant receivedAt,
            String reason,
            int attempts,
            boolean ticketed) {}

    /** Up to {@code limit} older than {@code before}, newest first, as far as the caller's clearance shows them. */
    public List<Waiting> unreadable(long before, int limit) {
        return store.unreadable(before, limit).stream().map(Inbound::waiting).toList();
    }

    /** One of them, in the caller's transaction. */
    public Optional<Waiting> find(long id) {
        return store.unreadable(id + 1, 1).stream()
                .filter(row -> row.id() == id)
                .map(Inbound::waiting)
                .findFirst();
    }

    /** The beginning of the bytes as text. The caller has found the message under its own clearance before. */
    public String beginning(long id) {
        return store.ticketOf(id)
                .flatMap(ticketId -> sealed.beginning(ticketId, id, SHOWN))
                .orElseGet(() -> store.beginning(id, SHOWN));
    }

    /** Whether {@link #beginning} leaves something out. */
    public static boolean isCut(Waiting waiting) {
        return waiting.size() > SHOWN;
    }

    /**
     * Has a message worked on once more; false when there is none such for this clearance, or it is at work already. Begins
     * its own transactions: what waits again is the software's, and shown to nobody.
     */
    public boolean retry(long id, Clearance clearance, Actor by) {
        boolean seen = database.read(
                clearance, () -> find(id).filter(it -> !it.ticketed()).isPresent());
        return seen
                && database.write(Clearance.SYSTEM, () -> {
                    boolean again = store.retry(id, clock.instant());
                    if (again) {
                        audit.record(by, "inbound-retried", "inbound:" + id, "");
                        wakeups.afterCommit("inbound");
                        wakeups.afterCommit("inbound-unreadable");
                    }
                    return again;
                });
    }

    /** The ticket that a stored message became. Whether somebody may see it is theirs to find out. */
    public Optional<Long> ticketOf(long inboundId) {
        return database.read(Clearance.SYSTEM, () -> store.ticketOf(inboundId));
    }

    private static Waiting waiting(InboundStore.Unreadable row) {
        return new Waiting(
                row.id(),
                row.channel(),
                sender(row.envelope()),
                row.size(),
                row.receivedAt(),
                row.reason(),
                row.attempts(),
                row.ticketed());
    }

    private static String sender(String envelope) {
        try {
            var from = JSON.readTree(envelope).path("from");
            return from.isMissingNode() || from.isNull() ? "" : from.asString();
        } catch (JacksonException broken) {
            return "";
        }
    }
}
