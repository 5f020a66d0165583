package org.nightlight.sla;

import java.util.Locale;

/** What is promised, and for which a clock runs. */
public enum Metric {
    /** From opening to the first public reply by a person that the first hop accepted. Never pauses. */
    FIRST_RESPONSE,
    /** From opening to solved. Pauses while we wait for the customer. */
    RESOLUTION,
    /** How long a ticket may stay unsolved at its level. Runs like resolution, anew at each level. */
    ESCALATION;

    boolean pauses() {
        return this != FIRST_RESPONSE;
    }

    /** As stored: {@code first_response}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Metric ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
