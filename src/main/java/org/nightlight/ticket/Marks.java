package org.nightlight.ticket;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What whoever handed a new ticket in said about it beside the message. */
public record Marks(
        List<String> tags,
        @Nullable String priority,
        @Nullable String externalId) {
    public static final Marks NONE = new Marks(List.of(), null, null);

    /** With these tags too. */
    public Marks and(Collection<String> more) {
        return new Marks(Stream.concat(tags.stream(), more.stream()).distinct().toList(), priority, externalId);
    }
}
