package org.nightlight.safety.meaning;

import java.util.Arrays;

/**
 * The words and parts of words of a text as numbers: runs of one to three words, and of three to five letters within a
 * word, so that a misspelt word still shares most of itself with the right one. Numbers are hashes; two may share one.
 */
final class Grams {
    /** How many numbers there are. */
    static final int BUCKETS = 1 << 19;

    private static final int WORDS = 3;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;

    private int[] words = new int[64];
    private int wordCount;
    private int[] letters = new int[256];
    private int letterCount;

    private Grams() {}

    /** @param numbers each once, in order; @param counts how often each occurs; the first {@code ofWords} pairs are of words */
    record Found(int[] numbers, int[] counts, int ofWords) {}

    /** @param folded lower case, without accents */
    static Found of(CharSequence folded, int from, int to) {
        Grams grams = new Grams();
        grams.read(folded, from, to);
        return grams.found();
    }

    private void read(CharSequence text, int from, int to) {
        int[] last = new int[WORDS];
        int known = 0;
        char[] word = new char[64];
        int length = 0;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                if (length < word.length) {
                    word[length++] = c;
                }
            } else if (c != '\'' && length > 0) {
                System.arraycopy(last, 0, last, 1, WORDS - 1);
                last[0] = hash(word, 0, length, 17);
                known = Math.min(WORDS, known + 1);
                runs(last, known);
                parts(word, length);
                length = 0;
            }
        }
    }

    private void runs(int[] last, int known) {
        int hash = 0;
        for (int n = 0; n < known; n++) {
            hash = hash * 0x01000193 + last[n] + n;
            if (wordCount == words.length) {
                words = Arrays.copyOf(words, wordCount * 2);
            }
            words[wordCount++] = bucket(hash);
        }
    }

    private void parts(char[] word, int length) {
        char[] padded = new char[length + 2];
        padded[0] = ' ';
        padded[length + 1] = ' ';
        System.arraycopy(word, 0, padded, 1, length);
        for (int size = SHORTEST; size <= LONGEST; size++) {
            for (int start = 0; start + size <= padded.length; start++) {
                if (letterCount == letters.length) {
                    letters = Arrays.copyOf(letters, letterCount * 2);
                }
                letters[letterCount++] = bucket(hash(padded, start, size, 91));
            }
        }
    }

    private static int hash(char[] chars, int from, int count, int seed) {
        int hash = 0x811c9dc5 ^ seed;
        for (int i = from; i < from + count; i++) {
            hash = (hash ^ chars[i]) * 0x01000193;
        }
        return hash;
    }

    private static int bucket(int hash) {
        int mixed = hash * 0x9e3779b9;
        return (mixed ^ (mixed >>> 15)) & (BUCKETS - 1);
    }

    private Found found() {
        int[] numbers = new int[wordCount + letterCount];
        int[] counts = new int[wordCount + letterCount];
        int ofWords = tally(words, wordCount, numbers, counts, 0);
        int all = tally(letters, letterCount, numbers, counts, ofWords);
        return new Found(Arrays.copyOf(numbers, all), Arrays.copyOf(counts, all), ofWords);
    }

    private static int tally(int[] given, int count, int[] numbers, int[] counts, int at) {
        int[] sorted = Arrays.copyOf(given, count);
        Arrays.sort(sorted);
        for (int i = 0; i < count; i++) {
            if (i > 0 && sorted[i] == sorted[i - 1]) {
                counts[at - 1]++;
            } else {
                numbers[at] = sorted[i];
                counts[at++] = 1;
            }
        }
        return at;
    }
}
