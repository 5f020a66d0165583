package org.nightlight.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A moment as people say it, with the exact one beside it.
 *
 * @param text such as {@code 10:02}, {@code tomorrow 14:02}, {@code Fri 17:00}, {@code 3 Mar 2025}
 * @param exact such as {@code Friday 20 November 2026, 17:00 EST}
 * @param machine ISO-8601 in UTC
 */
public record When(String text, String exact, String machine) {
    private static final DateTimeFormatter CLOCK = format("HH:mm");
    private static final DateTimeFormatter WEEKDAY = format("EEE HH:mm");
    private static final DateTimeFormatter DAY = format("d MMM HH:mm");
    private static final DateTimeFormatter DATE = format("d MMM yyyy");
    private static final DateTimeFormatter EXACT = format("EEEE d MMMM yyyy, HH:mm zzz");

    /** The moment as said at {@code now} in {@code zone}, which is the playbook's. */
    public static When of(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime there = at.atZone(zone);
        return new When(said(there, now.atZone(zone)), EXACT.format(there), at.truncatedTo(ChronoUnit.SECONDS) + "");
    }

    /** A length of time in one unit, rounded down: {@code 12 min}, {@code 3 h}, {@code 2 days}. */
    public static String span(Duration length) {
        long minutes = length.abs().toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 48 ? hours + " h" : hours / 24 + " days";
    }

    private static String said(ZonedDateTime at, ZonedDateTime now) {
        long days = ChronoUnit.DAYS.between(now.toLocalDate(), at.toLocalDate());
        if (days == 0) {
            return CLOCK.format(at);
        } else if (days == 1) {
            return "tomorrow " + CLOCK.format(at);
        } else if (days == -1) {
            return "yesterday " + CLOCK.format(at);
        } else if (Math.abs(days) < 7) {
            return WEEKDAY.format(at);
        }
        return Math.abs(days) < 180 ? DAY.format(at) : DATE.format(at);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK);
    }
}
