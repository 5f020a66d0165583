package org.nightlight.safety;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something of the case that must be kept, whatever else is deleted. It holds until somebody ends it.
 *
 * @param until when it has to be looked at again; null for no such day
 */
public record Hold(
        long id,
        Kind kind,
        String reason,
        @Nullable LocalDate until,
        long placedBy,
        Instant placedAt,
        @Nullable Long endedBy,
        @Nullable Instant endedAt,
        @Nullable String endedReason) {

    public enum Kind {
        LEGAL,
        /** Police, a court or a child protection agency asked for it. */
        AUTHORITY,
        PRESERVATION;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when {@code key} is none */
        public static Kind ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
