package org.nightlight.safety;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What screening says about one message. Holds spans, never text, so that it may be stored and shown to whoever may
 * read the message.
 *
 * @param level the gravest level found; at least {@link Level#S2} when held
 * @param types what it is about; empty when nothing was found or nothing could be judged
 * @param reasons the rules that spoke, gravest first
 * @param held true when some of the message could not be judged, so that a person must read it
 * @param engine names the versions of the engine and packs that judged
 */
public record Verdict(Level level, Set<Concern> types, List<Reason> reasons, boolean held, String engine) {
    public Verdict {
        types = types.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(types));
        reasons = List.copyOf(reasons);
    }

    /** Whether a safety case opens: {@link Level#escalates()}. */
    public boolean escalates() {
        return level.escalates();
    }

    /** The same of another part than a message's text. */
    Verdict of(String part) {
        List<Reason> there = reasons.stream()
                .map(reason -> new Reason(reason.rule(), part, reason.start(), reason.end()))
                .toList();
        return new Verdict(level, types, there, held, engine);
    }

    /** A message that could not be judged at all: held for a person at {@link Level#S2}. */
    public static Verdict held(String rule, String engine) {
        return new Verdict(Level.S2, Set.of(), List.of(Reason.whole(rule)), true, engine);
    }
}
