package org.nightlight.playbook;

import java.util.List;

/** What came of trying to publish a playbook. */
public sealed interface Publishing {
    /** It holds from now on, for every process within a second. */
    record Published(PlaybookVersion version) implements Publishing {}

    /** It is word for word the one that holds already; no new version was made. */
    record Unchanged(int number) implements Publishing {}

    /** It has these mistakes; nothing was published. */
    record Refused(List<Fault> faults) implements Publishing {}

    /** Version {@code newest} came between: this one was written over an older one and nothing was published. */
    record Overtaken(int newest) implements Publishing {}
}
