package org.nightlight.safety.report;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;

/** What is told to whom. Each is tracked by itself: that one is done says nothing about another. */
public enum Track {
    /** The report that the law of the child's place asks for; the report's clock is this one's. */
    STATE("Report to the state agency", "Denuncia a la agencia estatal"),
    CYBERTIP("CyberTipline", "CyberTipline"),
    POLICE("Police", "Policía"),
    /** The organisation's own policy. */
    POLICY("Own policy", "Política propia");

    private final String english;
    private final String spanish;

    Track(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    public String label() {
        return say(english, spanish);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    public static Track ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
