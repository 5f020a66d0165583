package org.nightlight.safety;

import java.text.Normalizer;

/**
 * A text folded for reading: compatibility forms made plain, accents and invisible characters dropped, look-alike
 * letters of other scripts made Latin, lower case; with the way back to the raw text for every character.
 */
final class Fold {
    private static final String LOOK_ALIKE_FROM = "аеорсухіјѕԁһвкмнтɡгӏαοερτυνικχοβηƖɩıøł";
    private static final String LOOK_ALIKE_TO = "aeopcyxijsdhbkmhtgrlaoeptuvikxobhlliol";

    private char[] chars;
    private int[] from;
    private int length;
    private int latin;
    private int foreign;

    private Fold(int capacity) {
        chars = new char[capacity];
        from = new int[capacity + 1];
    }

    static Fold of(String raw) {
        Fold fold = new Fold(raw.length() + 16);
        for (int i = 0; i < raw.length(); ) {
            char c = raw.charAt(i);
            if (c < 0x80) {
                fold.addAscii(c, i);
                i++;
            } else {
                int point = raw.codePointAt(i);
                fold.addOther(point, i);
                i += Character.charCount(point);
            }
        }
        fold.from[fold.length] = raw.length();
        return fold;
    }

    int length() {
        return length;
    }

    char at(int i) {
        return chars[i];
    }

    String text(int start, int end) {
        return new String(chars, start, end - start);
    }

    /** Where the folded character at {@code i} begins in the raw text; the raw length for the end. */
    int raw(int i) {
        return from[i];
    }

    /** Where, in the raw text, the folded character before {@code end} ends. */
    int rawEnd(int end, String raw) {
        int last = from[end - 1];
        return last + Character.charCount(raw.codePointAt(last));
    }

    /** Letters of the Latin script, look-alikes in a Latin text not counted. */
    int latin() {
        return latin;
    }

    /** Letters of every other script. */
    int foreign() {
        return foreign;
    }

    private void addAscii(char c, int at) {
        if (c >= 'A' && c <= 'Z') {
            latin++;
            add((char) (c + 32), at);
        } else {
            if (c >= 'a' && c <= 'z') {
                latin++;
            }
            add(c < ' ' && c != '\n' && c != '\r' && c != '\t' ? ' ' : c, at);
        }
    }

    private void addOther(int point, int at) {
        int type = Character.getType(point);
        switch (type) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return; // zero-width characters, joiners and stacked marks carry nothing that we read
            }
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {
                add(' ', at);
                return;
            }
            default -> {}
        }
        if (point == '\u2019' || point == '\u2018' || point == '\u00b4') {
            add('\'', at);
        } else if (point == '\u201c' || point == '\u201d' || point == '\u00ab' || point == '\u00bb') {
            add('"', at);
        } else if (point == '\u00bf' || point == '\u00a1') {
            add('\n', at);
            add('\n', at);
        } else if (point >= 0x1f000 || (point >= 0x2600 && point < 0x27c0)) {
            addEmoji(point, at);
        } else {
            addPlain(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD), at);
        }
    }

    /** Emoji stay as they are; tokens made of one are words like others. Letters in boxes and circles become letters. */
    private void addEmoji(int point, int at) {
        if (point >= 0x1f1e6 && point <= 0x1f1ff) {
            add((char) ('a' + point - 0x1f1e6), at);
        } else if (point >= 0x1f130 && point <= 0x1f149) {
            add((char) ('a' + point - 0x1f130), at);
        } else if (point >= 0x1f170 && point <= 0x1f189) {
            add((char) ('a' + point - 0x1f170), at);
        } else {
            for (char c : Character.toChars(point)) {
                add(c, at);
            }
        }
    }

    private void addPlain(String plain, int at) {
        for (int i = 0; i < plain.length(); i++) {
            char c = Character.toLowerCase(plain.charAt(i));
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            boolean letter = Character.isLetter(c);
            int alike = LOOK_ALIKE_FROM.indexOf(c);
            if (letter && (c < 0x250)) {
                latin++;
            } else if (letter) {
                foreign++;
            }
            add(alike >= 0 ? LOOK_ALIKE_TO.charAt(alike) : c, at);
        }
    }

    private void add(char c, int at) {
        if (length == chars.length) {
            chars = java.util.Arrays.copyOf(chars, chars.length * 2);
            from = java.util.Arrays.copyOf(from, chars.length + 1);
        }
        chars[length] = c;
        from[length++] = at;
    }
}
