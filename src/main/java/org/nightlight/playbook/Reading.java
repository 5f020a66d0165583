package org.nightlight.playbook;

import java.util.List;

/** What came of reading a playbook: all is well, or every mistake at once. */
public sealed interface Reading {
    record Sound(Playbook playbook) implements Reading {}

    /** At least one fault, in the document's order. */
    record Faulty(List<Fault> faults) implements Reading {}
}
