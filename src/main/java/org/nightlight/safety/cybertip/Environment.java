package org.nightlight.safety.cybertip;

import java.util.Locale;

/** Which of NCMEC's two systems is meant. What goes to the test system is made up and reports nothing. */
public enum Environment {
    TEST("https://exttest.cybertip.org/ispws"),
    PRODUCTION("https://report.cybertip.org/ispws");

    private final String base;

    Environment(String base) {
        this.base = base;
    }

    String base() {
        return base;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code key} is none */
    static Environment ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
