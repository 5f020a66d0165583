package org.nightlight.ticket;

import java.util.Locale;

/** The way a message came in. */
public enum Channel {
    EMAIL,
    WEB,
    PHONE,
    API;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Channel ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
