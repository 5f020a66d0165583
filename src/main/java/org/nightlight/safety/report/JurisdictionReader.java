package org.nightlight.safety.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.report.Jurisdiction.Fact;
import org.nightlight.safety.report.Jurisdiction.Phrase;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the jurisdictions and refuses a file in which anything is missing, unknown, of the wrong kind or without a source. */
final class JurisdictionReader {
    private final Map<String, String> sources;
    private final Map<String, String> spanish;

    private JurisdictionReader(Map<String, String> sources, Map<String, String> spanish) {
        this.sources = sources;
        this.spanish = spanish;
    }

    /** @throws IllegalStateException naming the first place that is wrong */
    static Jurisdictions read(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object document;
        try {
            document = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException broken) {
            throw new IllegalStateException("jurisdictions: not readable as YAML", broken);
        }
        Map<String, Object> top = mapping(document, "jurisdictions", "sources", "national", "jurisdictions", "spanish");
        JurisdictionReader reader = new JurisdictionReader(texts(top, "sources"), texts(top, "spanish"));
        Map<String, Object> national = mapping(top.get("national"), "national", "last_verified_on", "hotlines");
        SequencedMap<String, Jurisdiction> all = new LinkedHashMap<>();
        entries(top.get("jurisdictions"), "jurisdictions")
                .forEach((code, entry) -> all.put(code, reader.jurisdiction(code, entry)));
        return new Jurisdictions(
                Collections.unmodifiableSequencedMap(all),
                date(national, "national"),
                reader.hotlines(national.get("hotlines"), "national.hotlines"));
    }

    private static Map<String, String> texts(Map<String, Object> top, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries(top.get(name), name).forEach((key, one) -> texts.put(key, text(one, name + "." + key)));
        return texts;
    }

    private Jurisdiction jurisdiction(String code, @Nullable Object entry) {
        if (!code.matches("[A-Z]{2}")) {
            throw broken(code, "expected a code of two capital letters");
        }
        Map<String, Object> row = mapping(
                entry,
                code,
                "name",
                "last_verified_on",
                "statute",
                "oral_report",
                "written_report",
                "hotlines",
                "online_reporting",
                "universal_mandated_reporter",
                "notes?");
        Map<String, Object> statute = cell(row, code, "statute", "citation");
        Map<String, Object> oral = cell(row, code, "oral_report", "basis", "outer_limit_hours");
        Map<String, Object> written = cell(row, code, "written_report", "requirement", "limit_hours", "runs_from");
        Map<String, Object> online = cell(row, code, "online_reporting", "available", "scope?");
        Map<String, Object> everybody = cell(row, code, "universal_mandated_reporter", "value");
        String from = text(written.get("runs_from"), code + ".written_report.runs_from");
        if (!from.equals("oral") && !from.equals("receipt")) {
            throw broken(code + ".written_report.runs_from", "expected oral or receipt");
        }
        return new Jurisdiction(
                code,
                text(row.get("name"), code + ".name"),
                date(row, code),
                fact(phrase(text(statute.get("citation"), code + ".statute.citation")), statute, code),
                fact(phrase(text(oral.get("basis"), code + ".oral_report.basis")), oral, code),
                hours(oral.get("outer_limit_hours"), code + ".oral_report.outer_limit_hours"),
                fact(phrase(text(written.get("requirement"), code + ".written_report.requirement")), written, code),
                hours(written.get("limit_hours"), code + ".written_report.limit_hours"),
                from.equals("receipt"),
                hotlines(row.get("hotlines"), code + ".hotlines"),
                fact(online(online, code), online, code),
                fact(
                        phrase(
                                yesOrNo(everybody.get("value"), code + ".universal_mandated_reporter.value")
                                        ? "Everybody must report."
                                        : "Named professions must report; anybody may."),
                        everybody,
                        code),
                notes(row.get("notes"), code));
    }

    private Map<String, Object> cell(Map<String, Object> row, String code, String name, String... keys) {
        List<String> all = new ArrayList<>(List.of(keys));
        all.addAll(List.of("unverified", "source", "note?"));
        return mapping(row.get(name), code + "." + name, all.toArray(String[]::new));
    }

    private Phrase phrase(String english) {
        return new Phrase(english, spanish.getOrDefault(english, english));
    }

    private static Phrase joined(Phrase first, String between, Phrase second) {
        return new Phrase(first.english() + between + second.english(), first.spanish() + between + second.spanish());
    }

    private Fact fact(Phrase says, Map<String, Object> cell, String code) {
        Object note = cell.get("note");
        return new Fact(
                note == null ? says : joined(says, "; ", phrase(text(note, code + ".note"))),
                yesOrNo(cell.get("unverified"), code + ".unverified"),
                sourced(cell, code));
    }

    /** A cell that claims to be verified names where. */
    private List<String> sourced(Map<String, Object> cell, String path) {
        List<String> named = list(cell.get("source"), path + ".source").stream()
                .map(one -> source(text(one, path + ".source"), path))
                .toList();
        if (named.isEmpty() && !yesOrNo(cell.get("unverified"), path + ".unverified")) {
            throw broken(path, "verified, but by no source");
        }
        return named;
    }

    private String source(String key, String path) {
        String source = sources.get(key);
        if (source == null) {
            throw broken(path + ".source", "no source is called '" + key + "'");
        }
        return source;
    }

    private List<Jurisdiction.Hotline> hotlines(@Nullable Object value, String path) {
        List<Jurisdiction.Hotline> lines = list(value, path).stream()
                .map(one -> {
                    Map<String, Object> line = mapping(one, path, "number", "label", "unverified", "source");
                    return new Jurisdiction.Hotline(
                            phrase(text(line.get("number"), path + ".number")),
                            phrase(text(line.get("label"), path + ".label")),
                            yesOrNo(line.get("unverified"), path + ".unverified"),
                            sourced(line, path));
                })
                .toList();
        if (lines.isEmpty()) {
            throw broken(path, "expected at least one");
        }
        return lines;
    }

    private Phrase online(Map<String, Object> cell, String code) {
        Object available = cell.get("available");
        if (available == null) {
            return phrase("not known");
        }
        Phrase answer = phrase(yesOrNo(available, code + ".online_reporting.available") ? "yes" : "no");
        Object scope = cell.get("scope");
        return scope == null ? answer : joined(answer, ": ", phrase(text(scope, code + ".online_reporting.scope")));
    }

    private List<Phrase> notes(@Nullable Object value, String code) {
        return value == null
                ? List.of()
                : list(value, code + ".notes").stream()
                        .map(one -> phrase(text(one, code + ".notes")))
                        .toList();
    }

    private static LocalDate date(Map<String, Object> row, String path) {
        Object value = row.get("last_verified_on");
        try {
            return value instanceof java.util.Date day
                    ? day.toInstant().atZone(java.time.ZoneOffset.UTC).toLocalDate()
                    : LocalDate.parse(String.valueOf(value));
        } catch (DateTimeException none) {
            throw broken(path + ".last_verified_on", "expected a day such as 2026-11-22");
        }
    }

    private static @Nullable Integer hours(@Nullable Object value, String path) {
        if (value == null) {
            return null;
        }
        if (value instanceof Integer hours && hours > 0 && hours <= 24 * 31) {
            return hours;
        }
        throw broken(path, "expected a number of hours or null");
    }

    private static boolean yesOrNo(@Nullable Object value, String path) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw broken(path, "expected true or false");
    }

    private static String text(@Nullable Object value, String path) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw broken(path, "expected text");
    }

    private static List<?> list(@Nullable Object value, String path) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw broken(path, "expected a list");
    }

    /** Keys and values with just these keys; those that end in a question mark may be missing. */
    private static Map<String, Object> mapping(@Nullable Object value, String path, String... keys) {
        Map<String, Object> found = entries(value, path);
        Set<String> unknown = new TreeSet<>(found.keySet());
        for (String key : keys) {
            String name = key.replace("?", "");
            if (!key.endsWith("?") && !found.containsKey(name)) {
                throw broken(path + "." + name, "missing");
            }
            unknown.remove(name);
        }
        if (!unknown.isEmpty()) {
            throw broken(path, "no such key: " + String.join(", ", unknown));
        }
        return found;
    }

    private static Map<String, Object> entries(@Nullable Object value, String path) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            throw broken(path, "expected keys and values");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, one) -> entries.put(String.valueOf(key), one));
        return entries;
    }

    private static IllegalStateException broken(String path, String what) {
        return new IllegalStateException("jurisdictions: " + path + ": " + what);
    }
}
