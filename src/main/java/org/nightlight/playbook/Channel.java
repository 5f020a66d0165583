package org.nightlight.playbook;

import java.util.Set;

/**
 * A way in.
 *
 * @param tiers keys of the tiers that may use it
 * @param safetyFromAnybody whether a safety matter is taken here whatever the tier
 */
public record Channel(String key, String label, Set<String> tiers, boolean safetyFromAnybody) {
    public boolean admits(Tier tier, boolean safetyMatter) {
        return tiers.contains(tier.key()) || (safetyMatter && safetyFromAnybody);
    }
}
