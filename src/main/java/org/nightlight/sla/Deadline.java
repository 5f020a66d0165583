package org.nightlight.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one promise stands.
 *
 * @param due when it falls or fell due; {@code null} while paused, when not started and when called off
 * @param left while paused: what will be left to count on resuming
 * @param stoppedAt when it was answered or solved, in time or not; {@code null} while still owed
 */
public record Deadline(
        Metric metric,
        State state,
        @Nullable Instant due,
        @Nullable Duration left,
        @Nullable Instant stoppedAt) {

    /** {@code RUNNING} may be past due where nobody has noticed yet; {@code MISSED} stays, answered late or not. */
    public enum State {
        NOT_STARTED,
        RUNNING,
        PAUSED,
        MET,
        MISSED,
        CANCELLED
    }

    /** Whether somebody still has to do something by {@link #due}. */
    public boolean owed() {
        return due != null && stoppedAt == null;
    }
}
