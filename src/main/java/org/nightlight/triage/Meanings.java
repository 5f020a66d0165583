package org.nightlight.triage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Words and short phrases of one meaning; the longest phrase wins. */
final class Meanings {
    private static final int LONGEST_PHRASE = 5;

    private final Map<String, String> byPhrase = new HashMap<>();

    /**
     * A word of a message, or the words that have one meaning together.
     *
     * @param first index of the first token
     * @param last index of the last token
     * @param name the meaning as {@code <meaning>}, or the stem of a plain word
     * @param known whether it has a meaning
     */
    record Unit(int first, int last, String name, boolean known, int sentence) {}

    /** @param phrases the words and phrases of each meaning, in our own spelling */
    Meanings(Map<String, List<String>> phrases) {
        phrases.forEach((meaning, list) -> list.forEach(phrase -> byPhrase.putIfAbsent(stems(phrase), meaning)));
    }

    /** All meanings, as units name them. */
    Set<String> names() {
        return byPhrase.values().stream().map(Meanings::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The tokens as units, in order, each in exactly one. */
    List<Unit> units(List<Token> tokens) {
        List<Unit> units = new ArrayList<>(tokens.size());
        for (int i = 0; i < tokens.size(); ) {
            Unit unit = longest(tokens, i);
            units.add(unit);
            i = unit.last() + 1;
        }
        return units;
    }

    private Unit longest(List<Token> tokens, int from) {
        Token first = tokens.get(from);
        Unit best = new Unit(from, from, first.stem(), false, first.sentence());
        StringBuilder phrase = new StringBuilder();
        int limit = Math.min(tokens.size(), from + LONGEST_PHRASE);
        for (int i = from; i < limit && tokens.get(i).sentence() == first.sentence(); i++) {
            phrase.append(i == from ? "" : " ").append(tokens.get(i).stem());
            String meaning = byPhrase.get(phrase.toString());
            if (meaning != null) {
                best = new Unit(from, i, name(meaning), true, first.sentence());
            }
        }
        return best;
    }

    private static String name(String meaning) {
        return "<" + meaning + ">";
    }

    private static String stems(String phrase) {
        return String.join(
                " ", Letter.read("", phrase).tokens().stream().map(Token::stem).toList());
    }
}
