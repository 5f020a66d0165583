package org.nightlight.safety;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one trained person wants done with a grave case and a second one has to confirm; until then nothing changes.
 *
 * @param level to be lowered to; null for any other kind
 */
public record Proposal(
        long id, long caseId, Kind kind, @Nullable Level level, String reason, long by, Instant at) {

    public enum Kind {
        LOWER,
        RELEASE,
        CLOSE;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
