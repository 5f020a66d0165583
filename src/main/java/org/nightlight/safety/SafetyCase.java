package org.nightlight.safety;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A concern for a child that people look after. {@code held}: no concern was found, but the message could not be judged,
 * so that a person must. Holds no word of what the child wrote.
 */
public record SafetyCase(
        long id,
        long ticketId,
        Level level,
        List<String> types,
        boolean held,
        Standing standing,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Long acknowledgedBy,
        @Nullable Instant endedAt,
        @Nullable Long endedBy,
        @Nullable String endedReason,
        int version) {

    public enum Standing {
        OPEN,
        ACKNOWLEDGED,
        /** A person found no concern; the ticket went back to the desk. */
        RELEASED,
        CLOSED;

        public boolean isOpen() {
            return this == OPEN || this == ACKNOWLEDGED;
        }
    }
}
