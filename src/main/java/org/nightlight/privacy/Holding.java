package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of one kind is held.
 *
 * @param place the store, in words and the same for everybody, as certificates have it: "Messages of conversations"
 * @param spanish the same in Spanish
 * @param recordClass key of the class in the retention schedule
 * @param since when the oldest of it came; null where there is none or nobody knows
 */
public record Holding(
        String place,
        String spanish,
        String recordClass,
        long number,
        @Nullable Instant since) {

    /** The store, for whoever looks now. */
    public String shown() {
        return say(place, spanish);
    }
}
