package org.nightlight.automation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.ticket.State;

/**
 * So long after something, once for each time that it begins anew.
 *
 * @param state in which the ticket is; null unless the anchor is {@link Anchor#STATE}
 * @param openTime only the desk's open hours count, and a day is a business day
 * @param late also for tickets whose time was over before the rule was switched on
 */
public record After(
        int count, Unit unit, Anchor anchor, @Nullable State state, boolean openTime, boolean late) {
    /** No calendar is asked further back: what is older has been over for long. */
    private static final Duration FAR = Duration.ofDays(3_650);

    public enum Unit {
        MINUTES,
        HOURS,
        DAYS;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Unit> ofKey(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }
    }

    /** Where the time begins. */
    public enum Anchor {
        MADE,
        STATE,
        /** What the customer wrote last. */
        CUSTOMER,
        /** What we answered last. */
        ANSWER,
        /** The first message of the customer that nobody has answered. */
        WAITING;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Anchor> ofKey(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }
    }

    /** Whether it looks at the same beginnings, so that what was looked at stays so. */
    boolean beginsAs(@Nullable After other) {
        return other != null && anchor == other.anchor && state == other.state && late == other.late;
    }

    /** What the second part of the key of a time is: the state, or nothing. */
    String value() {
        return state == null ? "" : state.key();
    }

    /** When the time is over that began then. */
    public Instant over(Instant since, BusinessCalendar calendar) {
        return openTime ? calendar.add(since, span(calendar)) : since.plus(span(calendar));
    }

    /** The latest beginning whose time is over now, to the second. */
    Instant latest(Instant now, BusinessCalendar calendar) {
        Duration span = span(calendar);
        Instant notYet = now.minus(span); // open time never runs faster than the clock
        if (!openTime || calendar.between(notYet, now).compareTo(span) >= 0) {
            return notYet;
        }
        Duration step = span;
        Instant over = notYet.minus(step);
        while (calendar.between(over, now).compareTo(span) < 0) {
            notYet = over;
            step = step.multipliedBy(2);
            over = over.minus(step);
            if (over.isBefore(now.minus(FAR))) {
                return now.minus(FAR);
            }
        }
        while (Duration.between(over, notYet).compareTo(Duration.ofSeconds(1)) > 0) {
            Instant middle = over.plus(Duration.between(over, notYet).dividedBy(2));
            if (calendar.between(middle, now).compareTo(span) >= 0) {
                over = middle;
            } else {
                notYet = middle;
            }
        }
        return over;
    }

    private Duration span(BusinessCalendar calendar) {
        return switch (unit) {
            case MINUTES -> Duration.ofMinutes(count);
            case HOURS -> Duration.ofHours(count);
            case DAYS -> openTime ? calendar.hours().businessDay().multipliedBy(count) : Duration.ofDays(count);
        };
    }
}
