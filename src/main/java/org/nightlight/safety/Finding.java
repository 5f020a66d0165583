package org.nightlight.safety;

import java.util.Set;

/**
 * One thing that a layer found: how grave, about what, and why. The weight is what a hint adds to the sum of hints: any
 * one of them may be nothing, several seldom are.
 *
 * @param together what it says when the hints together are enough
 */
record Finding(Level level, Set<Concern> types, Reason reason, int weight, Level together) {
    private static final String REMEMBERED = "context.remembered";
    private static final String EARLIER = "earlier";
    /** What a message that was no more than a hint adds to the sum of hints. */
    private static final int HINT = 2;

    Finding(Level level, Set<Concern> types, Reason reason, int weight) {
        this(level, types, reason, weight, Level.S2);
    }

    /** The part could not be judged. */
    static Finding held(String rule, String where) {
        return new Finding(Level.S2, Set.of(), new Reason(rule, where, 0, 0), 0);
    }

    /** What was found in an earlier message, as far as its verdict tells. */
    static Finding remembered(Verdict verdict) {
        Reason reason = verdict.reasons().isEmpty()
                ? Reason.whole(REMEMBERED)
                : verdict.reasons().getFirst();
        int weight = verdict.level() == Level.S1 ? HINT : 0;
        return new Finding(verdict.level(), verdict.types(), new Reason(reason.rule(), EARLIER, 0, 0), weight);
    }

    boolean isHeld() {
        return reason.rule().startsWith("held.");
    }

    /** The same, found in a piece that begins so far into its part. */
    Finding movedBy(int offset) {
        return offset == 0 || isHeld()
                ? this
                : new Finding(
                        level,
                        types,
                        new Reason(reason.rule(), reason.where(), reason.start() + offset, reason.end() + offset),
                        weight,
                        together);
    }
}
