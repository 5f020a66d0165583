package org.nightlight.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a folded text into the words of a pack, joining what was spaced out and splitting what was run together. */
final class Reader {
    /** A word longer than this is cut: no word is, and cost must not grow with it. */
    private static final int LONGEST_WORD = 48;

    private final Spelling spelling;
    private final Map<String, int[]> classes;

    private static final String NUMBER = "#";

    Reader(Spelling spelling, Map<String, int[]> classes) {
        this.spelling = spelling;
        this.classes = classes;
    }

    Reading read(String raw, Deadline deadline) {
        Fold fold = Fold.of(raw);
        Reading reading = new Reading();
        boolean quoted = false;
        int steps = 0;
        for (int i = 0; i < fold.length(); ) {
            if ((++steps & 0x3ff) == 0) {
                deadline.check();
            }
            char c = fold.at(i);
            if (isWordStart(fold, i)) {
                int end = spacedOut(fold, i);
                if (end > i && joined(fold, i, end, quoted, raw, reading)) {
                    i = end;
                } else {
                    end = wordEnd(fold, i);
                    word(fold, i, end, quoted, raw, reading);
                    i = end;
                }
            } else if (Character.isHighSurrogate(c) || c >= 0x2600 && c < 0x27c0) {
                int end = Math.min(fold.length(), i + (Character.isHighSurrogate(c) ? 2 : 1));
                emit(fold.text(i, end), fold, i, end, quoted, raw, reading);
                i = end;
            } else {
                if (c == '"') {
                    quoted = !quoted;
                } else if (isBreak(fold, i)) {
                    reading.addBreak(fold.raw(i));
                    quoted &= !isParagraph(fold, i);
                }
                i++;
            }
        }
        return reading;
    }

    private static boolean isLetter(char c) {
        return c < 0x80 ? c >= 'a' && c <= 'z' : Character.isLetter(c);
    }

    private static boolean isWordStart(Fold fold, int i) {
        char c = fold.at(i);
        return isLetter(c)
                || c >= '0' && c <= '9'
                || (c == '$' || c == '@') && i + 1 < fold.length() && isLetter(fold.at(i + 1));
    }

    private static int wordEnd(Fold fold, int start) {
        int i = start + 1;
        while (i < fold.length() && i - start < LONGEST_WORD) {
            char c = fold.at(i);
            boolean inside = isLetter(c)
                    || c >= '0' && c <= '9'
                    || "'!|*@$+".indexOf(c) >= 0 && i + 1 < fold.length() && isWordInside(fold.at(i + 1));
            if (!inside) {
                break;
            }
            i++;
        }
        return i;
    }

    private static boolean isWordInside(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || "*@$|".indexOf(c) >= 0;
    }

    /** The end of a sentence: a full stop before a space, a question or exclamation mark, an empty line. */
    private static boolean isBreak(Fold fold, int i) {
        char c = fold.at(i);
        if (c == '!' || c == '?' || c == ';') {
            return true;
        }
        if (c == '.') {
            char before = i > 0 ? fold.at(i - 1) : ' ';
            char after = i + 1 < fold.length() ? fold.at(i + 1) : ' ';
            return before != '.' && after != '.' && !isLetter(after);
        }
        return isParagraph(fold, i);
    }

    private static boolean isParagraph(Fold fold, int i) {
        if (fold.at(i) != '\n') {
            return false;
        }
        for (int j = i + 1; j < fold.length() && j < i + 8; j++) {
            char c = fold.at(j);
            if (c == '\n') {
                return true;
            }
            if (c != ' ' && c != '\r' && c != '\t') {
                return false;
            }
        }
        return false;
    }

    /** Where a run of at least three single letters with one separator between each ends, or {@code start} for none. */
    private static int spacedOut(Fold fold, int start) {
        int i = start;
        int letters = 0;
        while (i < fold.length() && isSingle(fold, i) && letters < LONGEST_WORD) {
            letters++;
            if (i + 2 < fold.length() && !isLetterOrDigit(fold.at(i + 1)) && isSingle(fold, i + 2)) {
                i += 2;
            } else if (i + 3 < fold.length()
                    && !isLetterOrDigit(fold.at(i + 1))
                    && !isLetterOrDigit(fold.at(i + 2))
                    && isSingle(fold, i + 3)) {
                i += 3;
            } else {
                i++;
                break;
            }
        }
        return letters >= 3 ? i : start;
    }

    private static boolean isSingle(Fold fold, int i) {
        return isLetterOrDigit(fold.at(i)) && (i + 1 >= fold.length() || !isLetterOrDigit(fold.at(i + 1)));
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || c >= '0' && c <= '9';
    }

    private boolean joined(Fold fold, int start, int end, boolean quoted, String raw, Reading reading) {
        StringBuilder letters = new StringBuilder();
        List<Integer> at = new ArrayList<>();
        for (int i = start; i < end; i++) {
            if (isLetterOrDigit(fold.at(i))) {
                letters.append(fold.at(i));
                at.add(i);
            }
        }
        at.add(end);
        String word = letters.toString();
        List<String> known = spelling.of(word);
        if (known.stream().anyMatch(spelling::isWeighty)) {
            add(known, fold, start, end, quoted, raw, reading);
            return true;
        }
        int[] cuts = split(word, 2);
        for (int i = 0; i + 1 < cuts.length; i++) {
            int last = at.get(cuts[i + 1] - 1) + 1;
            emit(word.substring(cuts[i], cuts[i + 1]), fold, at.get(cuts[i]), last, quoted, raw, reading);
        }
        return cuts.length > 0;
    }

    private void word(Fold fold, int start, int end, boolean quoted, String raw, Reading reading) {
        String word = fold.text(start, end);
        List<String> known = spelling.of(word);
        if (!known.isEmpty() || spelling.isPlain(word)) {
            add(known, fold, start, end, quoted, raw, reading);
            return;
        }
        int symbol = firstSymbol(word);
        if (symbol > 0) {
            word(fold, start, start + symbol, quoted, raw, reading);
            if (word.charAt(symbol) == '!') {
                reading.addBreak(fold.raw(start + symbol));
            }
            int rest = start + symbol;
            while (rest < end && !isLetterOrDigit(fold.at(rest))) {
                rest++;
            }
            if (rest < end) {
                word(fold, rest, end, quoted, raw, reading);
            }
            return;
        }
        int[] cuts = word.length() >= 6 ? split(word, 3) : Classes.NONE;
        if (cuts.length == 0) {
            if (!joinedToLast(word, fold, start, end, raw, reading)) {
                add(isNumber(word) ? List.of(NUMBER) : known, fold, start, end, quoted, raw, reading);
            }
            return;
        }
        for (int i = 0; i + 1 < cuts.length; i++) {
            String piece = word.substring(cuts[i], cuts[i + 1]);
            emit(piece, fold, start + cuts[i], start + cuts[i + 1], quoted, raw, reading);
        }
    }

    /** {@code sui cide}: an unknown word that makes a weighty one with the unknown word before it. */
    private boolean joinedToLast(String word, Fold fold, int start, int end, String raw, Reading reading) {
        int i = start;
        while (i > 0 && start - i < 3 && !isLetterOrDigit(fold.at(i - 1))) {
            i--;
        }
        int from = i;
        while (from > 0 && i - from < 12 && isLetterOrDigit(fold.at(from - 1))) {
            from--;
        }
        if (from == i || i == start) {
            return false;
        }
        String both = fold.text(from, i) + word;
        if (both.length() < 5 || !spelling.knows(both) || !spelling.isWeighty(both)) {
            return false;
        }
        add(spelling.of(both), fold, from, end, false, raw, reading);
        return true;
    }

    private static int firstSymbol(String word) {
        for (int i = 1; i < word.length(); i++) {
            if ("!|*@$+".indexOf(word.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNumber(String word) {
        return word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void emit(String word, Fold fold, int start, int end, boolean quoted, String raw, Reading reading) {
        add(isNumber(word) ? List.of(NUMBER) : spelling.of(word), fold, start, end, quoted, raw, reading);
    }

    private void add(List<String> known, Fold fold, int start, int end, boolean quoted, String raw, Reading reading) {
        int[] types = Classes.NONE;
        for (String each : known) {
            types = Classes.union(types, classes.getOrDefault(each, Classes.NONE));
        }
        reading.add(known, types, fold.raw(start), fold.rawEnd(end, raw), quoted);
    }

    /**
     * Cuts a run of letters into the fewest words of the pack, one of them weighty: the places of the cuts with both
     * ends, or nothing. A single letter is a word only where it is {@code i}.
     */
    private int[] split(String word, int shortest) {
        int n = word.length();
        int[] pieces = new int[n + 1];
        int[] previous = new int[n + 1];
        java.util.Arrays.fill(pieces, 1, n + 1, Integer.MAX_VALUE);
        for (int end = 1; end <= n; end++) {
            for (int start = Math.max(0, end - 12); start < end; start++) {
                if (pieces[start] < Integer.MAX_VALUE - 1
                        && pieces[start] + 1 < pieces[end]
                        && isPiece(word, start, end)) {
                    pieces[end] = pieces[start] + 1;
                    previous[end] = start;
                }
            }
        }
        if (pieces[n] == Integer.MAX_VALUE || pieces[n] < 2) {
            return Classes.NONE;
        }
        int[] cuts = new int[pieces[n] + 1];
        boolean weighty = false;
        int end = n;
        for (int i = pieces[n]; i > 0; i--) {
            cuts[i] = end;
            weighty |= spelling.isWeighty(word.substring(previous[end], end));
            end = previous[end];
        }
        return weighty || n > 9 && shortest == 2 ? cuts : Classes.NONE;
    }

    private boolean isPiece(String word, int start, int end) {
        int length = end - start;
        return length == 1 ? word.charAt(start) == 'i' : spelling.knows(word.substring(start, end));
    }
}
