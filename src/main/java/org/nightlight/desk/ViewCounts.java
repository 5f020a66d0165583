package org.nightlight.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.nightlight.database.Clearance;
import org.springframework.stereotype.Component;

/**
 * How many tickets each view holds, for the rail: counted at most once in fifteen seconds for all who see the same, and never
 * beyond {@link #MOST}.
 */
@Component
class ViewCounts {
    /** "500+" says as much as a number, and costs the same on a desk of any size. */
    static final int MOST = 500;

    static final Duration FRESH = Duration.ofSeconds(15);
    private static final int REMEMBERED = 5_000;

    private final Clock clock;
    private final ConcurrentHashMap<Key, Counted> known = new ConcurrentHashMap<>();

    ViewCounts(Clock clock) {
        this.clock = clock;
    }

    /** What two viewers must have in common to see the same number; whoever sees cases shares with nobody. */
    private record Key(Clearance.Sight sight, long viewer, String filter) {}

    private record Counted(Instant at, int number) {}

    /** @param mine whether the filter means somebody else for each viewer */
    int of(Clearance clearance, String filter, boolean mine, IntSupplier count) {
        Instant now = clock.instant();
        Key key = new Key(clearance.sight(), clearance.seesCases() || mine ? clearance.viewer() : 0, filter);
        Counted last = known.get(key);
        if (last != null && now.isBefore(last.at().plus(FRESH))) {
            return last.number();
        }
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        int number = count.getAsInt();
        known.put(key, new Counted(now, number));
        return number;
    }
}
