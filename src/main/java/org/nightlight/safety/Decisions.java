package org.nightlight.safety;

import org.jspecify.annotations.Nullable;

/**
 * What people have decided of a case and who works on it.
 *
 * @param suspectStaffId the member of staff who is suspected, null unless {@code suspect} is {@code STAFF}
 * @param jurisdiction two letters of the state in which the child is, or {@link #UNKNOWN}
 * @param ownerId who works on it
 * @param secondId who stands by the owner
 */
public record Decisions(
        Suspect suspect,
        @Nullable Long suspectStaffId,
        SafeChannel safeChannel,
        String jurisdiction,
        @Nullable Long ownerId,
        @Nullable Long secondId) {
    public static final String UNKNOWN = "unknown";
}
