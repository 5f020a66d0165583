package org.nightlight.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When a call that was not taken is tried again: after pauses that grow threefold, for a day, and once more at its end. */
final class Retries {
    static final Duration LONG_ENOUGH = Duration.ofHours(24);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(3);

    private Retries() {}

    /** @param attempts made so far, at least 1 */
    static Instant next(int attempts, Instant now, Instant giveUpAt, RandomGenerator lot) {
        Instant next = now.plus(spread(pause(attempts), lot));
        return next.isBefore(giveUpAt) ? next : giveUpAt;
    }

    static Duration pause(int attempts) {
        Duration pause = FIRST;
        for (int i = 1; i < attempts && pause.compareTo(LONGEST) < 0; i++) {
            pause = pause.multipliedBy(3);
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /** Up to a fifth shorter or longer, so that what failed together does not come back together. */
    private static Duration spread(Duration pause, RandomGenerator lot) {
        return Duration.ofMillis(Math.round(pause.toMillis() * lot.nextDouble(0.8, 1.2)));
    }
}
