package org.nightlight.safety;

import java.util.Set;

/**
 * One thing that a layer found: how grave, about what, and why. The weight is what a hint adds to the sum of hints: any
 * one of them may be nothing, several seldom are.
 */
record Finding(Level level, Set<Concern> types, Reason reason, int weight) {
    /** The part could not be judged. */
    static Finding held(String rule, String where) {
        return new Finding(Level.S2, Set.of(), new Reason(rule, where, 0, 0), 0);
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
                        weight);
    }
}
