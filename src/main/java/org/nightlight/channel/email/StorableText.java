package org.nightlight.channel.email;

/** Makes any string one that PostgreSQL stores and a page shows: no NUL or other control, no lone surrogate, LF only. */
final class StorableText {
    private StorableText() {}

    static String of(String text) {
        return isStorable(text) ? text : cleaned(text);
    }

    /** The same on one line, cut at {@code limit} characters. */
    static String line(String text, int limit) {
        String line = of(text).replace('\n', ' ').replace('\t', ' ').strip();
        return cut(line, limit);
    }

    /** At most {@code limit} characters, never half a surrogate pair. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c) || isUnwanted(c) || c == '\r') {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                out.append('\uFFFD');
            } else if (!isUnwanted(c)) {
                // Dropped, not replaced: a control within a word must not hide the word from screening
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isUnwanted(char c) {
        return (c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == '\u007F';
    }
}
