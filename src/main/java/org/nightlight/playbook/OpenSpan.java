package org.nightlight.playbook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * All open stretches of some years, in microseconds of the epoch, in order, apart from each other. {@code before[i]} is
 * the open time before stretch {@code i}, so that adding and measuring are a binary search each.
 */
final class OpenSpan {
    static final OpenSpan EMPTY = new OpenSpan(Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 0, List.of());

    private final int firstYear;
    private final int lastYear;
    private final long begin;
    private final long end;
    private final long[] opens;
    private final long[] closes;
    private final long[] before;

    private record Stretch(long opens, long closes) {}

    private OpenSpan(int firstYear, int lastYear, long begin, long end, List<Stretch> stretches) {
        this.firstYear = firstYear;
        this.lastYear = lastYear;
        this.begin = begin;
        this.end = end;
        this.opens = stretches.stream().mapToLong(Stretch::opens).toArray();
        this.closes = stretches.stream().mapToLong(Stretch::closes).toArray();
        this.before = new long[opens.length + 1];
        for (int i = 0; i < opens.length; i++) {
            before[i + 1] = before[i] + closes[i] - opens[i];
        }
    }

    /** The open stretches of these years, and of two days on either side: what is open at New Year is whole. */
    static OpenSpan of(SupportHours hours, int firstYear, int lastYear) {
        LocalDate first = LocalDate.of(firstYear, 1, 1);
        LocalDate next = LocalDate.of(lastYear, 12, 31).plusDays(1);
        List<Stretch> stretches = new ArrayList<>();
        for (LocalDate date = first.minusDays(2); date.isBefore(next.plusDays(2)); date = date.plusDays(1)) {
            for (SupportHours.Block block : hours.on(date)) {
                long opens = ScheduledCalendar.micros(ScheduledCalendar.opening(date, block, hours.zone()));
                long closes = ScheduledCalendar.micros(ScheduledCalendar.closing(date, block, hours.zone()));
                if (opens < closes) {
                    stretches.add(new Stretch(opens, closes));
                }
            }
        }
        return new OpenSpan(
                firstYear,
                lastYear,
                ScheduledCalendar.micros(first.atStartOfDay(hours.zone()).toInstant()),
                ScheduledCalendar.micros(next.atStartOfDay(hours.zone()).toInstant()),
                joined(stretches));
    }

    /** In order, and what touches or overlaps made one: a clock set back can make two shifts meet. */
    private static List<Stretch> joined(List<Stretch> stretches) {
        stretches.sort(Comparator.comparingLong(Stretch::opens));
        List<Stretch> joined = new ArrayList<>(stretches.size());
        for (Stretch stretch : stretches) {
            if (!joined.isEmpty() && stretch.opens <= joined.getLast().closes) {
                Stretch last = joined.removeLast();
                joined.add(new Stretch(last.opens, Math.max(last.closes, stretch.closes)));
            } else {
                joined.add(stretch);
            }
        }
        return joined;
    }

    int firstYear() {
        return firstYear;
    }

    int lastYear() {
        return lastYear;
    }

    boolean covers(long moment) {
        return begin <= moment && moment < end;
    }

    /** Open time from the beginning of this span up to the moment. */
    long openBefore(long moment) {
        int last = lastOpeningUpTo(moment);
        return last < 0 ? 0 : before[last] + Math.min(moment, closes[last]) - opens[last];
    }

    /** The first moment with so much open time since {@code from}; empty when it lies beyond this span. */
    OptionalLong add(long from, long open) {
        long wanted = openBefore(from) + open;
        if (wanted > before[opens.length]) {
            return OptionalLong.empty();
        }
        int found = Arrays.binarySearch(before, wanted);
        int stretch = found >= 0 ? found - 1 : -found - 2;
        long moment = opens[stretch] + wanted - before[stretch];
        return moment < end ? OptionalLong.of(moment) : OptionalLong.empty();
    }

    boolean isOpen(long moment) {
        int last = lastOpeningUpTo(moment);
        return last >= 0 && moment < closes[last];
    }

    OptionalLong openingAfter(long moment) {
        int next = lastOpeningUpTo(moment) + 1;
        return next < opens.length ? OptionalLong.of(opens[next]) : OptionalLong.empty();
    }

    /** The last closing at or before a closed moment. */
    OptionalLong closingUpTo(long moment) {
        int last = lastOpeningUpTo(moment);
        return last < 0 ? OptionalLong.empty() : OptionalLong.of(closes[last]);
    }

    private int lastOpeningUpTo(long moment) {
        int found = Arrays.binarySearch(opens, moment);
        return found >= 0 ? found : -found - 2;
    }
}
