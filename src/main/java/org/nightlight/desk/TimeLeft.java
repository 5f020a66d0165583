package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a promised time: words first, colour and bar only beside them.
 *
 * @param promise what was promised: {@code first answer}, {@code solved}, {@code climbs}
 * @param text such as {@code 3 h left}, {@code 12 min late}, {@code act by Fri 17:00}, {@code paused}
 * @param percent how much of the time is used, 0 to 100, by the promise's own clock
 */
public record TimeLeft(String promise, String text, When due, int percent, Mood mood) {
    private static final int PRESSING = 75;

    /** How the time stands; each has its own word on screen, so that colour never speaks alone. */
    public enum Mood {
        CALM,
        DUE,
        LATE,
        PAUSED;

        /** The mood's class name on the page. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TimeLeft {
        percent = Math.clamp(percent, 0, 100);
    }

    /** A running promise; {@code actBy} is the last open moment before it where it falls outside support hours. */
    public static TimeLeft running(
            String promise, Instant due, @Nullable Instant actBy, int percent, Instant now, ZoneId zone) {
        When exact = When.of(due, now, zone);
        if (!now.isBefore(due)) {
            return new TimeLeft(
                    promise,
                    say("%s late", "%s tarde").formatted(When.span(Duration.between(due, now))),
                    exact,
                    100,
                    Mood.LATE);
        }
        Mood mood = percent >= PRESSING ? Mood.DUE : Mood.CALM;
        if (actBy != null && actBy.isBefore(due)) {
            Mood near = now.isBefore(actBy) ? mood : Mood.DUE;
            return new TimeLeft(
                    promise,
                    say("act by %s", "actuar antes de %s")
                            .formatted(When.of(actBy, now, zone).text()),
                    exact,
                    percent,
                    near);
        }
        return new TimeLeft(
                promise,
                say("%s left", "faltan %s").formatted(When.span(Duration.between(now, due))),
                exact,
                percent,
                mood);
    }

    /** A promise that waits for the customer; {@code due} is where it would fall if it went on now. */
    public static TimeLeft paused(String promise, Instant due, int percent, Instant now, ZoneId zone) {
        return new TimeLeft(promise, say("paused", "en pausa"), When.of(due, now, zone), percent, Mood.PAUSED);
    }
}
