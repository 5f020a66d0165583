package org.nightlight.ticket;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided about a new ticket, and why: the trace becomes the ticket's why-panel. Keys are the playbook's. */
public record Sorting(
        String tier,
        String category,
        @Nullable String issue,
        double confidence,
        boolean needsPerson,
        String team,
        int level,
        int playbookVersion,
        List<Trace> trace) {

    /** One decision with its reasons; {@code detail} is plain data, stored as JSON. */
    public record Trace(String kind, Map<String, ?> detail) {}
}
