package org.nightlight.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What triage knows, from the files beside it: rules.yaml and phrases.jsonl.
 *
 * @param leanings by tier key: what makes an issue likelier for these customers
 */
record Knowledge(
        Meanings meanings,
        List<Rule> rules,
        Map<String, Map<String, Double>> leanings,
        List<Classifier.Phrase> phrases) {

    static Knowledge builtIn() {
        Map<?, ?> root = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text("/triage/rules.yaml")));
        return new Knowledge(new Meanings(meanings(root)), rules(root), leanings(root), readPhrases());
    }

    private static Map<String, List<String>> meanings(Map<?, ?> root) {
        Map<String, List<String>> meanings = new LinkedHashMap<>();
        map(root.get("meanings")).forEach((meaning, words) -> meanings.put(text(meaning), texts(words)));
        return meanings;
    }

    private static List<Rule> rules(Map<?, ?> root) {
        List<Rule> rules = new ArrayList<>();
        for (Object each : list(root.get("rules"))) {
            Map<?, ?> rule = map(each);
            for (String phrase : texts(rule.get("phrases"))) {
                rules.add(Rule.of(text(rule.get("id")), phrase, text(rule.get("for")), number(rule.get("weight"))));
            }
        }
        return List.copyOf(rules);
    }

    private static Map<String, Map<String, Double>> leanings(Map<?, ?> root) {
        Map<String, Map<String, Double>> leanings = new LinkedHashMap<>();
        map(root.get("tiers")).forEach((tier, issues) -> {
            Map<String, Double> weights = new LinkedHashMap<>();
            map(issues).forEach((issue, weight) -> weights.put(text(issue), number(weight)));
            leanings.put(text(tier), weights);
        });
        return leanings;
    }

    private static List<Classifier.Phrase> readPhrases() {
        JsonMapper json = new JsonMapper();
        return text("/triage/phrases.jsonl")
                .lines()
                .map(json::readTree)
                .map(Knowledge::phrase)
                .toList();
    }

    private static Classifier.Phrase phrase(JsonNode line) {
        return new Classifier.Phrase(
                new Classifier.Label(
                        line.required("category").stringValue(),
                        line.required("issue").stringValue()),
                line.required("text").stringValue());
    }

    private static String text(String resource) {
        try (InputStream in = Knowledge.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : wrong("a map", value);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : wrong("a list", value);
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(Knowledge::text).toList();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : wrong("a text", value);
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : wrong("a number", value);
    }

    private static <T> T wrong(String expected, @Nullable Object value) {
        throw new IllegalStateException("triage/rules.yaml: expected " + expected + ", found: " + value);
    }
}
