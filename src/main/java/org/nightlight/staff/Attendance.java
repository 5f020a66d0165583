package org.nightlight.staff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is there to be given tickets, and how many at once.
 *
 * @param capacity how many new and open tickets they have room for; 0 for none
 * @param awaySince null for whoever is here
 * @param backAt when the absence ends by itself; null for not known
 */
public record Attendance(
        int capacity, @Nullable Instant awaySince, @Nullable Instant backAt) {
    /** The most that can be asked of anybody. */
    public static final int MOST = 100;

    public boolean isAway(Instant now) {
        return awaySince != null && (backAt == null || backAt.isAfter(now));
    }
}
