package org.nightlight.playbook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** Open at set hours. Knows a span of years at a time, and puts a wider one in its place when asked beyond it. */
final class ScheduledCalendar implements BusinessCalendar {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;
    private static final long FIRST_MICRO = micros(Instant.parse("0001-01-02T00:00:00Z"));
    private static final long LAST_MICRO = micros(Instant.parse("9999-12-30T00:00:00Z"));

    private final SupportHours hours;
    private final int lastYearWithHours;
    private final int firstYearWithHours;
    private volatile OpenSpan known;

    ScheduledCalendar(SupportHours hours) {
        this.hours = hours;
        boolean everyWeek = hours.weekly().values().stream().anyMatch(blocks -> !blocks.isEmpty());
        var ownDates = hours.overrides().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .mapToInt(entry -> entry.getKey().getYear())
                .summaryStatistics();
        this.firstYearWithHours = everyWeek ? FIRST_YEAR : Math.max(FIRST_YEAR, ownDates.getMin() - 1);
        this.lastYearWithHours = everyWeek ? LAST_YEAR : Math.min(LAST_YEAR, ownDates.getMax() + 1);
        this.known = OpenSpan.EMPTY;
    }

    @Override
    public SupportHours hours() {
        return hours;
    }

    @Override
    public Instant add(Instant start, Duration open) {
        if (open.isNegative()) {
            throw new IllegalArgumentException("open time to add must not be negative");
        }
        if (open.isZero()) {
            return start;
        }
        long from = within(start);
        long length = open.toSeconds() > Long.MAX_VALUE / 4_000_000L ? Long.MAX_VALUE / 4 : micros(open);
        for (OpenSpan span = covering(from); ; span = later(span)) {
            OptionalLong due = span.add(from, length);
            if (due.isPresent()) {
                return instant(due.getAsLong());
            }
        }
    }

    @Override
    public Duration between(Instant from, Instant to) {
        if (!to.isAfter(from)) {
            return Duration.ZERO;
        }
        long begin = within(from);
        long end = within(to);
        covering(end);
        OpenSpan span = covering(begin); // a wider span only ever takes the place of a narrower one
        return Duration.of(span.openBefore(end) - span.openBefore(begin), ChronoUnit.MICROS);
    }

    @Override
    public boolean isOpen(Instant at) {
        long moment = within(at);
        return covering(moment).isOpen(moment);
    }

    @Override
    public Instant nextOpen(Instant at) {
        long moment = within(at);
        for (OpenSpan span = covering(moment); ; span = later(span)) {
            if (span.isOpen(moment)) {
                return at;
            }
            OptionalLong opening = span.openingAfter(moment);
            if (opening.isPresent()) {
                return instant(opening.getAsLong());
            }
        }
    }

    @Override
    public Instant lastOpen(Instant at) {
        long moment = within(at);
        for (OpenSpan span = covering(moment); ; span = earlier(span)) {
            if (span.isOpen(moment)) {
                return at;
            }
            OptionalLong closing = span.closingUpTo(moment);
            if (closing.isPresent()) {
                return instant(closing.getAsLong());
            }
        }
    }

    /** The instant at which this block, belonging to this date, opens. */
    static Instant opening(LocalDate date, SupportHours.Block block, ZoneId zone) {
        return wall(date, block.opens(), zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** The instant at which this block, belonging to this date, closes. */
    static Instant closing(LocalDate date, SupportHours.Block block, ZoneId zone) {
        return wall(date, block.closes(), zone).withLaterOffsetAtOverlap().toInstant();
    }

    private static ZonedDateTime wall(LocalDate date, int minute, ZoneId zone) {
        LocalDate day = date.plusDays(minute / 1440);
        return ZonedDateTime.of(day, LocalTime.ofSecondOfDay(minute % 1440 * 60L), zone);
    }

    static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static long micros(Duration length) {
        return length.toSeconds() * 1_000_000 + length.toNanosPart() / 1_000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }

    private static long within(Instant at) {
        long seconds = at.getEpochSecond();
        if (seconds < FIRST_MICRO / 1_000_000 || seconds > LAST_MICRO / 1_000_000) {
            throw new DateTimeException("the calendar reckons with the years 1 to 9999 only");
        }
        return micros(at);
    }

    private OpenSpan covering(long moment) {
        OpenSpan span = known;
        return span.covers(moment) ? span : widened(moment);
    }

    /** Reaches beyond the moment by half of what is known already, so that one who goes on asking does not wait long. */
    private synchronized OpenSpan widened(long moment) {
        if (!known.covers(moment)) {
            int year = instant(moment).atZone(hours.zone()).getYear();
            int further = known == OpenSpan.EMPTY ? 2 : 2 + Math.min(20, (known.lastYear() - known.firstYear()) / 2);
            replace(
                    Math.min(known.firstYear(), year - (year < known.firstYear() ? further : 0)),
                    Math.max(known.lastYear(), year + (year > known.lastYear() ? further : 0)));
        }
        return known;
    }

    /** A span that reaches further ahead than the one that had no answer. */
    private synchronized OpenSpan later(OpenSpan exhausted) {
        if (known.lastYear() <= exhausted.lastYear()) {
            if (exhausted.lastYear() >= lastYearWithHours) {
                throw new DateTimeException("the calendar has no open minute left");
            }
            int years = exhausted.lastYear() - exhausted.firstYear() + 1;
            replace(known.firstYear(), Math.max(known.lastYear(), exhausted.lastYear() + years));
        }
        return known;
    }

    private synchronized OpenSpan earlier(OpenSpan exhausted) {
        if (known.firstYear() >= exhausted.firstYear()) {
            if (exhausted.firstYear() <= firstYearWithHours) {
                throw new DateTimeException("the calendar has no open minute before");
            }
            int years = exhausted.lastYear() - exhausted.firstYear() + 1;
            replace(Math.min(known.firstYear(), exhausted.firstYear() - years), known.lastYear());
        }
        return known;
    }

    private void replace(int firstYear, int lastYear) {
        known = OpenSpan.of(hours, Math.max(firstYear, FIRST_YEAR), Math.min(lastYear, LAST_YEAR));
    }
}
