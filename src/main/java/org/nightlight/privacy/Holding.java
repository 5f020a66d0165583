package org.nightlight.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of one kind is held.
 *
 * @param place the store, in words and the same for everybody: "Messages of conversations"
 * @param recordClass key of the class in the retention schedule
 * @param since when the oldest of it came; null where there is none or nobody knows
 */
public record Holding(
        String place,
        String recordClass,
        long number,
        @Nullable Instant since) {}
