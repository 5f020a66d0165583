package org.nightlight.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;

/**
 * Makes guessing slow. After {@value #FREE_TRIES} failures for one address, or {@value #FREE_TRIES_OF_A_PEER} from one
 * network peer, within an hour, the next try must wait half a minute, then one, two, four, up to a quarter of an hour.
 * Unknown addresses are counted like known ones, and keys are hashes: the table tells nobody who exists.
 */
final class Throttle {
    static final int FREE_TRIES = 5;
    static final int FREE_TRIES_OF_A_PEER = 30;
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final Database database;
    private final SignInStore store;
    private final Clock clock;

    Throttle(Database database, SignInStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /** How long this address, tried from this peer, must still wait; zero when it may be tried now. */
    Duration left(String address, String peer) {
        Duration ofAddress = database.read(Clearance.DESK, () -> left(addressKey(address), FREE_TRIES));
        Duration ofPeer = database.read(Clearance.DESK, () -> left(peerKey(peer), FREE_TRIES_OF_A_PEER));
        return ofAddress.compareTo(ofPeer) > 0 ? ofAddress : ofPeer;
    }

    void failed(String address, String peer) {
        Instant now = clock.instant();
        database.write(Clearance.DESK, () -> {
            store.addFailure(addressKey(address), now);
            store.addFailure(peerKey(peer), now);
            store.forgetFailuresBefore(now.minus(REMEMBERED));
        });
    }

    /** Forgets the address's failures but not the peer's: one password of one's own must not buy guesses at others. */
    void succeeded(String address) {
        byte[] key = addressKey(address);
        Instant all = Instant.EPOCH;
        if (database.read(Clearance.DESK, () -> store.failures(key, all)).count() > 0) {
            database.write(Clearance.DESK, () -> store.forgetFailures(key));
        }
    }

    private Duration left(byte[] key, int free) {
        Instant now = clock.instant();
        SignInStore.Failures failures = store.failures(key, now.minus(REMEMBERED));
        Instant last = failures.last();
        if (failures.count() < free || last == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, last.plus(wait(failures.count() - free)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration wait(int beyond) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static byte[] addressKey(String address) {
        return Secrets.sha256("address " + address.strip().toLowerCase(Locale.ROOT));
    }

    private static byte[] peerKey(String peer) {
        return Secrets.sha256("peer " + peer);
    }
}
