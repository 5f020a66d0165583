package org.nightlight.playbook;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A kind of matter, its issues and its way up.
 *
 * @param times what this category promises beside the customer's tier; whichever is due sooner counts
 */
public record Category(String key, String label, Times times, SequencedMap<String, Issue> issues, Ladder ladder) {
    /**
     * One thing that customers write about.
     *
     * @param landingLevel the level at which its tickets start
     * @param times what this issue promises; a time missing here is the category's
     */
    public record Issue(String key, String label, int landingLevel, Times times) {}

    /** Where a ticket with this issue, or with none yet, starts. */
    public Ladder.Rung landing(@Nullable String issue) {
        Issue known = issue == null ? null : issues.get(issue);
        return known == null
                ? ladder.first()
                : ladder.rung(known.landingLevel()).orElse(ladder.first());
    }
}
