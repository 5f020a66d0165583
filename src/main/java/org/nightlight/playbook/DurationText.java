package org.nightlight.playbook;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of clock time as the playbook writes them: {@code 48 hours}, {@code 5 minutes}. */
final class DurationText {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,5}) (minute|hour)s?");

    private DurationText() {}

    /** The length that this text names; empty when it names none, or nothing at all. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        Duration length = matcher.group(2).equals("hour") ? Duration.ofHours(count) : Duration.ofMinutes(count);
        return length.isZero() ? Optional.empty() : Optional.of(length);
    }

    static String of(Duration length) {
        long minutes = length.toMinutes();
        return minutes % 60 == 0 ? plural(minutes / 60, "hour") : plural(minutes, "minute");
    }

    static String spanish(Duration length) {
        long minutes = length.toMinutes();
        return minutes % 60 == 0 ? plural(minutes / 60, "hora") : plural(minutes, "minuto");
    }

    private static String plural(long count, String unit) {
        return count == 1 ? "1 " + unit : count + " " + unit + "s";
    }
}
