package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.nightlight.shared.Spoken;

/** Days as customers read them, such as {@code 3 May 2026}. */
final class Days {
    private Days() {}

    static String of(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern(say("d MMMM yyyy", "d 'de' MMMM 'de' yyyy"), Spoken.language()));
    }
}
