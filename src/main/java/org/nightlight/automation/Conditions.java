package org.nightlight.automation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a rule's condition asks of tickets. It is written as the filters over lists are, by whose room this is supplied. */
public interface Conditions {
    /** One part of a condition, as it was typed, and whether it holds for a ticket. */
    record Clause(String text, boolean holds) {}

    /** Why this cannot be the condition of a rule, in a sentence; empty when it can. */
    Optional<String> fault(String condition);

    /**
     * Part by part, for those of the tickets that the caller's clearance shows; in one question. A condition that is not understood any
     * more holds for none.
     */
    Map<Long, List<Clause>> ask(String condition, Collection<Long> tickets);
}
