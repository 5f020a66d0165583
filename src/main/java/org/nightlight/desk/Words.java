package org.nightlight.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Team;
import org.nightlight.playbook.Tier;
import org.nightlight.safety.Concern;

/** Keys and numbers as people say them, by the playbook in force and at one moment. A key that it lost stays a key. */
record Words(Playbook playbook, Instant now) {
    private static final Map<String, String> CONCERNS =
            Arrays.stream(Concern.values()).collect(Collectors.toMap(Enum::name, Concern::words));

    When when(Instant at) {
        return When.of(at, now, playbook.zone());
    }

    String category(String key) {
        Category known = playbook.categories().get(key);
        return known == null ? key : known.label();
    }

    @Nullable
    String issue(String category, @Nullable String key) {
        Category known = playbook.categories().get(category);
        Category.Issue issue =
                known == null || key == null ? null : known.issues().get(key);
        return issue == null ? key : issue.label();
    }

    /** Category and issue, such as {@code Billing, refund}. */
    String place(String category, @Nullable String issue) {
        String known = issue(category, issue);
        return known == null ? category(category) : category(category) + ", " + known;
    }

    String team(String key) {
        Team known = playbook.teams().get(key);
        return known == null ? key : known.label();
    }

    String tier(String key) {
        Tier known = playbook.tiers().get(key);
        return known == null ? key : known.label();
    }

    static String state(String key) {
        return key.equals("hold") ? "On hold" : capital(key);
    }

    static String metric(String key) {
        return switch (key) {
            case "first_response" -> "first answer";
            case "resolution" -> "solved";
            default -> "climbs";
        };
    }

    String via(String channel) {
        return switch (channel) {
            case "email" -> "by e-mail";
            case "web" -> "by web form";
            case "phone" -> "by phone";
            default -> "by API";
        };
    }

    static String level(String level) {
        return switch (level) {
            case "S4" -> "S4 emergency";
            case "S3" -> "S3 high";
            case "S2" -> "S2 moderate";
            case "S1" -> "S1 worry";
            default -> level;
        };
    }

    /** What a case is about; a held message says that it waits for a person's judgement. */
    String concerns(List<String> types, boolean held) {
        List<String> said = kinds(types, held);
        return String.join(", ", said);
    }

    List<String> kinds(List<String> types, boolean held) {
        List<String> said = Stream.concat(
                        types.stream().map(type -> CONCERNS.getOrDefault(type, type)),
                        held ? Stream.of("held for a person") : Stream.empty())
                .toList();
        return said.isEmpty() ? List.of("raised by a person") : said;
    }

    /** The next promise in a list; null when no clock runs. How much is used is counted from the opening. */
    @Nullable
    TimeLeft left(@Nullable String metric, @Nullable Instant due, @Nullable Instant actBy, Instant opened) {
        if (due == null || metric == null) {
            return null;
        }
        return TimeLeft.running(metric(metric), due, actBy, used(opened, due), now, playbook.zone());
    }

    int used(Instant from, Instant to) {
        long all = Math.max(1, Duration.between(from, to).toSeconds());
        return (int) Math.clamp(Duration.between(from, now).toSeconds() * 100 / all, 0, 100);
    }

    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000 ? bytes / 1_000 + " kB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }

    static String initials(String name) {
        String letters = Stream.of(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> new String(Character.toChars(word.codePointAt(0))))
                .collect(Collectors.joining());
        return letters.isEmpty() ? "?" : letters.toUpperCase(Locale.ROOT);
    }

    static Rows.Face face(String name) {
        return new Rows.Face(initials(name), name.isBlank() ? "unknown" : name);
    }

    static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static String number(long id) {
        return "#" + id;
    }
}
