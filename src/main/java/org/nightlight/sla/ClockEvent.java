package org.nightlight.sla;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line in the history of a ticket's clocks, never changed later.
 *
 * @param at when it took effect; for {@code MISSED} the moment at which it fell due, however late that was noticed
 * @param playbookVersion the rules by which it was decided
 * @param due for {@code MET} and {@code MISSED}: the promise as it stood then, which later changes of rules leave alone
 * @param percent for {@code WARNED}: which warning; else 0
 */
public record ClockEvent(
        Metric metric,
        Kind kind,
        Instant at,
        int playbookVersion,
        @Nullable Instant due,
        int percent) {

    /** What can happen to a clock. {@code REARMED} says only that other rules hold from now on; {@code MERGED} calls it off
     * since another ticket keeps the promise, which has {@code INHERITED} the earlier start, until {@code RESTORED} undoes either.
     */
    public enum Kind {
        STARTED,
        PAUSED,
        RESUMED,
        MET,
        MISSED,
        CANCELLED,
        WARNED,
        REARMED,
        MERGED,
        INHERITED,
        RESTORED;

        /** As stored: {@code started}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static ClockEvent of(Metric metric, Kind kind, Instant at, int playbookVersion) {
        return new ClockEvent(metric, kind, at, playbookVersion, null, 0);
    }

    public static ClockEvent met(Metric metric, Instant at, @Nullable Instant due, int playbookVersion) {
        return new ClockEvent(metric, Kind.MET, at, playbookVersion, due, 0);
    }

    public static ClockEvent missed(Metric metric, Instant due, int playbookVersion) {
        return new ClockEvent(metric, Kind.MISSED, due, playbookVersion, due, 0);
    }

    public static ClockEvent warned(Metric metric, int percent, Instant at, int playbookVersion) {
        return new ClockEvent(metric, Kind.WARNED, at, playbookVersion, null, percent);
    }

    /** What {@link #stored} needs beside the plain columns: the promise, the percentage, or nothing. */
    public String detail() {
        if (kind == Kind.WARNED) {
            return String.valueOf(percent);
        }
        return due == null ? "" : due.toString();
    }

    /** The event of a stored line. */
    public static ClockEvent stored(String metric, String kind, Instant at, String detail, int playbookVersion) {
        Kind known = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        boolean warned = known == Kind.WARNED;
        Instant due = warned || detail.isEmpty() ? null : Instant.parse(detail);
        int percent = warned ? Integer.parseInt(detail) : 0;
        return new ClockEvent(Metric.ofKey(metric), known, at, playbookVersion, due, percent);
    }
}
