package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splitting a second matter off a ticket: first its messages are ticked, then both tickets are shown as they would be.
 *
 * @param parts the messages that can be split off, oldest first
 * @param preview null until messages were ticked and looked at
 * @param refused why nothing can be split off here; null where something can
 * @param faults messages by field
 */
public record SplitPage(
        Chrome chrome,
        Rows.Row source,
        List<Part> parts,
        @Nullable Preview preview,
        @Nullable String refused,
        Map<String, String> faults) {

    /** A message in one line; {@code files} are the names of what is attached. */
    public record Part(long id, When at, String author, String line, List<String> files, boolean chosen) {}

    /**
     * Both tickets, before anything is done.
     *
     * @param version of the ticket as it was shown
     * @param subject what the new ticket would be called
     * @param category where sorting would put it, in words
     */
    public record Preview(int version, String subject, String category, List<Part> staying, List<Part> going) {}
}
