package org.nightlight.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The word classes of a pack while it is read, and which words and phrases belong to which. A class is a small number;
 * a word that a pattern names outright is a class of its own.
 */
final class Classes {
    static final int[] NONE = {};
    /** Longest phrase, in words. */
    static final int LONGEST = 6;

    private static final Set<String> COMMON = new HashSet<>(Arrays.asList(
            ("i me my a the to of and in is it on for you be that do have with this was are not dont no so at he she"
                            + " they we him her his what how if when or but up out all can will im go get want about from"
                            + " el la los las de que y a en un una por con no se me mi lo le su para es al como mas pero")
                    .split(" ")));

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Integer> commonness = new ArrayList<>();
    private final Map<String, int[]> words = new HashMap<>();
    private final Phrases phrases = new Phrases();

    /** A step in a tree of phrases: the classes of the phrase that ends here, and what may follow. */
    static final class Phrases {
        final Map<String, Phrases> next = new HashMap<>();
        int[] types = NONE;
    }

    int named(String name) {
        return ids.computeIfAbsent(name, key -> {
            commonness.add(0);
            return commonness.size() - 1;
        });
    }

    boolean has(String name) {
        return ids.containsKey(name);
    }

    int count() {
        return commonness.size();
    }

    /** A rough measure of how often a class is met in ordinary text. */
    int commonness(int type) {
        return commonness.get(type);
    }

    int commonness(Set<Integer> types) {
        return types.stream().mapToInt(this::commonness).sum();
    }

    /** Adds a word, or a phrase written with underscores, to a class. */
    void put(int type, String entry) {
        String[] parts = entry.split("_");
        commonness.set(type, commonness.get(type) + (parts.length == 1 && COMMON.contains(entry) ? 50 : 1));
        if (parts.length == 1) {
            words.merge(entry, new int[] {type}, Classes::union);
            return;
        }
        if (parts.length > LONGEST) {
            throw new IllegalArgumentException("phrase longer than " + LONGEST + " words: " + entry);
        }
        Phrases at = phrases;
        for (String part : parts) {
            words.putIfAbsent(part, NONE);
            at = at.next.computeIfAbsent(part, key -> new Phrases());
        }
        at.types = union(at.types, new int[] {type});
    }

    Map<String, int[]> words() {
        return words;
    }

    Phrases phrases() {
        return phrases;
    }

    static int[] union(int[] a, int[] b) {
        if (a.length == 0 || a == b) {
            return b;
        }
        int[] both = Arrays.copyOf(a, a.length + b.length);
        int n = a.length;
        for (int each : b) {
            if (Arrays.stream(a).noneMatch(known -> known == each)) {
                both[n++] = each;
            }
        }
        return Arrays.copyOf(both, n);
    }
}
