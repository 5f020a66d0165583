package org.nightlight.staff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a set of shifts leaves open and what it covers twice, within a span of time. Pure. */
public record RotaPlan(List<Shift> shifts, List<Span> gaps, List<Overlap> overlaps) {
    /** A time with nobody in the first place. */
    public record Span(Instant from, Instant to) {}

    /** Two people in the same place at the same time. */
    public record Overlap(Shift one, Shift other, Instant from, Instant to) {}

    /** @param shifts by their beginning */
    static RotaPlan of(List<Shift> shifts, Instant from, Instant to) {
        return new RotaPlan(List.copyOf(shifts), gaps(shifts, from, to), overlaps(shifts));
    }

    private static List<Span> gaps(List<Shift> shifts, Instant from, Instant to) {
        List<Span> gaps = new ArrayList<>();
        Instant covered = from;
        for (Shift shift : shifts) {
            if (!shift.counts() || shift.place() != Shift.Place.FIRST) {
                continue;
            }
            if (shift.from().isAfter(covered)) {
                gaps.add(new Span(covered, earlier(shift.from(), to)));
            }
            covered = later(covered, shift.to());
        }
        if (covered.isBefore(to)) {
            gaps.add(new Span(covered, to));
        }
        return gaps;
    }

    private static List<Overlap> overlaps(List<Shift> shifts) {
        List<Overlap> overlaps = new ArrayList<>();
        for (int i = 0; i < shifts.size(); i++) {
            for (Shift other : shifts.subList(i + 1, shifts.size())) {
                Shift one = shifts.get(i);
                if (one.counts() && other.counts() && one.place() == other.place() && one.meets(other)) {
                    overlaps.add(
                            new Overlap(one, other, later(one.from(), other.from()), earlier(one.to(), other.to())));
                }
            }
        }
        return overlaps;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
