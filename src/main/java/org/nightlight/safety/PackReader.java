package org.nightlight.safety;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads a rule pack from YAML. A mistake names the rule; a pack with one is refused whole. */
final class PackReader {
    private static final Set<String> KEYS = Set.of(
            "pack",
            "version",
            "dated",
            "variants",
            "plain",
            "weighty",
            "classes",
            "shapes",
            "marks",
            "idioms",
            "rules");
    private static final Set<String> RULE_KEYS =
            Set.of("level", "types", "say", "unless", "weight", "real", "game", "joke", "story", "third", "weak");

    private final Map<?, ?> source;
    private final Classes classes = new Classes();
    private final Map<String, List<String>> entries = new LinkedHashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    private PackReader(Map<?, ?> source) {
        this.source = source;
    }

    /** Reads a built-in pack, such as {@code pack-en.yaml}. */
    static Pack builtIn(String file) throws IOException {
        try (InputStream in = PackReader.class.getResourceAsStream("/safety/" + file)) {
            if (in == null) {
                throw new IOException("no rule pack " + file);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @throws IllegalArgumentException or a YAML error when anything in the pack is not understood */
    static Pack read(String yaml) {
        Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        if (!(loaded instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a rule pack is a map");
        }
        return new PackReader(map).pack();
    }

    private Pack pack() {
        refuseUnknown(source, KEYS, "pack");
        readClasses();
        Map<String, List<String>> variants = variants();
        section("shapes")
                .forEach(
                        (name, value) -> shapes.put(name.toString(), new Shape.Either(shapes(value, "shape " + name))));
        List<Pack.Idiom> idioms = idioms();
        List<Rule> rules = new ArrayList<>();
        section("rules").forEach((name, rule) -> rules.add(rule(name.toString(), rule)));
        Pack.Marks marks = marks();
        Spelling spelling =
                new Spelling(classes.words(), variants, weighty(), new HashSet<>(words(source.get("plain"))));
        return new Pack(
                text("pack") + "-" + text("version"),
                new Reader(spelling, classes.words()),
                classes,
                idioms,
                marks,
                List.copyOf(rules),
                entries.containsKey("sign") ? classes.named("sign") : -1,
                byNeed(rules));
    }

    private String text(String key) {
        Object value = source.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the pack lacks " + key);
        }
        return value.toString();
    }

    private Map<?, ?> section(String key) {
        return source.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private void readClasses() {
        section("classes").forEach((key, value) -> {
            List<String> all = new ArrayList<>();
            for (String word : words(value)) {
                if (word.startsWith("<")) {
                    String other = word.substring(1, word.length() - 1);
                    if (!entries.containsKey(other)) {
                        throw new IllegalArgumentException(
                                "class " + key + " names <" + other + "> before it is there");
                    }
                    all.addAll(entries.getOrDefault(other, List.of()));
                } else {
                    all.add(word);
                }
            }
            int type = classes.named(key.toString());
            all.forEach(word -> classes.put(type, word));
            entries.put(key.toString(), all);
        });
    }

    private Map<String, List<String>> variants() {
        Map<String, List<String>> variants = new HashMap<>();
        section("variants").forEach((meant, spellings) -> {
            for (String spelling : words(spellings)) {
                variants.computeIfAbsent(spelling, key -> new ArrayList<>()).add(meant.toString());
            }
            classes.words().putIfAbsent(meant.toString(), Classes.NONE);
        });
        return variants;
    }

    private Set<String> weighty() {
        Set<String> all = new HashSet<>();
        for (String name : words(source.get("weighty"))) {
            for (String entry : entries.getOrDefault(name, List.of())) {
                if (entry.indexOf('_') < 0) {
                    all.add(entry);
                }
            }
        }
        return all;
    }

    private List<Pack.Idiom> idioms() {
        List<Pack.Idiom> idioms = new ArrayList<>();
        section("idioms").forEach((name, value) -> {
            Map<?, ?> idiom = value instanceof Map<?, ?> map ? map : Map.of("say", value);
            refuseUnknown(idiom, Set.of("say", "unless"), "idiom " + name);
            List<Pack.Pattern> unless = patterns(idiom.get("unless"), "idiom " + name);
            for (Pack.Pattern pattern : patterns(idiom.get("say"), "idiom " + name)) {
                idioms.add(new Pack.Idiom(pattern, unless));
            }
        });
        return List.copyOf(idioms);
    }

    private Pack.Marks marks() {
        Map<?, ?> marks = section("marks");
        refuseUnknown(marks, Set.of("story", "truth", "game", "joke", "real", "retract"), "marks");
        return new Pack.Marks(
                patterns(marks.get("story"), "story"),
                patterns(marks.get("truth"), "truth"),
                patterns(marks.get("game"), "game"),
                patterns(marks.get("joke"), "joke"),
                patterns(marks.get("real"), "real"),
                patterns(marks.get("retract"), "retract"),
                classes.named("not"),
                classes.named("first"));
    }

    private Rule rule(String name, Object value) {
        if (!(value instanceof Map<?, ?> rule)) {
            throw new IllegalArgumentException("rule " + name + " is a map");
        }
        refuseUnknown(rule, RULE_KEYS, "rule " + name);
        Level level = Level.valueOf(String.valueOf(rule.get("level")));
        Set<Concern> types = EnumSet.noneOf(Concern.class);
        words(rule.get("types")).forEach(type -> types.add(Concern.valueOf(type)));
        Level story = level(rule, "story");
        return new Rule(
                name,
                level,
                types,
                patterns(rule.get("say"), name),
                patterns(rule.get("unless"), name),
                rule.get("weight") instanceof Integer weight ? weight : level == Level.S1 ? 1 : 0,
                level(rule, "real"),
                level(rule, "game"),
                level(rule, "joke"),
                story != null ? story : Rule.storyLevel(level, types),
                Boolean.TRUE.equals(rule.get("third")),
                Boolean.TRUE.equals(rule.get("weak")));
    }

    private static @Nullable Level level(Map<?, ?> rule, String key) {
        Object value = rule.get(key);
        return value == null ? null : Level.valueOf(value.toString());
    }

    private List<Pack.Pattern> patterns(@Nullable Object value, String what) {
        return shapes(value, what).stream()
                .map(shape -> Pack.Pattern.of(shape, classes))
                .toList();
    }

    private List<Shape> shapes(@Nullable Object value, String what) {
        List<?> sources = value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
        List<Shape> parsed = new ArrayList<>();
        for (Object each : sources) {
            try {
                parsed.add(ShapeParser.parse(each.toString(), classes, shapes));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(parsed);
    }

    private static List<String> words(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().flatMap(each -> words(each).stream()).toList();
        }
        String text = value.toString().strip();
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\s+"));
    }

    private List<List<Pack.Cue>> byNeed(List<Rule> rules) {
        List<List<Pack.Cue>> index = new ArrayList<>();
        for (int i = 0; i < classes.count(); i++) {
            index.add(new ArrayList<>());
        }
        int number = 0;
        for (Rule rule : rules) {
            for (Pack.Pattern pattern : rule.say()) {
                Pack.Cue cue = new Pack.Cue(number++, rule, pattern);
                for (int type : rarest(pattern, rule)) {
                    index.get(type).add(cue);
                }
            }
        }
        return index.stream().map(List::copyOf).toList();
    }

    /** Of the sets that a pattern needs, the one that is met least often in ordinary text. */
    private int[] rarest(Pack.Pattern pattern, Rule rule) {
        return Arrays.stream(pattern.needs())
                .min(Comparator.comparing(
                        need -> Arrays.stream(need).map(classes::commonness).sum()))
                .orElseThrow(
                        () -> new IllegalArgumentException(rule.name() + ": a pattern of it may match nothing at all"));
    }

    private static void refuseUnknown(Map<?, ?> map, Set<String> known, String what) {
        for (Object key : map.keySet()) {
            if (!known.contains(key.toString())) {
                throw new IllegalArgumentException(what + ": unknown key " + key + ", known are " + known);
            }
        }
    }
}
