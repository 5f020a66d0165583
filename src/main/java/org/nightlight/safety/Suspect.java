package org.nightlight.safety;

import java.util.Locale;

/** Who is thought to harm the child. Decided by a person; until then {@link #UNKNOWN}. */
public enum Suspect {
    UNKNOWN,
    /** Somebody at home. */
    HOUSEHOLD,
    /** Another child of the same household; treated as the household, whose adults would hear. */
    CHILD,
    /** Somebody who works here: they lose sight of the case. */
    STAFF,
    OUTSIDE,
    /** Nobody: the child is in need, but no person is suspected. */
    NONE;

    /** Whether nothing at all may go to any parent, guardian or account holder: whoever hears might be the one. */
    public boolean silencesParents() {
        return this == UNKNOWN || this == HOUSEHOLD || this == CHILD;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static Suspect ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
