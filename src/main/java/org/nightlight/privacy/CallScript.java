package org.nightlight.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a trained person says when a parent consents in a call, by telephone or with pictures. A version that was used is never
 * edited: the record of a call names it.
 *
 * @param parts by language, each {@link #PARTS} with its words
 * @param proofs by method and key, by language: how it can be made sure that it is the parent
 */
public record CallScript(
        int version,
        Map<String, SequencedMap<String, String>> parts,
        Map<ConsentMethod, SequencedMap<String, Map<String, String>>> proofs) {

    /** In the order in which they are spoken. */
    public static final List<String> PARTS =
            List.of("opening", "proving", "notice", "collection", "disclosure", "taking-back", "closing");

    private static final String PATH = "/privacy/call-scripts.yaml";
    private static final List<String> LANGUAGES = List.of("en", "es");

    /** The newest inside the program. @throws IllegalStateException that names every fault */
    static CallScript shipped() {
        try (InputStream in = CallScript.class.getResourceAsStream(PATH)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without " + PATH);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static CallScript read(String yaml) {
        Map<String, Object> all = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        List<String> faults = new ArrayList<>();
        List<CallScript> versions = new ArrayList<>();
        for (Object one : all.get("scripts") instanceof List<?> list ? list : List.of()) {
            Map<String, Object> script = map(one);
            int number = script.get("version") instanceof Integer given ? given : 0;
            if (number <= (versions.isEmpty() ? 0 : versions.getLast().version())) {
                faults.add("versions must have numbers that grow");
            }
            versions.add(new CallScript(number, parts(script, number, faults), proofs(script, number, faults)));
        }
        if (versions.isEmpty()) {
            faults.add("there is none");
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The scripts of calls in privacy/call-scripts.yaml are not complete: "
                    + String.join("; ", faults) + ".");
        }
        return versions.getLast();
    }

    private static Map<String, SequencedMap<String, String>> parts(
            Map<String, Object> script, int version, List<String> faults) {
        Map<String, SequencedMap<String, String>> parts = new HashMap<>();
        for (String language : LANGUAGES) {
            Map<String, Object> written = map(script.get(language));
            SequencedMap<String, String> texts = new LinkedHashMap<>();
            for (String part : PARTS) {
                String words = String.valueOf(written.getOrDefault(part, "")).strip();
                if (words.length() < 20) {
                    faults.add("version " + version + " (" + language + ") lacks '" + part + "'");
                }
                texts.put(part, words);
            }
            parts.put(language, texts);
        }
        return parts;
    }

    private static Map<ConsentMethod, SequencedMap<String, Map<String, String>>> proofs(
            Map<String, Object> script, int version, List<String> faults) {
        Map<ConsentMethod, SequencedMap<String, Map<String, String>>> proofs = new HashMap<>();
        for (ConsentMethod method : List.of(ConsentMethod.CALL, ConsentMethod.VIDEO_CALL)) {
            SequencedMap<String, Map<String, String>> ways = new LinkedHashMap<>();
            map(map(script.get("proofs")).get(method.key())).forEach((key, texts) -> {
                Map<String, String> byLanguage = new HashMap<>();
                for (String language : LANGUAGES) {
                    byLanguage.put(language, String.valueOf(map(texts).getOrDefault(language, "")));
                }
                if (byLanguage.containsValue("")) {
                    faults.add("version " + version + ": '" + key + "' lacks a language");
                }
                ways.put(key, byLanguage);
            });
            if (ways.isEmpty()) {
                faults.add("version " + version + " names no way to make sure who it is by " + method.key());
            }
            proofs.put(method, ways);
        }
        return proofs;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object written) {
        return written instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
