package org.nightlight.channel.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parameters of {@code Content-Type} and {@code Content-Disposition}: RFC 2045, 2231, and the encoded words some put in. */
final class FieldParameters {
    private static final int MOST = 200;

    private FieldParameters() {}

    static Optional<String> read(String header, String wanted) {
        Map<String, String> parameters = split(header);
        String plain = parameters.get(wanted);
        String extended = parameters.get(wanted + "*");
        if (extended != null) {
            return Optional.of(extended(extended));
        }
        if (parameters.containsKey(wanted + "*0") || parameters.containsKey(wanted + "*0*")) {
            return Optional.of(continued(parameters, wanted));
        }
        return Optional.ofNullable(plain).map(EncodedWords::decode);
    }

    private static String continued(Map<String, String> parameters, String wanted) {
        boolean encoded = parameters.containsKey(wanted + "*0*");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < MOST; i++) {
            String piece = parameters.get(wanted + "*" + i + "*");
            String plain = parameters.get(wanted + "*" + i);
            if (piece == null && plain == null) {
                break;
            }
            all.append(piece != null ? piece : encoded ? String.valueOf(plain).replace("%", "%25") : plain);
        }
        return encoded ? extended(all.toString()) : EncodedWords.decode(all.toString());
    }

    /** {@code charset'language'percent-encoded} to text. */
    private static String extended(String value) {
        int first = value.indexOf('\'');
        int second = first < 0 ? -1 : value.indexOf('\'', first + 1);
        String charset = second < 0 ? "utf-8" : value.substring(0, first);
        return Charsets.decode(percent(value.substring(second + 1)), charset).text();
    }

    private static byte[] percent(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            boolean room = i + 2 < text.length();
            int high = room ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = room ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (text.charAt(i) == '%' && high >= 0 && low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                byte[] bytes = String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8);
                out.write(bytes, 0, bytes.length);
            }
        }
        return out.toByteArray();
    }

    private static Map<String, String> split(String header) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = header.indexOf(';');
        while (at >= 0 && at < header.length() && parameters.size() < MOST) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = header.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            int semicolon = name.lastIndexOf(';');
            name = name.substring(semicolon + 1).strip();
            StringBuilder value = new StringBuilder();
            at = value(header, equals + 1, value);
            parameters.putIfAbsent(name, value.toString());
        }
        return parameters;
    }

    /** Reads a token or quoted string from {@code at}; returns where the next semicolon stands, or -1. */
    private static int value(String header, int at, StringBuilder out) {
        int i = at;
        while (i < header.length() && Character.isWhitespace(header.charAt(i))) {
            i++;
        }
        boolean quoted = i < header.length() && header.charAt(i) == '"';
        i += quoted ? 1 : 0;
        for (; i < header.length(); i++) {
            char c = header.charAt(i);
            if (quoted && c == '\\' && i + 1 < header.length()) {
                out.append(header.charAt(++i));
            } else if (quoted && c == '"') {
                return header.indexOf(';', i);
            } else if (!quoted && c == ';') {
                break;
            } else {
                out.append(c);
            }
        }
        if (!quoted) {
            String token = out.toString().strip();
            out.setLength(0);
            out.append(token);
        }
        return i < header.length() ? i : -1;
    }
}
