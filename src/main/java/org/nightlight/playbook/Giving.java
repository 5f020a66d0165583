package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a team gives out its tickets by itself.
 *
 * @param returnsAfter open time after which a ticket of somebody away, on which a customer waits, is the team's again
 * @param skillWaits open time for which a ticket waits for somebody with the skills that it asks for; then anybody here is given it
 * @param ownHours when the team works; null for the desk's hours
 */
public record Giving(
        By by,
        Duration returnsAfter,
        Duration skillWaits,
        @Nullable SupportHours ownHours) {
    static final Duration USUAL = Duration.ofHours(1);
    static final Duration USUAL_FOR_SKILL = Duration.ofMinutes(15);

    /** Who of those that have room is next. */
    public enum By {
        /** Whoever was given none for longest. */
        ROUND_ROBIN,
        /** Whoever has most of their room left; of several, who was given none for longest. */
        LEAST_LOADED;

        /** As the document writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Anything that is none of the keys has been told as a fault, and is by turn. */
        static By ofKey(String key) {
            return key.equals(LEAST_LOADED.key()) ? LEAST_LOADED : ROUND_ROBIN;
        }

        static List<String> keys() {
            return Arrays.stream(values()).map(By::key).toList();
        }
    }

    /** In words: {@code 1 hour}. */
    public String returnsAfterText() {
        return said(returnsAfter);
    }

    public String skillWaitsText() {
        return said(skillWaits);
    }

    private static String said(Duration time) {
        return say(DurationText.of(time), DurationText.spanish(time));
    }
}
