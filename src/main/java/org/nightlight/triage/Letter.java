package org.nightlight.triage;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of a message that say what it is about: without "Re:", greetings, quoted history and signatures. Positions are
 * those of the message as it was given. Any text is accepted; of a very long one the beginning is read.
 */
record Letter(List<Token> tokens) {
    private static final int LONGEST = 20_000;
    private static final int MOST_WORDS = 400;
    private static final int LONGEST_WORD = 40;

    private static final Pattern PREFIX =
            Pattern.compile("(?i)\\A(?:\\s*(?:re|fwd?|aw|wg|rv|reenv)\\s*(?:\\[\\d+])?\\s*:|\\s*\\[[^\\]]{1,30}])+");
    private static final Pattern GREETING = Pattern.compile("(?i)\\A\\s*(?:hi|hello|hey|hiya|dear|greetings|good"
            + " (?:morning|afternoon|evening|day)|hola|buen[oa]s?(?: (?:d[ií]as?|tardes|noches))?|estimad[oa]s?|querid[oa]s?)\\b"
            + "(?:\\s+(?:there|all|team|support|everyone|sir|madam|or|folks|customer|service|help|desk|storytailor|a todos|todos|equipo|de|soporte)\\b)*"
            + "(?:[^\\n,!.?]{0,25}(?=[,!]\\s*(?:\\n|\\z)))?[\\s,!.:-]*");
    private static final Pattern QUOTE_HEAD = Pattern.compile(
            "(?i)\\s*(?:on\\b.{5,120}\\bwrote:|el\\b.{5,120}\\bescribi[oó]:"
                    + "|-{2,}\\s*(?:original message|forwarded message|mensaje original).*|_{10,}|begin forwarded message:)\\s*");
    private static final Pattern CLOSING = Pattern.compile(
            "(?i)\\s*(?:--\\s*|(?:many |kind |best |warm )?(?:thanks|thank you|thx|regards|wishes"
                    + "|cheers|best|sincerely|yours|gracias|saludos|atentamente|un saludo|muchas gracias)\\b.{0,40}|sent from my .{1,40}|enviado desde .{1,40})");

    static Letter read(String subject, String text) {
        List<Token> tokens = new ArrayList<>();
        int sentence = words(Reason.SUBJECT, subject, prefixLength(subject), end(subject), 0, tokens);
        body(text, true, sentence + 1, tokens);
        if (tokens.isEmpty()) { // nothing but a greeting or a quote: better that than nothing
            body(text, false, sentence + 1, tokens);
        }
        return new Letter(List.copyOf(tokens));
    }

    private static int end(String part) {
        return Math.min(part.length(), LONGEST);
    }

    private static int prefixLength(String subject) {
        var prefix = PREFIX.matcher(subject).region(0, Math.min(subject.length(), 200));
        return prefix.lookingAt() ? prefix.end() : 0;
    }

    /** Reads line by line; {@code strict} leaves out what others or habit wrote. */
    private static void body(String text, boolean strict, int sentence, List<Token> tokens) {
        int end = end(text);
        int from = strict ? greetingLength(text, end) : 0;
        int number = sentence;
        while (from < end && tokens.size() < MOST_WORDS) {
            int newline = text.indexOf('\n', from);
            int lineEnd = newline < 0 || newline > end ? end : newline;
            String line = text.substring(from, Math.min(lineEnd, from + 200));
            number += line.isBlank() ? 1 : 0; // mail is wrapped within sentences: only an empty line ends one
            if (strict && QUOTE_HEAD.matcher(line).matches()) {
                return;
            }
            if (strict
                    && tokens.size() > 2
                    && CLOSING.matcher(line).matches()
                    && onlySignatureFollows(text, lineEnd, end)) {
                return;
            }
            if (!strict || !line.stripLeading().startsWith(">")) {
                number = words(Reason.TEXT, text, from, lineEnd, number, tokens);
            }
            from = lineEnd + 1;
        }
    }

    private static int greetingLength(String text, int end) {
        var greeting = GREETING.matcher(text).region(0, Math.min(end, 200));
        return greeting.lookingAt() ? greeting.end() : 0;
    }

    /** A name, a title, a phone number: few and short lines. A longer rest still belongs to the message. */
    private static boolean onlySignatureFollows(String text, int from, int end) {
        List<String> rest = text.substring(from, Math.min(end, from + 2_000))
                .lines()
                .filter(line -> !line.isBlank())
                .takeWhile(line -> !QUOTE_HEAD.matcher(line).matches()
                        && !line.stripLeading().startsWith(">"))
                .toList();
        return rest.size() <= 6 && rest.stream().allMatch(line -> line.length() < 60);
    }

    /** Appends the words between two positions and returns the number of the last sentence. */
    private static int words(String where, String part, int from, int to, int sentence, List<Token> tokens) {
        StringBuilder word = new StringBuilder();
        int number = sentence;
        int start = from;
        for (int i = from; i < to; i++) {
            char c = part.charAt(i);
            if (isInside(c)) {
                continue;
            }
            char folded = fold(c);
            if (Character.isLetterOrDigit(folded)) {
                if (word.isEmpty()) {
                    start = i;
                }
                append(word, folded);
                continue;
            }
            add(where, start, i, word, number, tokens);
            if (".?!;\n".indexOf(c) >= 0) {
                number++;
            }
        }
        add(where, start, to, word, number, tokens);
        return number;
    }

    /** Apostrophes, marks and invisible characters stand inside words: "can't" is "cant". */
    private static boolean isInside(char c) {
        return c == '\''
                || c == '\u2019'
                || c == '\u00AD'
                || (c >= '\u200B' && c <= '\u200F')
                || c == '\uFEFF'
                || (c >= '\u0300' && c <= '\u036F');
    }

    private static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (Character.isSurrogate(c)) {
            return ' ';
        }
        return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .charAt(0);
    }

    /** "sooooo" is "so": a third letter of a kind is dropped with the second. */
    private static void append(StringBuilder word, char c) {
        int length = word.length();
        if (length >= LONGEST_WORD) {
            return;
        }
        boolean third =
                length >= 2 && Character.isLetter(c) && word.charAt(length - 1) == c && word.charAt(length - 2) == c;
        if (!third) {
            word.append(c);
        }
    }

    private static void add(String where, int start, int end, StringBuilder word, int sentence, List<Token> tokens) {
        if (word.isEmpty()) {
            return;
        }
        if (tokens.size() < MOST_WORDS) {
            String whole = word.toString();
            tokens.add(new Token(where, start, end, whole, Stem.of(whole), sentence));
        }
        word.setLength(0);
    }
}
