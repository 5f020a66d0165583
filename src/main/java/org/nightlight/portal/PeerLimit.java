package org.nightlight.portal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many messages one network peer may hand in at this process: a burst, then one every so often. Generous, since a whole
 * school may stand behind one address. Kept in memory only: what it forgets costs nothing.
 */
final class PeerLimit {
    static final int BURST = 30;
    static final Duration ONE_MORE_EACH = Duration.ofSeconds(20);
    private static final int MOST_PEERS = 10_000;

    private final InstantSource clock;
    /** Until when each peer has used up what it may; the peer longest unheard of is forgotten first. */
    private final Map<String, Instant> usedUntil = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_PEERS;
        }
    };

    PeerLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts one message of this peer, unless it is one too many. */
    synchronized boolean admits(String peer) {
        Instant now = clock.instant();
        String key = key(peer);
        Instant used = usedUntil.getOrDefault(key, now);
        Instant next = (used.isBefore(now) ? now : used).plus(ONE_MORE_EACH);
        if (next.isAfter(now.plus(ONE_MORE_EACH.multipliedBy(BURST)))) {
            return false;
        }
        usedUntil.put(key, next);
        return true;
    }

    /** One household has one IPv4 address but 2^64 of IPv6: there the first half counts. */
    private static String key(String peer) {
        if (!peer.contains(":")) {
            return peer;
        }
        try {
            byte[] address = InetAddress.getByName(peer).getAddress();
            return address.length == 16 ? HexFormat.of().formatHex(Arrays.copyOf(address, 8)) : peer;
        } catch (UnknownHostException odd) {
            return peer;
        }
    }
}
