package org.nightlight.desk;

import java.util.Locale;
import java.util.Map;

/** The kinds of picture that a browser may draw from a stranger's mail: plain rasters, known by their first bytes. */
final class Pictures {
    private static final Map<String, String> FIRST_BYTES = Map.of(
            "image/png", "89504e47",
            "image/gif", "47494638",
            "image/jpeg", "ffd8ff",
            "image/webp", "52494646");

    private Pictures() {}

    static boolean isSafe(String type) {
        return FIRST_BYTES.containsKey(type.toLowerCase(Locale.ROOT));
    }

    /** Whether the bytes are what the type says. */
    static boolean isSafe(String type, byte[] bytes) {
        String first = FIRST_BYTES.get(type.toLowerCase(Locale.ROOT));
        if (first == null || bytes.length < 12) {
            return false;
        }
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < first.length() / 2; i++) {
            found.append(String.format(Locale.ROOT, "%02x", bytes[i]));
        }
        return found.toString().equals(first);
    }
}
