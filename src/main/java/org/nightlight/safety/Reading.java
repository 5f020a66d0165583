package org.nightlight.safety;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A part as words: for each, its classes in a pack, the phrases that begin there, and where it stands in the raw text. */
final class Reading {
    private static final int[] NONE = Classes.NONE;

    private final List<List<String>> spellings = new ArrayList<>();
    private int[] from = new int[64];
    private int[] to = new int[64];
    private boolean[] spoken = new boolean[64];
    private int[][] types = new int[64][];
    private int[][] phrases = new int[64][];
    private int size;

    /** Adds a word under every spelling that the pack knows it by; none when the pack does not know it. */
    void add(List<String> known, int[] classes, int start, int end, boolean inQuotes) {
        if (size == from.length) {
            int more = size * 2;
            from = Arrays.copyOf(from, more);
            to = Arrays.copyOf(to, more);
            spoken = Arrays.copyOf(spoken, more);
            types = Arrays.copyOf(types, more);
            phrases = Arrays.copyOf(phrases, more);
        }
        spellings.add(known);
        types[size] = classes;
        phrases[size] = NONE;
        from[size] = start;
        to[size] = end;
        spoken[size++] = inQuotes;
    }

    /** Marks the end of a sentence; several in a row are one. */
    void addBreak(int at) {
        if (size > 0 && types[size - 1] != null) {
            add(List.of(), NONE, at, at, false);
            types[size - 1] = null;
        }
    }

    /** Finds the phrases that begin at each word. */
    void findPhrases(Classes.Phrases tree, Deadline deadline) {
        for (int i = 0; i < size; i++) {
            if ((i & 0x3ff) == 0) {
                deadline.check();
            }
            walk(tree, i, i);
        }
    }

    private void walk(Classes.Phrases node, int start, int i) {
        for (int type : node.types) {
            int[] old = phrases[start];
            int[] more = Arrays.copyOf(old, old.length + 2);
            more[old.length] = i - start;
            more[old.length + 1] = type;
            phrases[start] = more;
        }
        if (node.next.isEmpty() || i >= size || types[i] == null) {
            return;
        }
        for (String spelling : spellings.get(i)) {
            Classes.Phrases next = node.next.get(spelling);
            if (next != null) {
                walk(next, start, i + 1);
            }
        }
    }

    int size() {
        return size;
    }

    boolean isBreak(int i) {
        return types[i] == null;
    }

    int[] types(int i) {
        int[] all = types[i];
        return all == null ? NONE : all;
    }

    /** Whether the word is of a class. */
    boolean is(int i, int type) {
        for (int each : types(i)) {
            if (each == type) {
                return true;
            }
        }
        return false;
    }

    /** Whether any word is of a class. */
    boolean holds(int type) {
        for (int i = 0; i < size; i++) {
            if (is(i, type)) {
                return true;
            }
        }
        return false;
    }

    /** Pairs of length in words and class. */
    int[] phrases(int i) {
        return phrases[i];
    }

    /** Whether the word stands inside quotation marks. */
    boolean isSpoken(int i) {
        return spoken[i];
    }

    int start(int i) {
        return from[i];
    }

    int end(int i) {
        return to[i];
    }
}
