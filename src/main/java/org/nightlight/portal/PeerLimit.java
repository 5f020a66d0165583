package org.nightlight.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many messages one network address may hand in: 30 at once, and one more every twenty seconds. Enough for a school
 * behind one address, too few for a program that floods. Each process counts for itself.
 */
final class PeerLimit {
    private static final int BURST = 30;
    private static final Duration REFILL = Duration.ofSeconds(20);
    private static final int MOST_PEERS = 50_000;

    private final Clock clock;
    private final Map<String, Instant> emptyUntil = new ConcurrentHashMap<>();

    PeerLimit(Clock clock) {
        this.clock = clock;
    }

    /** Takes one from what the peer has left; false when nothing is. */
    boolean admits(String peer) {
        Instant now = clock.instant();
        if (emptyUntil.size() > MOST_PEERS) {
            emptyUntil.values().removeIf(until -> until.isBefore(now));
        }
        boolean[] admitted = {false};
        emptyUntil.compute(peer, (key, until) -> {
            Instant from = until == null || until.isBefore(now) ? now : until;
            Instant next = from.plus(REFILL);
            admitted[0] = !next.isAfter(now.plus(REFILL.multipliedBy(BURST)));
            return admitted[0] ? next : from;
        });
        return admitted[0];
    }
}
