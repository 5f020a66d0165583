package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merging a ticket into another: first the other is found, then both are shown with what will happen.
 *
 * @param source the ticket that would go on in another
 * @param query what was looked for; empty shows the requester's other open tickets
 * @param preview null until another ticket is chosen
 * @param faults messages by field
 */
public record MergePage(
        Chrome chrome,
        Rows.Row source,
        String query,
        List<Rows.Row> candidates,
        @Nullable Preview preview,
        Map<String, String> faults) {

    /**
     * Both tickets, before anything is done.
     *
     * @param versions of source and target, as they were shown
     * @param others true where different people asked
     * @param refused why this cannot be done, null where it can
     */
    public record Preview(
            Rows.Row target,
            int sourceVersion,
            int targetVersion,
            boolean others,
            @Nullable String refused) {}
}
