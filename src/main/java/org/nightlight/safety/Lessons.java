package org.nightlight.safety;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.nightlight.safety.meaning.Encoder;
import org.nightlight.safety.meaning.Trainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own labelled lines, and the head that is trained from them. */
public final class Lessons {
    /** The files under {@code /safety/lessons}, in the order in which they are learned. */
    static final List<String> FILES =
            List.of("home", "self", "crisis", "hints", "others", "voices", "tales", "harmless", "spanish");

    /** The first outputs of the head after the alarm; then one for each {@link Concern}. */
    static final int HIGH = 0;

    static final int EMERGENCY = 1;
    /** What harmless sort it is like: a customer's question, a tale, a question with alarming words. */
    static final List<String> SORTS = List.of("support", "tale", "alarming");

    static final int SORT = 2;
    static final int CONCERNS = SORT + 3;

    private Lessons() {}

    /**
     * A labelled line.
     *
     * @param kind how it says it, or what harmless sort it is of
     */
    public record Labelled(String text, Level level, Set<Concern> types, String kind, String language) {
        /** @throws IllegalArgumentException when a field is missing or unknown */
        public static Labelled parse(String line) {
            JsonNode node = JsonMapper.shared().readTree(line);
            Set<Concern> types = EnumSet.noneOf(Concern.class);
            node.path("types").forEach(type -> types.add(Concern.valueOf(type.stringValue())));
            if (!node.path("text").isString()) {
                throw new IllegalArgumentException("a line without a text");
            }
            return new Labelled(
                    node.get("text").stringValue(),
                    Level.valueOf(node.path("level").asString()),
                    types,
                    node.path("kind").asString(""),
                    node.path("lang").asString("en"));
        }
    }

    /** All lines that the head is trained from. */
    public static List<Labelled> all() {
        List<Labelled> all = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = Lessons.class.getResourceAsStream("/safety/lessons/" + file + ".jsonl")) {
                if (in == null) {
                    throw new IllegalStateException("missing: lessons/" + file);
                }
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> all.add(Labelled.parse(line)));
            } catch (IOException failed) {
                throw new IllegalStateException("lessons/" + file + " could not be read", failed);
            }
        }
        return all;
    }

    /** Trains the head from {@link #all} and writes it. */
    public static void train(Consumer<String> told, OutputStream out) throws IOException {
        List<Labelled> lines = mixed(all());
        try (Encoder encoder = Encoder.builtIn()) {
            List<Trainer.Example> examples = lines.stream()
                    .map(line -> new Trainer.Example(folded(line.text()), truth(line)))
                    .toList();
            new Trainer(encoder, told).train(examples, version(lines), out);
        }
    }

    /** Files follow one another; a fixed stride through them lays every sixth line aside from all of them alike. */
    private static List<Labelled> mixed(List<Labelled> lines) {
        List<Labelled> mixed = new ArrayList<>(lines);
        java.util.Collections.shuffle(mixed, new java.util.Random(7));
        return mixed;
    }

    static String folded(String text) {
        Fold fold = Fold.of(text);
        return fold.text(0, fold.length());
    }

    private static float[] truth(Labelled line) {
        float[] truth = new float[1 + CONCERNS + Concern.values().length];
        truth[0] = line.level().escalates() ? 1 : 0;
        truth[1 + HIGH] = line.level().compareTo(Level.S3) >= 0 ? 1 : 0;
        truth[1 + EMERGENCY] = line.level() == Level.S4 ? 1 : 0;
        if (SORTS.contains(line.kind())) {
            truth[1 + SORT + SORTS.indexOf(line.kind())] = 1;
        }
        if (line.level().escalates()) {
            line.types().forEach(type -> truth[1 + CONCERNS + type.ordinal()] = 1);
        }
        return truth;
    }

    /** What a head trained from these lines is called. */
    static String version() {
        return version(mixed(all()));
    }

    private static String version(List<Labelled> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update(line.toString().getBytes(StandardCharsets.UTF_8)));
            return "minilm-" + HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 4));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
