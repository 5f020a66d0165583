package org.nightlight.safety.report;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;

/** How far a report has come. It only ever goes forward. */
public enum Standing {
    PENDING("pending", "pendiente"),
    SUBMITTED("submitted", "presentada"),
    ACKNOWLEDGED("acknowledged", "recibida"),
    INVESTIGATING("investigating", "en investigación"),
    RESOLVED("resolved", "resuelta"),
    /** Two people decided so; a report made later still counts. */
    NOT_REPORTED("decided not to report", "se decidió no denunciar");

    private final String english;
    private final String spanish;

    Standing(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    public String label() {
        return say(english, spanish);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the report's clock has ended. */
    public boolean ended() {
        return this != PENDING;
    }
}
