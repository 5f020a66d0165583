package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something may take, as the playbook says it. What each means in instants: {@link BusinessCalendar}. */
public sealed interface Target {
    /** Clock time: elapses at night and at weekends too. */
    record ClockHours(Duration length) implements Target {}

    /** So many business days, counted in support hours. */
    record BusinessDays(int days) implements Target {}

    /** Until midnight ending the day of opening, in the desk's zone. */
    record SameDay() implements Target {}

    /** Until closing time of the next business day. */
    record NextBusinessDay() implements Target {}

    /** As the document writes it: {@code 48 hours}, {@code 5 business days}, {@code same day}. */
    default String text() {
        return switch (this) {
            case ClockHours(Duration length) -> DurationText.of(length);
            case BusinessDays(int days) -> days == 1 ? "1 business day" : days + " business days";
            case SameDay() -> "same day";
            case NextBusinessDay() -> "next business day";
        };
    }

    /** The same for whoever looks now: {@code 48 hours}, {@code 5 días hábiles}. */
    default String said() {
        return say(
                text(),
                switch (this) {
                    case ClockHours(Duration length) -> DurationText.spanish(length);
                    case BusinessDays(int days) -> days == 1 ? "1 día hábil" : days + " días hábiles";
                    case SameDay() -> "el mismo día";
                    case NextBusinessDay() -> "el siguiente día hábil";
                });
    }

    Pattern BUSINESS_DAYS = Pattern.compile("([0-9]{1,4}) business days?");

    /** The target that this text names, or empty when it names none. */
    static Optional<Target> parse(String text) {
        Matcher days = BUSINESS_DAYS.matcher(text);
        if (days.matches()) {
            int count = Integer.parseInt(days.group(1));
            return count == 0 ? Optional.empty() : Optional.of(new BusinessDays(count));
        }
        return switch (text) {
            case "same day" -> Optional.of(new SameDay());
            case "next business day" -> Optional.of(new NextBusinessDay());
            default -> DurationText.parse(text).map(ClockHours::new);
        };
    }
}
