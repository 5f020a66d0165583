package org.nightlight.ticket;

import java.util.Locale;

/** Where a ticket stands. The six kinds that the field knows; words on screens may differ, the kind decides. */
public enum State {
    /** Nobody has looked at it yet. A ticket never becomes new again. */
    NEW,
    OPEN,
    /** We wait for the customer: the resolution clock pauses. */
    PENDING,
    /** We wait for somebody else: the clock runs on. */
    HOLD,
    SOLVED,
    CLOSED;

    public boolean isOpen() {
        return this != SOLVED && this != CLOSED;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that is no state */
    public static State ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
