package org.nightlight.safety;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision on whether a parent is told. The desk sends nothing for it: whoever tells them does so as a person.
 *
 * @param ground why the notice that the COPPA rule asks for was withheld; null when they are told
 * @param childTold whether the child heard it first; null when they are not told
 */
public record ParentNotice(
        long id, @Nullable String ground, @Nullable Boolean childTold, String reason, long decidedBy, Instant at) {
    /** 16 CFR 312.5(c)(6): contact for the child's safety of which no notice to a parent is required. */
    public static final String GROUND = "312.5(c)(6)";

    public boolean withheld() {
        return ground != null;
    }
}
