package org.nightlight.triage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about and who gets it.
 *
 * @param category key of the playbook's category: the best guess, even when unsure
 * @param issue key of an issue of that category; null when the message held nothing to tell it by
 * @param team key of the team that the ticket lands with
 * @param level the ladder's level on which it lands
 * @param confidence 0 to 1: how often a category given with this confidence is right; 1 when screening decided
 * @param reasons why, strongest first
 * @param needsPerson true when a person should classify it: show "please classify"
 */
public record Decision(
        String category,
        @Nullable String issue,
        String team,
        int level,
        double confidence,
        List<Reason> reasons,
        boolean needsPerson) {
    public Decision {
        reasons = List.copyOf(reasons);
    }
}
