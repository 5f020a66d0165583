package org.nightlight.safety.report;

import java.util.Locale;

/** What is told to whom. Each is tracked by itself: that one is done says nothing about another. */
public enum Track {
    /** The report that the law of the child's place asks for; the report's clock is this one's. */
    STATE("Report to the state agency"),
    CYBERTIP("CyberTipline"),
    POLICE("Police"),
    /** The organisation's own policy. */
    POLICY("Own policy");

    private final String label;

    Track(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static Track ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
