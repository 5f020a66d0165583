package org.nightlight.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the finder knows about words: how frequent they are as given names and surnames, and what else they mean. Kept as hashes,
 * 3 MB for 130,000 words.
 */
final class Lexicon {
    static final int WORD = 1 << 4;
    static final int FUNCTION = 1 << 5;
    static final int CALENDAR = 1 << 6;
    static final int PRODUCT = 1 << 7;
    static final int PLACE = 1 << 8;
    static final int STORY_HEAD = 1 << 9;
    static final int STORY_TAIL = 1 << 10;

    private static final int SIZE = 1 << 18;
    private static final Map<String, Integer> SECTIONS = Map.of(
            "function", FUNCTION,
            "calendar", CALENDAR,
            "product", PRODUCT,
            "place", PLACE,
            "storyhead", STORY_HEAD | WORD,
            "storytail", STORY_TAIL | WORD);

    private final long[] keys = new long[SIZE];
    private final short[] values = new short[SIZE];

    /** Figures of stories by their first word, each as the words that make it up, in lower case. */
    private final Map<String, List<String[]>> stories = new HashMap<>();

    private static final class Loaded {
        static final Lexicon LEXICON = new Lexicon();
    }

    /** The desk's own, read when first asked for. */
    static Lexicon core() {
        return Loaded.LEXICON;
    }

    private Lexicon() {
        names("given-names.txt", (key, births) -> add(key, births >= 30_000 ? 3 : births >= 3_000 ? 2 : 1));
        int[] rank = {0};
        names("surnames.txt", (key, none) -> {
            int place = ++rank[0];
            add(key, (place <= 1_000 ? 3 : place <= 10_000 ? 2 : 1) << 2);
        });
        names("words.txt", (key, none) -> add(key, WORD));
        int[] kind = {0};
        lines("names-elsewhere.txt", line -> {
            if (line.startsWith("[")) {
                kind[0] = line.equals("[given]") ? 2 : 2 << 2;
            } else {
                for (String name : line.split(" ")) {
                    add(name, kind[0]);
                }
            }
        });
        lines("special.txt", line -> {
            if (line.startsWith("[")) {
                kind[0] = Objects.requireNonNull(SECTIONS.get(line.substring(1, line.length() - 1)));
            } else {
                for (String word : line.split(" ")) {
                    add(word, kind[0]);
                }
            }
        });
        lines("stories.txt", line -> {
            String[] words = Folding.folded(line).split(" ");
            stories.computeIfAbsent(words[0], first -> new ArrayList<>()).add(words);
        });
    }

    /** What is known of a word in folded form; 0 for a strange one. */
    int of(String folded) {
        long key = stirred(hash(folded));
        for (int at = (int) (key & (SIZE - 1)); keys[at] != 0; at = (at + 1) & (SIZE - 1)) {
            if (keys[at] == key) {
                return values[at];
            }
        }
        return 0;
    }

    /** 0 not a given name, 1 rare, 2 known, 3 frequent. */
    static int given(int known) {
        return known & 3;
    }

    /** 0 not a surname, 1 rare, 2 known, 3 frequent. */
    static int surname(int known) {
        return (known >> 2) & 3;
    }

    /** Whether it is an ordinary word, as it stands or in another form of it: plural, past, comparison. */
    boolean isWord(String folded, int known) {
        if ((known & (WORD | FUNCTION)) != 0) {
            return true;
        }
        if (given(known) >= 2 || surname(known) >= 2) {
            return false;
        }
        return form(folded, "s", "")
                || form(folded, "es", "")
                || form(folded, "ies", "y")
                || form(folded, "ed", "")
                || form(folded, "ed", "e")
                || form(folded, "ing", "")
                || form(folded, "ing", "e")
                || form(folded, "ly", "")
                || form(folded, "er", "")
                || form(folded, "er", "e")
                || form(folded, "est", "")
                || form(folded, "ness", "")
                || form(folded, "less", "")
                || form(folded, "ful", "")
                || form(folded, "y", "")
                || form(folded, "tion", "te")
                || form(folded, "ment", "")
                || form(folded, "ers", "");
    }

    List<String[]> storiesFrom(String folded) {
        return stories.getOrDefault(folded, List.of());
    }

    private boolean form(String word, String ending, String base) {
        return word.length() > ending.length() + 2
                && word.endsWith(ending)
                && (of(word.substring(0, word.length() - ending.length()) + base) & WORD) != 0;
    }

    private void add(String folded, int flags) {
        add(stirred(hash(folded)), flags);
    }

    private void add(long key, int flags) {
        int at = (int) (key & (SIZE - 1));
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & (SIZE - 1);
        }
        keys[at] = key;
        boolean names = flags < WORD;
        int merged = values[at] | flags;
        if (names) {
            merged = (values[at] & ~15) | Math.max(values[at] & 3, flags & 3) | Math.max(values[at] & 12, flags & 12);
        }
        values[at] = (short) merged;
    }

    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /** FNV-1a, 64 bits. */
    private static long hash(String text) {
        long hash = SEED;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /** So that the low bits can be a place; never 0. */
    private static long stirred(long hash) {
        long stirred = hash ^ hash >>> 32;
        return stirred == 0 ? 1 : stirred;
    }

    @FunctionalInterface
    private interface Name {
        void read(long key, int number);
    }

    /** A long file of one name a line and perhaps a number, all ASCII, hashed as it is read. */
    private static void names(String name, Name each) {
        byte[] bytes = bytes(name);
        int at = 0;
        while (at < bytes.length) {
            int start = at;
            long hash = SEED;
            while (at < bytes.length && bytes[at] > ' ') {
                hash = (hash ^ bytes[at++]) * PRIME;
            }
            boolean comment = start < bytes.length && bytes[start] == '#';
            boolean empty = at == start;
            int number = 0;
            while (at < bytes.length && bytes[at] != '\n') {
                number = bytes[at] >= '0' && bytes[at] <= '9' ? number * 10 + bytes[at] - '0' : number;
                at++;
            }
            at++;
            if (!comment && !empty) {
                each.read(stirred(hash), number);
            }
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Lexicon.class.getResourceAsStream("/privacy/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void lines(String name, Consumer<String> each) {
        new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .forEach(each);
    }
}
