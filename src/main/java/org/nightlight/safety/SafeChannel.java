package org.nightlight.safety;

import java.util.Locale;

/** Whether an answer on the channel that the child wrote by reaches the child alone. */
public enum SafeChannel {
    UNDECIDED,
    /** The child said that nobody else reads it. */
    CONFIRMED,
    /** A trained person judged that nobody else reads it. */
    APPROVED,
    NO;

    public boolean isSafe() {
        return this == CONFIRMED || this == APPROVED;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static SafeChannel ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
