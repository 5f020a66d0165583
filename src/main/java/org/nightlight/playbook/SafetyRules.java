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
 * @param care what people are spared, and how long an administrator may look
 * @param watch how the desk watches itself
 * @param answers what may be answered to a child, by key
 * @param sealedDays for so many days after its case was closed sealed evidence is kept, if no hold keeps it longer
 */
public record SafetyRules(
        String category,
        SequencedMap<String, Times> times,
        SequencedMap<String, Duration> paging,
        List<CrisisLine> crisisLines,
        ReportTimes report,
        Care care,
        Watch watch,
        SequencedMap<String, Answer> answers,
        int sealedDays) {
    /** The law asks for a year after a CyberTipline report; a playbook may keep evidence for longer, never shorter. */
    public static final int LEAST_SEALED_DAYS = 365;

    /** Both from the first flag, in clock time: the desk's ceiling, and when the Safety Team is warned of it. */
    public record ReportTimes(Duration within, Duration warnAfter) {
        /** What holds where a playbook says nothing, and the most that one may say. */
        public static final ReportTimes MOST = new ReportTimes(Duration.ofHours(1), Duration.ofMinutes(30));
    }

    /**
     * What one person carries in a shift, and how they rest.
     *
     * @param casesPerShift grave cases taken, from {@code S3} on
     * @param mediaMinutes minutes of grave pictures and recordings looked at
     * @param pause rest after an emergency
     * @param breakGlass how long a grant opens a case to an administrator
     */
    public record Care(int casesPerShift, int mediaMinutes, Duration pause, Duration breakGlass) {
        /** What holds where a playbook says nothing. One may set a longer pause; of all else only less. */
        public static final Care LAXEST = new Care(5, 60, Duration.ofMinutes(30), Duration.ofHours(1));
    }

    /**
     * How the desk watches itself.
     *
     * @param rereadPerThousand of so many messages in which nothing was found a person reads this many all the same
     * @param drillEvery at the latest after so long the Safety Team is called for a drill
     * @param deputyAfter so long a report waits for its approver before a deputy is asked, and as long again before the leads
     */
    public record Watch(int rereadPerThousand, Duration drillEvery, Duration deputyAfter) {
        /** What holds where a playbook says nothing, and the least watch that one may keep. */
        public static final Watch LEAST = new Watch(15, Duration.ofDays(30), Duration.ofMinutes(10));
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
