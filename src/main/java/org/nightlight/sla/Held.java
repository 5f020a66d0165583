package org.nightlight.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in somebody's hands.
 *
 * @param waits since when the customer waits for a person's answer; null when answered
 * @param given since when they have it; null where nothing tells
 */
record Held(
        long id,
        long assigneeId,
        String team,
        @Nullable Instant waits,
        @Nullable Instant given) {}
