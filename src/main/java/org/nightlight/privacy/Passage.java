package org.nightlight.privacy;

import java.util.List;

/** What the gate decided about an {@link Outgoing}, and why. */
public sealed interface Passage {
    /** It may go. Only {@link DisclosureGate} can make one, and nothing is sent without one. */
    final class Passed implements Passage {
        private final Outgoing outgoing;

        Passed(Outgoing outgoing) {
            this.outgoing = outgoing;
        }

        public Outgoing outgoing() {
            return outgoing;
        }
    }

    /** It stays here. {@code reason} is a sentence for whoever wanted to send it; the spans are in the text. */
    record Stopped(String rule, String reason, List<Span> spans) implements Passage {
        /** Whether a person with the right may answer for it. What the law, the wall or a parent forbids nobody overrules. */
        public boolean mayBeOverruled() {
            return rule.equals("child-name") || rule.equals("personal");
        }
    }

    /** {@code kind} is the word of a {@link PersonalType}. */
    record Span(int start, int end, String kind) {}
}
