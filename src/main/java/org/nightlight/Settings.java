package org.nightlight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The desk's configuration: {@code nightlight-defaults.properties} names every key with its default; environment variables
 * and flags override. A key that is not in that file is a mistake of the operator's, and stops the start by name.
 */
final class Settings {
    private static final String PREFIX = "nightlight.";
    /** Read by the start scripts, not by the desk. */
    private static final Set<String> SCRIPTS = Set.of("NIGHTLIGHT_JAVA_OPTS");

    private Settings() {}

    /**
     * The defaults, overridden by {@code environment} and then by {@code flags} (full keys).
     *
     * @throws IllegalArgumentException naming every unknown key with the nearest known one
     */
    static Map<String, String> read(Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> settings = new LinkedHashMap<>(defaults());
        Map<String, String> byVariable = new TreeMap<>();
        settings.keySet().forEach(key -> byVariable.put(variable(key), key));
        Set<String> faults = new TreeSet<>();
        environment.forEach((name, value) -> {
            if (!name.startsWith("NIGHTLIGHT_") || SCRIPTS.contains(name)) {
                return;
            }
            String key = byVariable.get(name);
            if (key == null) {
                faults.add(
                        "%s is not a setting. The nearest is %s.".formatted(name, nearest(name, byVariable.keySet())));
            } else {
                settings.put(key, value);
            }
        });
        flags.forEach((key, value) -> {
            if (!settings.containsKey(key)) {
                faults.add("%s is not a setting. The nearest is %s.".formatted(key, nearest(key, settings.keySet())));
            } else {
                settings.put(key, value);
            }
        });
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return settings;
    }

    static Map<String, String> defaults() {
        try (InputStream file = Settings.class.getResourceAsStream("/nightlight-defaults.properties")) {
            Properties properties = new Properties();
            properties.load(java.util.Objects.requireNonNull(file));
            Map<String, String> defaults = new TreeMap<>();
            properties.forEach((key, value) -> defaults.put((String) key, (String) value));
            return defaults;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@code nightlight.smtp.max-bytes} is set by {@code NIGHTLIGHT_SMTP_MAX_BYTES}. */
    static String variable(String key) {
        return "NIGHTLIGHT_"
                + key.substring(PREFIX.length())
                        .replace('.', '_')
                        .replace('-', '_')
                        .toUpperCase(Locale.ROOT);
    }

    private static String nearest(String wrong, Set<String> known) {
        return List.copyOf(known).stream()
                .min(Comparator.comparingInt(candidate -> distance(wrong, candidate)))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
