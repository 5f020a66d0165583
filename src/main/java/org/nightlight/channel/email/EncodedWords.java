package org.nightlight.channel.email;

import java.io.ByteArrayOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the encoded words of RFC 2047. Neighbours in one charset are joined as bytes before decoding, because many
 * senders cut a character in two between them; mime4j decodes word by word and would lose it.
 */
final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s*]{1,60})(?:\\*[^?\\s]{0,20})?\\?([bBqQ])\\?([^?]*)\\?=");

    private EncodedWords() {}

    static String decode(String raw) {
        if (!raw.contains("=?")) {
            return raw;
        }
        StringBuilder out = new StringBuilder();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        String charset = "";
        int end = 0;
        Matcher word = WORD.matcher(raw);
        while (word.find()) {
            String between = raw.substring(end, word.start());
            boolean neighbour = end > 0 && between.isBlank();
            if (!neighbour || !charset.equalsIgnoreCase(word.group(1))) {
                flush(pending, charset, out);
                out.append(neighbour ? "" : between);
                charset = word.group(1);
            }
            byte[] bytes = word.group(2).equalsIgnoreCase("b") ? base64(word.group(3)) : quoted(word.group(3));
            pending.write(bytes, 0, bytes.length);
            end = word.end();
        }
        flush(pending, charset, out);
        return out.append(raw.substring(end)).toString();
    }

    private static void flush(ByteArrayOutputStream pending, String charset, StringBuilder out) {
        if (pending.size() > 0) {
            out.append(Charsets.decode(pending.toByteArray(), charset).text());
            pending.reset();
        }
    }

    /** Base64 as found in headers: stray characters skipped, missing padding forgiven. */
    static byte[] base64(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value >= 0) {
                held = (held << 6 | value) & 0xFFFFFF;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    out.write(held >> bits);
                }
            } else if (text.charAt(i) == '=') {
                bits = 0;
            }
        }
        return out.toByteArray();
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_') {
                out.write(' ');
            } else if (c == '=' && i + 2 < text.length() && hex(text, i + 1) >= 0) {
                out.write(hex(text, i + 1));
                i += 2;
            } else {
                byte[] utf8 = String.valueOf(c).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                out.write(utf8, 0, utf8.length);
            }
        }
        return out.toByteArray();
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
