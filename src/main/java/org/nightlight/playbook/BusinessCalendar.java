package org.nightlight.playbook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Reckons with open time: to the microsecond, in every zone, for the years 1 to 9999. Safe for many threads.
 *
 * <p>Open time is a row of half-open instants {@code [opens, closes)} made from the zone's rules. A wall-clock time that
 * the zone skips is as much later as the clock jumps; one that comes twice is the first when it opens and the second when
 * it closes. A calendar that does not stay open long enough within those years throws {@link DateTimeException}.
 */
public sealed interface BusinessCalendar permits AroundTheClock, ScheduledCalendar {
    /** The calendar of these hours. Cheap to make: it reckons each year when first asked for it. */
    static BusinessCalendar of(SupportHours hours) {
        return hours.alwaysOpen() ? new AroundTheClock(hours) : new ScheduledCalendar(hours);
    }

    /** A calendar without a closed moment. */
    static BusinessCalendar aroundTheClock(ZoneId zone) {
        return new AroundTheClock(SupportHours.aroundTheClock(zone));
    }

    /** Time that does not count; half-open, and empty when {@code to} is not after {@code from}. */
    record Pause(Instant from, Instant to) {}

    SupportHours hours();

    /**
     * The first moment by which so much open time has passed since {@code start}. What would fall on an opening falls on
     * the closing before it; nothing to add is {@code start} itself.
     */
    Instant add(Instant start, Duration open);

    /** How much open time lies between the two; none when {@code to} is not after {@code from}. */
    Duration between(Instant from, Instant to);

    boolean isOpen(Instant at);

    /** {@code at} itself when open, else the next opening. */
    Instant nextOpen(Instant at);

    /** {@code at} itself when open, else the closing before it: the last moment at which people could still act. */
    Instant lastOpen(Instant at);

    /**
     * As {@link #add(Instant, Duration)}, where no time counts within the pauses. They are in the order of their
     * beginning and may overlap; a pause in closed hours adds nothing.
     */
    default Instant add(Instant start, Duration open, List<Pause> pauses) {
        if (open.isZero()) {
            return start;
        }
        Instant from = start;
        Duration left = open;
        for (Pause pause : pauses) {
            if (pause.from().isAfter(from)) {
                Duration counted = between(from, pause.from());
                if (counted.compareTo(left) >= 0) {
                    break;
                }
                left = left.minus(counted);
                from = pause.from();
            }
            from = pause.to().isAfter(from) ? pause.to() : from;
        }
        return add(from, left);
    }

    default ZoneId zone() {
        return hours().zone();
    }

    /** So many business days of open time after {@code start}. */
    default Instant addBusinessDays(Instant start, int days) {
        return add(start, hours().businessDay().multipliedBy(days));
    }

    /** The midnight that ends the local day of this moment. */
    default Instant midnightAfter(Instant at) {
        return at.atZone(zone()).toLocalDate().plusDays(1).atStartOfDay(zone()).toInstant();
    }

    /** When the first business day after the local day of this moment closes. */
    default Instant closingOfNextBusinessDay(Instant at) {
        LocalDate date = at.atZone(zone()).toLocalDate();
        for (int ahead = 1; ahead < 3660; ahead++) {
            List<SupportHours.Block> blocks = hours().on(date.plusDays(ahead));
            if (!blocks.isEmpty()) {
                return ScheduledCalendar.closing(date.plusDays(ahead), blocks.getLast(), zone());
            }
        }
        throw new DateTimeException("no business day within ten years");
    }
}

/** Never closed. */
record AroundTheClock(SupportHours hours) implements BusinessCalendar {
    @Override
    public Instant add(Instant start, Duration open) {
        if (open.isNegative()) {
            throw new IllegalArgumentException("open time to add must not be negative");
        }
        return start.plus(open);
    }

    @Override
    public Duration between(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }

    @Override
    public boolean isOpen(Instant at) {
        return true;
    }

    @Override
    public Instant nextOpen(Instant at) {
        return at;
    }

    @Override
    public Instant lastOpen(Instant at) {
        return at;
    }

    @Override
    public Instant closingOfNextBusinessDay(Instant at) {
        return at.atZone(zone()).toLocalDate().plusDays(2).atStartOfDay(zone()).toInstant();
    }
}
