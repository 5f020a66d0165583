package org.nightlight.privacy;

import java.util.Locale;
import java.util.Set;

/** What a parent's text message says to a question by text: the whole message counts, not a word within it. */
enum TextReply {
    YES,
    /** No more texts, and no consent: the word that ends it, in any of the ways that telephones teach people. */
    STOP,
    /** Anything else proves nothing and ends nothing. */
    UNCLEAR;

    private static final Set<String> STOPS = Set.of(
            "stop",
            "stopall",
            "stop all",
            "end",
            "quit",
            "cancel",
            "unsubscribe",
            "revoke",
            "opt out",
            "optout",
            "no",
            "alto",
            "parar",
            "pare",
            "baja",
            "cancelar",
            "fin");
    private static final Set<String> YESES = Set.of("yes", "si", "sí");

    static TextReply of(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\s]+", " ")
                .strip()
                .replaceAll("\\s+", " ");
        if (STOPS.contains(plain)) {
            return STOP;
        }
        return YESES.contains(plain) ? YES : UNCLEAR;
    }
}
