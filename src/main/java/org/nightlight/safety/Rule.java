package org.nightlight.safety;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a pack.
 *
 * @param name how reasons name it
 * @param level what it says by itself
 * @param types what it is about
 * @param say patterns of which one must match
 * @param unless patterns that, matching around the same words, take the match back
 * @param weight what it adds to a sum of hints
 * @param real the level when the writer insists that it is real, goes on or happens again
 * @param game the most it says amid talk of a game
 * @param joke the most it says beside laughter; never set for S3 and above
 * @param story the most it says where a story is told
 * @param third whether it speaks of others, as a story does
 * @param weak whether its words are harmless too often: it is a hint, and says its level only together with another
 */
record Rule(
        String name,
        Level level,
        Set<Concern> types,
        List<Pack.Pattern> say,
        List<Pack.Pattern> unless,
        int weight,
        @Nullable Level real,
        @Nullable Level game,
        @Nullable Level joke,
        Level story,
        boolean third,
        boolean weak) {

    /** What a weak rule adds to the sum of hints. */
    static final int WEAK = 2;

    private static final Set<Concern> BY_A_CAREGIVER =
            EnumSet.of(Concern.PHYS, Concern.EMOT, Concern.SEXA, Concern.NEGL, Concern.DOMV);

    Rule {
        if (joke != null && level.compareTo(Level.S3) >= 0) {
            throw new IllegalArgumentException(name + ": laughter never lowers S3 and above");
        }
    }

    /** Fiction never lowers the abuse of a child below S1. */
    static Level storyLevel(Level level, Set<Concern> types) {
        boolean care = types.stream().anyMatch(BY_A_CAREGIVER::contains);
        return care && level.compareTo(Level.S1) >= 0 ? Level.S1 : Level.S0;
    }
}
