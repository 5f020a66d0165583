package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Skill;
import org.nightlight.playbook.Target;
import org.nightlight.playbook.Team;
import org.nightlight.playbook.Tier;
import org.nightlight.safety.Concern;
import org.nightlight.shared.Spoken;

/** Keys and numbers as people say them, by the playbook in force and at one moment. A key that it lost stays a key. */
record Words(Playbook playbook, Instant now) {
    private static final Map<String, Concern> CONCERNS =
            Arrays.stream(Concern.values()).collect(Collectors.toMap(Enum::name, it -> it));

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

    String skill(String key) {
        Skill known = playbook.skills().get(key);
        return known == null ? key : known.label();
    }

    /** Those that the playbook still has, in its order. */
    List<String> skills(Set<String> keys) {
        return playbook.skills().values().stream()
                .filter(skill -> keys.contains(skill.key()))
                .map(Skill::label)
                .toList();
    }

    /** A language by its two letters, as its name stands within a sentence. */
    static String language(String key) {
        return Locale.forLanguageTag(key).getDisplayLanguage(Spoken.language());
    }

    String tier(String key) {
        Tier known = playbook.tiers().get(key);
        return known == null ? key : known.label();
    }

    static String state(String key) {
        return switch (key) {
            case "new" -> say("New", "Nuevo");
            case "open" -> say("Open", "Abierto");
            case "pending" -> say("Pending", "Pendiente");
            case "hold" -> say("On hold", "En espera");
            case "solved" -> say("Solved", "Resuelto");
            case "closed" -> say("Closed", "Cerrado");
            default -> capital(key);
        };
    }

    static String priority(String key) {
        return switch (key) {
            case "urgent" -> say("Urgent", "Urgente");
            case "high" -> say("High", "Alta");
            case "low" -> say("Low", "Baja");
            default -> say("Normal", "Normal");
        };
    }

    static String metric(String key) {
        return switch (key) {
            case "first_response" -> say("first answer", "primera respuesta");
            case "resolution" -> say("solved", "resolución");
            default -> say("climbs", "escalado");
        };
    }

    String via(String channel) {
        return switch (channel) {
            case "email" -> say("by e-mail", "por correo");
            case "web" -> say("by web form", "por formulario web");
            case "phone" -> say("by phone", "por teléfono");
            default -> say("by API", "por API");
        };
    }

    /** A promised time, in English as the playbook writes it. */
    static String target(Target target) {
        return switch (target) {
            case Target.ClockHours(Duration length) ->
                say(
                        target.text(),
                        length.toMinutes() % 60 == 0 ? length.toHours() + " h" : length.toMinutes() + " min");
            case Target.BusinessDays(int days) ->
                days == 1 ? say(target.text(), "1 día hábil") : say(target.text(), days + " días hábiles");
            case Target.SameDay() -> say(target.text(), "el mismo día");
            case Target.NextBusinessDay() -> say(target.text(), "el siguiente día hábil");
        };
    }

    static String level(String level) {
        return switch (level) {
            case "S4" -> say("S4 emergency", "S4 emergencia");
            case "S3" -> say("S3 high", "S3 alto");
            case "S2" -> say("S2 moderate", "S2 moderado");
            case "S1" -> say("S1 worry", "S1 preocupación");
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
                        types.stream().map(Words::concern),
                        held ? Stream.of(say("held for a person", "retenido para una persona")) : Stream.empty())
                .toList();
        return said.isEmpty() ? List.of(say("raised by a person", "señalado por una persona")) : said;
    }

    private static String concern(String key) {
        Concern known = CONCERNS.get(key);
        return known == null ? key : known.words();
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
        return new Rows.Face(initials(name), name.isBlank() ? say("unknown", "desconocido") : name);
    }

    static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static String number(long id) {
        return "#" + id;
    }
}
