package org.nightlight.safety;

import java.time.Duration;

/** The moment, on the JVM's monotonic clock, by which a verdict must be given. */
record Deadline(long nanos) {
    /** Thrown by {@link #check()}; carries nothing about the message. */
    static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfTime() {
            super("screening ran out of time", null, false, false);
        }
    }

    static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** Returns when there is time left. */
    void check() {
        if (System.nanoTime() - nanos > 0) {
            throw new OutOfTime();
        }
    }
}
