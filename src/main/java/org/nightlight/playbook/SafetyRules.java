package org.nightlight.playbook;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a child's safety, whatever the tier.
 *
 * @param category key of the category whose tickets are walled
 * @param times for each of its issues, all three, in clock time
 * @param paging by level ({@code s2}, {@code s3}, {@code s4}): how long an alert waits for an answer before the next person
 *     is called
 * @param crisisLines help that is open at any hour, to show to whoever may need it
 * @param report how soon a mandatory report must be made
 * @param sealedDays for so many days after its case was closed sealed evidence is kept, if no hold keeps it longer
 */
public record SafetyRules(
        String category,
        SequencedMap<String, Times> times,
        SequencedMap<String, Duration> paging,
        List<CrisisLine> crisisLines,
        ReportTimes report,
        int sealedDays) {
    /** The law asks for a year after a CyberTipline report; a playbook may keep evidence for longer, never shorter. */
    public static final int LEAST_SEALED_DAYS = 365;

    /** Both from the first flag, in clock time: the desk's ceiling, and when the Safety Team is warned of it. */
    public record ReportTimes(Duration within, Duration warnAfter) {
        /** What holds where a playbook says nothing, and the most that one may say. */
        public static final ReportTimes MOST = new ReportTimes(Duration.ofHours(1), Duration.ofMinutes(30));
    }

    /** Who helps and how to reach them. */
    public record CrisisLine(String name, String reach) {}

    /** The times of this issue; of the most urgent one when the issue is not known yet. */
    public Times timesOf(@Nullable String issue) {
        Times known = issue == null ? null : times.get(issue);
        return known != null
                ? known
                : times.values().stream()
                        .min(Comparator.comparing(SafetyRules::urgency))
                        .orElseThrow();
    }

    /** How long an alert of this level, such as {@code S3}, waits for an answer; the shortest wait where it has none. */
    public Duration nextCallAfter(String level) {
        Duration known = paging.get(level.toLowerCase(Locale.ROOT));
        return known != null
                ? known
                : paging.values().stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Duration urgency(Times times) {
        return times.firstResponse() instanceof Target.ClockHours(var length) ? length : Duration.ofDays(999);
    }
}
