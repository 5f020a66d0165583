package org.nightlight.automation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the desk as it stands.
 *
 * @param version grows with whatever is done to it
 * @param place its turn, the smallest first
 * @param stopped when it was last part of a circle that was stopped
 * @param removed when it was set aside; null while it stands
 */
public record Rule(
        long id,
        int version,
        int place,
        boolean active,
        @Nullable Instant stopped,
        @Nullable Instant removed,
        Definition says) {
    public String name() {
        return says.name();
    }
}
