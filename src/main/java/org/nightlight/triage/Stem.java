package org.nightlight.triage;

/**
 * Takes a word's ending off. Coarse on purpose: it has to make "story" and "stories" one, not to be a dictionary; it is
 * right when both sides of a comparison went through it.
 */
final class Stem {
    private Stem() {}

    static String of(String word) {
        if (word.length() <= 3 || Character.isDigit(word.charAt(0))) {
            return word;
        }
        String stem = plural(word);
        stem = verb(stem);
        if (stem.length() > 4 && stem.endsWith("ly")) {
            stem = stem.substring(0, stem.length() - 2);
        }
        return stem.length() > 3 && (stem.endsWith("e") || stem.endsWith("y") || stem.endsWith("i"))
                ? stem.substring(0, stem.length() - 1)
                : stem;
    }

    private static String plural(String word) {
        int length = word.length();
        if (word.endsWith("sses") || word.endsWith("ies")) {
            return word.substring(0, length - 2);
        }
        boolean keeps = !word.endsWith("s") || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is");
        return keeps ? word : word.substring(0, length - 1);
    }

    private static String verb(String word) {
        int cut = word.endsWith("ing") ? 3 : word.endsWith("ed") ? 2 : 0;
        int rest = word.length() - cut;
        if (cut == 0 || rest < 3 || !hasVowel(word, rest)) {
            return word;
        }
        boolean doubled = word.charAt(rest - 1) == word.charAt(rest - 2) && "lsz".indexOf(word.charAt(rest - 1)) < 0;
        return word.substring(0, doubled ? rest - 1 : rest);
    }

    private static boolean hasVowel(String word, int end) {
        for (int i = 0; i < end; i++) {
            if ("aeiouy".indexOf(word.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
