package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.nightlight.shared.Spoken;

/** Days as the reader's language writes them. */
final class Days {
    private Days() {}

    /** {@code 20 November 2026}. */
    static String full(TemporalAccessor day) {
        return said(day, say("d MMMM uuuu", "d 'de' MMMM 'de' uuuu"));
    }

    /** {@code 20 November}. */
    static String ofYear(TemporalAccessor day) {
        return said(day, say("d MMMM", "d 'de' MMMM"));
    }

    /** {@code Fri 20 Nov}. */
    static String ofWeek(TemporalAccessor day) {
        return said(day, "EEE d MMM");
    }

    /** {@code Fri 20 Nov 08:00}. */
    static String withTime(TemporalAccessor moment) {
        return said(moment, "EEE d MMM HH:mm");
    }

    private static String said(TemporalAccessor day, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Spoken.language()).format(day);
    }
}
