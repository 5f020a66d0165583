package org.nightlight.safety;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Common little words by language, enough to tell which one a sentence is in.
 *
 * @param names the languages; those that have a rule pack come first
 * @param judged how many of them have one
 * @param byWord for each word the languages that use it, as places in {@code names}
 */
record Languages(String version, List<String> names, int judged, Map<String, int[]> byWord) {
    static Languages builtIn(String file) throws IOException {
        try (InputStream in = Languages.class.getResourceAsStream("/safety/" + file)) {
            if (in == null) {
                throw new IOException("no list of languages " + file);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Languages read(String yaml) {
        Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        if (!(loaded instanceof Map<?, ?> map)
                || !(map.get("judged") instanceof Map<?, ?> judged)
                || !(map.get("others") instanceof Map<?, ?> others)) {
            throw new IllegalArgumentException("expected version, judged and others");
        }
        List<String> names = new ArrayList<>();
        Map<String, int[]> byWord = new HashMap<>();
        judged.forEach((name, words) -> add(name, words, names, byWord));
        others.forEach((name, words) -> add(name, words, names, byWord));
        return new Languages(String.valueOf(map.get("version")), List.copyOf(names), judged.size(), byWord);
    }

    private static void add(Object name, Object words, List<String> names, Map<String, int[]> byWord) {
        int[] place = {names.size()};
        names.add(name.toString());
        for (String word : words.toString().strip().split("\\s+")) {
            byWord.merge(word, place, Classes::union);
        }
    }
}
