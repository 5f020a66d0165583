package org.nightlight.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old somebody is taken to be, and by what.
 *
 * @param source what the state rests on; null while nobody has said anything
 * @param at when that was said; null with the source
 * @param asked how old consent takes them to be: where the service is directed to children, whoever is unknown is under 13
 */
public record AgeStanding(
        AgeState state,
        AgeStatement.@Nullable Source source,
        @Nullable Instant at,
        AgeState asked) {
    static AgeStanding of(
            AgeState state, AgeStatement.@Nullable Source source, @Nullable Instant at, boolean directedToChildren) {
        boolean strict = state == AgeState.UNKNOWN && directedToChildren;
        return new AgeStanding(state, source, at, strict ? AgeState.UNDER_13 : state);
    }

    /** Whether a parent's consent is needed before more is gathered of this person. */
    public boolean needsConsent() {
        return asked == AgeState.UNDER_13;
    }
}
