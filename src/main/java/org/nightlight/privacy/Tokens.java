package org.nightlight.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A text as its words, each with what is known of it. Digits are words too; marks stand between words. */
final class Tokens {
    /**
     * One word: letters, with apostrophes and hyphens inside. A possessive ending is no part of it.
     *
     * @param next where its possessive ending, if any, ends
     */
    record Word(int start, int end, int next, String folded, int known, Shape shape, boolean ordinary, boolean owning) {
        boolean capital() {
            return shape == Shape.CAPITAL || shape == Shape.MIXED;
        }

        boolean is(int flags) {
            return (known & flags) != 0;
        }

        int given() {
            return Lexicon.given(known);
        }

        int surname() {
            return Lexicon.surname(known);
        }
    }

    enum Shape {
        LOWER,
        CAPITAL,
        /** A capital and more inside: McDonald, DeAndre. */
        MIXED,
        UPPER,
        /** A single capital letter. */
        INITIAL,
        NUMBER
    }

    private static final int LONGEST = 40;

    /** Words that are a name only without their accents. */
    private static final Set<String> ACCENTED =
            Set.of("niña", "niñas", "día", "sólo", "más", "él", "mía", "tía", "tío", "río", "año", "sé");

    final String text;
    final List<Word> words = new ArrayList<>();

    private Tokens(String text) {
        this.text = text;
    }

    static Tokens of(String text) {
        Tokens tokens = new Tokens(text);
        int i = 0;
        while (i < text.length()) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                int end = i + 1;
                while (end < text.length() && inside(text, end)) {
                    end++;
                }
                tokens.add(i, end);
                i = end;
            } else {
                i++;
            }
        }
        return tokens;
    }

    int size() {
        return words.size();
    }

    Word at(int i) {
        return words.get(i);
    }

    /** What stands between word {@code i} and the one before it. */
    String before(int i) {
        int from = i == 0 ? 0 : words.get(i - 1).next();
        int to = words.get(i).start();
        return to - from > 6 ? text.substring(to - 6, to) : text.substring(from, to);
    }

    /** What follows word {@code i}, at most six characters. */
    String after(int i) {
        int from = words.get(i).next();
        int to = i + 1 < words.size() ? words.get(i + 1).start() : text.length();
        return text.substring(from, Math.min(to, from + 6));
    }

    /** Whether word {@code i} is the first of a line or a sentence. */
    boolean opens(int i) {
        if (i == 0) {
            return true;
        }
        String gap = before(i);
        for (int at = 0; at < gap.length(); at++) {
            if (".!?\n\r:•*\"“”„»«|".indexOf(gap.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether word {@code i} is the first of its line. */
    boolean firstOfLine(int i) {
        return i == 0 || before(i).indexOf('\n') >= 0;
    }

    boolean lastOfLine(int i) {
        return i == words.size() - 1 || after(i).indexOf('\n') >= 0;
    }

    private static boolean inside(String text, int at) {
        char c = text.charAt(at);
        if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
            return true;
        }
        return (c == '\'' || c == '’' || c == '-' || c == '‐' || c == '‑' || c == '_')
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private void add(int start, int end) {
        int stop = end;
        boolean owning = false;
        if (end - start > 2
                && (text.charAt(end - 1) == 's' || text.charAt(end - 1) == 'S')
                && (text.charAt(end - 2) == '\'' || text.charAt(end - 2) == '’')) {
            stop = end - 2;
            owning = true;
        } else if (text.charAt(end - 1) == 's' && end < text.length() && "'’".indexOf(text.charAt(end)) >= 0) {
            owning = true;
        }
        if (stop - start > LONGEST) {
            words.add(new Word(start, stop, end, "", 0, Shape.NUMBER, true, false));
            return;
        }
        String word = text.substring(start, stop);
        String folded = Folding.folded(word);
        Lexicon lexicon = Lexicon.core();
        int known = ACCENTED.contains(word.toLowerCase(Locale.ROOT)) ? Lexicon.FUNCTION : lexicon.of(folded);
        if (known == 0 && (folded.indexOf('\'') >= 0 || folded.indexOf('-') >= 0)) {
            known = joined(lexicon, folded);
        }
        words.add(new Word(start, stop, end, folded, known, shape(word), lexicon.isWord(folded, known), owning));
    }

    /** What is known of {@code anne-marie}, {@code o'brien} and {@code lopez-garcia} from their parts. */
    private static int joined(Lexicon lexicon, String folded) {
        int whole = lexicon.of(folded.replaceAll("['-]", ""));
        if (whole != 0 && folded.indexOf('-') < 0) {
            return whole & (15 | Lexicon.FUNCTION)
                    | (folded.endsWith("'t") || folded.endsWith("'ll") ? Lexicon.FUNCTION : 0);
        }
        if (folded.indexOf('-') < 0) {
            int mark = folded.indexOf('\'');
            return mark > 1 ? Lexicon.FUNCTION : 0;
        }
        int given = 3;
        int surname = 3;
        boolean word = false;
        for (String part : folded.split("-")) {
            int known = lexicon.of(part.replace("'", ""));
            given = Math.min(given, Lexicon.given(known));
            surname = Math.min(surname, Lexicon.surname(known));
            word |= lexicon.isWord(part, known) && Lexicon.given(known) == 0;
        }
        return given | surname << 2 | (word ? Lexicon.WORD : 0);
    }

    private static Shape shape(String word) {
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isDigit(c) || c == '_') {
                return Shape.NUMBER;
            }
            upper += Character.isUpperCase(c) ? 1 : 0;
            lower += Character.isLowerCase(c) ? 1 : 0;
        }
        if (!Character.isUpperCase(word.charAt(0))) {
            return Shape.LOWER;
        }
        if (lower == 0) {
            return upper == 1 ? Shape.INITIAL : Shape.UPPER;
        }
        return upper == 1 ? Shape.CAPITAL : Shape.MIXED;
    }
}
