package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.nightlight.shared.Spoken;

/**
 * A moment as people say it, with the exact one beside it.
 *
 * @param text such as {@code 10:02}, {@code tomorrow 14:02}, {@code Fri 17:00}, {@code 3 Mar 2025}
 * @param exact such as {@code Friday 20 November 2026, 17:00 EST}
 * @param machine ISO-8601 in UTC
 */
public record When(String text, String exact, String machine) {
    private static final Patterns ENGLISH = new Patterns(Spoken.ENGLISH, "EEEE d MMMM yyyy, HH:mm zzz");
    private static final Patterns SPANISH = new Patterns(Spoken.SPANISH, "EEEE d 'de' MMMM 'de' yyyy, HH:mm zzz");

    private record Patterns(
            DateTimeFormatter clock,
            DateTimeFormatter weekday,
            DateTimeFormatter day,
            DateTimeFormatter date,
            DateTimeFormatter exact) {
        Patterns(Locale language, String exact) {
            this(
                    DateTimeFormatter.ofPattern("HH:mm", language),
                    DateTimeFormatter.ofPattern("EEE HH:mm", language),
                    DateTimeFormatter.ofPattern("d MMM HH:mm", language),
                    DateTimeFormatter.ofPattern("d MMM yyyy", language),
                    DateTimeFormatter.ofPattern(exact, language));
        }

        static Patterns spoken() {
            return Spoken.language().equals(Spoken.SPANISH) ? SPANISH : ENGLISH;
        }
    }

    /** The moment as said at {@code now} in {@code zone}, which is the playbook's. */
    public static When of(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime there = at.atZone(zone);
        return new When(
                said(there, now.atZone(zone)),
                Patterns.spoken().exact().format(there),
                at.truncatedTo(ChronoUnit.SECONDS) + "");
    }

    /** A length of time in one unit, rounded down: {@code 12 min}, {@code 3 h}, {@code 2 days}. */
    public static String span(Duration length) {
        long minutes = length.abs().toMinutes();
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 48 ? hours + " h" : hours / 24 + say(" days", " días");
    }

    private static String said(ZonedDateTime at, ZonedDateTime now) {
        long days = ChronoUnit.DAYS.between(now.toLocalDate(), at.toLocalDate());
        Patterns as = Patterns.spoken();
        if (days == 0) {
            return as.clock().format(at);
        } else if (days == 1) {
            return say("tomorrow ", "mañana ") + as.clock().format(at);
        } else if (days == -1) {
            return say("yesterday ", "ayer ") + as.clock().format(at);
        } else if (Math.abs(days) < 7) {
            return as.weekday().format(at);
        }
        return Math.abs(days) < 180 ? as.day().format(at) : as.date().format(at);
    }
}
