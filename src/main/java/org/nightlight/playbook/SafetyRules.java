package org.nightlight.playbook;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a child's safety, whatever the tier.
 *
 * @param category key of the category whose tickets are walled
 * @param times for each of its issues, all three, in clock time
 * @param crisisLines help that is open at any hour, to show to whoever may need it
 */
public record SafetyRules(String category, SequencedMap<String, Times> times, List<CrisisLine> crisisLines) {
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

    private static Duration urgency(Times times) {
        return times.firstResponse() instanceof Target.ClockHours(var length) ? length : Duration.ofDays(999);
    }
}
