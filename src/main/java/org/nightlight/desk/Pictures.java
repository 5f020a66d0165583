package org.nightlight.desk;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

    static boolean areSafe(byte[] bytes) {
        return type(bytes).isPresent();
    }

    /** What the bytes are, whatever they are called. */
    static Optional<String> type(byte[] bytes) {
        if (bytes.length < 12) {
            return Optional.empty();
        }
        String start = HexFormat.of().formatHex(bytes, 0, 12);
        return FIRST_BYTES.entrySet().stream()
                .filter(kind -> start.startsWith(kind.getValue()))
                .map(Map.Entry::getKey)
                .filter(type -> !type.equals("image/webp") || start.endsWith("57454250"))
                .findFirst();
    }
}
