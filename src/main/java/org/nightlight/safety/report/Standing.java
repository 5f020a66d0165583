package org.nightlight.safety.report;

import java.util.Locale;

/** How far a report has come. It only ever goes forward. */
public enum Standing {
    PENDING("pending"),
    SUBMITTED("submitted"),
    ACKNOWLEDGED("acknowledged"),
    INVESTIGATING("investigating"),
    RESOLVED("resolved"),
    /** Two people decided so; a report made later still counts. */
    NOT_REPORTED("decided not to report");

    private final String label;

    Standing(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the report's clock has ended. */
    public boolean ended() {
        return this != PENDING;
    }
}
