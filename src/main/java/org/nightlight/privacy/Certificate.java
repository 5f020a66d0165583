package org.nightlight.privacy;

import java.time.LocalDate;
import java.util.List;

/**
 * What is handed to whoever asked for an erasure: which stores were cleared, when, and of how much. It holds nothing about the
 * person, and its words do not depend on whether anything was set aside: it says of every erasure that this may be so.
 */
final class Certificate {
    private Certificate() {}

    static String words(Erasure erasure, List<ErasureStore.Step> steps, LocalDate asked, LocalDate done) {
        StringBuilder words = new StringBuilder("Certificate of erasure " + erasure.id() + "\n\n");
        words.append("Asked for on ")
                .append(asked)
                .append(", finished on ")
                .append(done)
                .append(".\n\n");
        if (erasure.counts().isEmpty()) {
            words.append("Nothing was held.\n");
        } else {
            words.append("What was held at the desk, by store, and is there no more:\n");
            erasure.counts()
                    .forEach(count -> words.append("- ")
                            .append(count.place())
                            .append(": ")
                            .append(count.number())
                            .append('\n'));
        }
        words.append("\nCleared, one after the other:\n");
        steps.forEach(step -> words.append("- ")
                .append(step.room())
                .append(", ")
                .append(step.day())
                .append('\n'));
        words.append("""

                Nobody who answers messages can see, search or use any of it. Where a law or somebody's safety requires that a
                record be kept, it is kept under seal, away from the desk, for a limited time. This sentence stands in every
                certificate and says nothing about any one person. Copies of the whole database that were made before age out on
                the operator's schedule.
                """);
        return words.toString();
    }
}
