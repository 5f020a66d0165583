package org.nightlight.sla;

import java.time.Instant;

/** Something that falls due: a warning at this percentage of a target, or at 100 its end. */
public record Milestone(Metric metric, int percent, Instant at) {
    public boolean isBreach() {
        return percent == 100;
    }
}
