package org.nightlight.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The notices to parents and the mails that carry them, read and checked at the start. */
public final class Notices {
    /** The mail that carries a notice which asks for nothing. */
    static final String TOLD = "told";
    /** The mail that asks whether an address is somebody's. */
    static final String PROVE = "prove";

    /** The mail with a parent's link to what is held of their children. */
    static final String FAMILY = "family";

    private static final String PATH = "/privacy/notices.yaml";
    private static final List<String> LANGUAGES = List.of("en", "es");
    private static final Set<String> NOTICE_FILLS =
            Set.of("brand", "support", "days", "online-notice", "third-parties");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
    /** A part shorter than this says nothing. */
    private static final int SHORTEST = 20;

    /** What a part must have in it, whatever its words. */
    private static final Map<String, String> MUST_HOLD =
            Map.of("online-notice", "{online-notice}", "deletion", "{days}", "third-parties", "{third-parties}");

    private final Map<DirectNotice.Kind, List<DirectNotice>> notices;
    private final Map<String, Map<String, Mail>> mails;

    private Notices(Map<DirectNotice.Kind, List<DirectNotice>> notices, Map<String, Map<String, Mail>> mails) {
        this.notices = notices;
        this.mails = mails;
    }

    record Mail(String subject, String body) {}

    /** Those inside the program. @throws IllegalStateException in plain words when something is missing */
    static Notices shipped() {
        try (InputStream in = Notices.class.getResourceAsStream(PATH)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + PATH);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @throws IllegalStateException that names every fault */
    static Notices read(String yaml) {
        List<String> faults = new ArrayList<>();
        Map<String, Object> all = Map.of();
        try {
            all = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        } catch (YAMLException broken) {
            faults.add("it is not YAML");
        }
        Map<String, Object> written = map(all.get("notices"));
        Map<DirectNotice.Kind, List<DirectNotice>> notices = new EnumMap<>(DirectNotice.Kind.class);
        for (DirectNotice.Kind kind : DirectNotice.Kind.values()) {
            notices.put(kind, versions(kind, written.get(kind.key()), faults));
        }
        Map<String, Object> letters = map(all.get("mails"));
        Map<String, Map<String, Mail>> mails = new HashMap<>();
        for (ConsentLetters.Kind kind : ConsentLetters.Kind.values()) {
            mails.put(kind.key(), mail(kind.key(), kind.places(), letters, faults));
        }
        mails.put(TOLD, mail(TOLD, List.of("notice", "refuse"), letters, faults));
        mails.put(PROVE, mail(PROVE, List.of("page"), letters, faults));
        mails.put(FAMILY, mail(FAMILY, List.of("page"), letters, faults));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The notices to parents in privacy/notices.yaml are not complete: "
                    + String.join("; ", faults) + ".");
        }
        return new Notices(notices, mails);
    }

    /** The version that is sent now. */
    public DirectNotice current(DirectNotice.Kind kind) {
        return versions(kind).getLast();
    }

    /** Whether what a parent agreed to by {@code version} has changed materially since. */
    boolean isOverruled(DirectNotice.Kind kind, int version) {
        return versions(kind).stream().anyMatch(later -> later.version() > version && later.material());
    }

    private List<DirectNotice> versions(DirectNotice.Kind kind) {
        return notices.getOrDefault(kind, List.of());
    }

    Mail mail(ConsentLetters.Kind kind, String language) {
        return mail(kind.key(), language);
    }

    /** @param key of a kind of consent mail, {@link #TOLD}, {@link #PROVE} or {@link #FAMILY} */
    Mail mail(String key, String language) {
        return text(mails.getOrDefault(key, Map.of()), language);
    }

    static <T> T text(Map<String, T> byLanguage, String language) {
        T text = byLanguage.get(language);
        return text == null ? java.util.Objects.requireNonNull(byLanguage.get("en")) : text;
    }

    static String filled(String text, Map<String, String> fill) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(fill.getOrDefault(place.group(1), place.group())));
    }

    private static List<DirectNotice> versions(DirectNotice.Kind kind, @Nullable Object written, List<String> faults) {
        List<DirectNotice> versions = new ArrayList<>();
        if (!(written instanceof List<?> list) || list.isEmpty()) {
            faults.add("the notice '" + kind.key() + "' is missing");
            return versions;
        }
        int before = 0;
        for (Object one : list) {
            Map<String, Object> version = map(one);
            int number = version.get("version") instanceof Integer given ? given : 0;
            String name = kind.key() + " version " + number;
            if (number <= before) {
                faults.add(name + ": expected a number above " + before);
            }
            before = number;
            if (!(version.get("material") instanceof Boolean)) {
                faults.add(name + ": expected 'material' to be true or false");
            }
            versions.add(new DirectNotice(
                    kind,
                    number,
                    date(version.get("since"), name, faults),
                    Boolean.TRUE.equals(version.get("material")),
                    texts(kind, version, name, faults)));
        }
        return List.copyOf(versions);
    }

    private static Map<String, SequencedMap<String, String>> texts(
            DirectNotice.Kind kind, Map<String, Object> version, String name, List<String> faults) {
        Map<String, SequencedMap<String, String>> texts = new HashMap<>();
        for (String language : LANGUAGES) {
            Map<String, Object> parts = map(version.get(language));
            SequencedMap<String, String> text = new LinkedHashMap<>();
            for (String part : kind.parts()) {
                String words = String.valueOf(parts.getOrDefault(part, "")).strip();
                lint(name + " (" + language + ")", part, words, faults);
                text.put(part, words);
            }
            parts.keySet().stream()
                    .filter(part -> !kind.parts().contains(part))
                    .forEach(
                            part -> faults.add(name + " (" + language + "): '" + part + "' is no part of this notice"));
            texts.put(language, text);
        }
        return texts;
    }

    private static void lint(String name, String part, String words, List<String> faults) {
        if (words.length() < SHORTEST) {
            faults.add(name + ": the part '" + part + "' is missing, which the rule asks for");
            return;
        }
        String held = MUST_HOLD.getOrDefault(part, "");
        if (!words.contains(held)) {
            faults.add(name + ": the part '" + part + "' must name " + held);
        }
        unknownPlaces(words, NOTICE_FILLS).forEach(place -> faults.add(name + ": nothing fills " + place));
    }

    private static List<String> unknownPlaces(String words, Set<String> known) {
        return PLACE.matcher(words)
                .results()
                .filter(place -> !known.contains(place.group(1)))
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    private static Map<String, Mail> mail(
            String key, List<String> places, Map<String, Object> written, List<String> faults) {
        Map<String, Mail> texts = new HashMap<>();
        for (String language : LANGUAGES) {
            Map<String, Object> mail = map(map(written.get(key)).get(language));
            String name = "the mail '" + key + "' (" + language + ")";
            String subject = String.valueOf(mail.getOrDefault("subject", ""));
            String body = String.valueOf(mail.getOrDefault("body", ""));
            places.stream()
                    .filter(place -> !body.contains("{" + place + "}"))
                    .forEach(place -> faults.add(name + " must hold {" + place + "}"));
            unknownPlaces(subject, Set.of("brand")).forEach(place -> faults.add(name + ": nothing fills " + place));
            Set<String> fills = new java.util.HashSet<>(places);
            fills.add("brand");
            unknownPlaces(body, fills).forEach(place -> faults.add(name + ": nothing fills " + place));
            if (subject.isBlank()) {
                faults.add(name + " has no subject");
            }
            texts.put(language, new Mail(subject, body));
        }
        return texts;
    }

    private static LocalDate date(@Nullable Object written, String name, List<String> faults) {
        try {
            return written instanceof java.util.Date date
                    ? LocalDate.ofInstant(date.toInstant(), java.time.ZoneOffset.UTC)
                    : LocalDate.parse(String.valueOf(written));
        } catch (DateTimeException wrong) {
            faults.add(name + ": expected 'since' to be a day such as 2026-11-26");
            return LocalDate.EPOCH;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object written) {
        return written instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
