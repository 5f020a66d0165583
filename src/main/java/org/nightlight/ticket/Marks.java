package org.nightlight.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What whoever handed a new ticket in said about it beside the message. */
public record Marks(
        List<String> tags,
        @Nullable String priority,
        @Nullable String externalId) {
    public static final Marks NONE = new Marks(List.of(), null, null);
}
