package org.nightlight.staff;

import java.time.Instant;
import java.util.Locale;

/** A time on duty for safety cases: {@code from} belongs to it, {@code to} no longer does. */
public record Shift(long id, StaffMember member, Place place, Instant from, Instant to) {
    public enum Place {
        /** Is called first. */
        FIRST,
        /** Is called when the first does not answer. */
        BACKUP;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when {@code key} is none */
        public static Place ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether the person could open a case at all: whoever left or lost the role keeps no watch. */
    public boolean counts() {
        return mayKeepWatch(member);
    }

    public boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    boolean meets(Shift other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    static boolean mayKeepWatch(StaffMember member) {
        return member.active() && member.clearance().seesCases();
    }
}
