package org.nightlight.channel.email;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailboxes of an address header (RFC 5322), as senders write it. Splits before it decodes, so that a comma
 * within an encoded name parts nothing; where quotes or brackets never close, every address in the header is taken.
 */
final class AddressHeader {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;:\"()\\[\\]@]{1,64}@[^\\s<>,;:\"()\\[\\]@]{1,253}");

    private AddressHeader() {}

    static Recipients read(@Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return new Recipients(List.of(), 0);
        }
        List<String> pieces = new ArrayList<>();
        boolean closed = split(raw, pieces);
        List<Mailbox> shown = new ArrayList<>();
        int count = 0;
        if (closed) {
            for (String piece : pieces) {
                Mailbox mailbox = mailbox(piece);
                if (!mailbox.address().isEmpty()) {
                    count++;
                    keep(shown, mailbox);
                }
            }
        }
        if (count > 0) {
            return new Recipients(shown, count);
        }
        Matcher address = ADDRESS.matcher(raw);
        while (address.find()) {
            count++;
            keep(shown, new Mailbox("", StorableText.line(address.group(), 320)));
        }
        return new Recipients(shown, count);
    }

    private static void keep(List<Mailbox> shown, Mailbox mailbox) {
        if (shown.size() < Recipients.KEPT) {
            shown.add(mailbox);
        }
    }

    /** Splits at top-level commas and semicolons; a group's name is dropped. False when something never closed. */
    private static boolean split(String raw, List<String> pieces) {
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        boolean angle = false;
        int comment = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' && (quoted || comment > 0) && i + 1 < raw.length()) {
                piece.append(c).append(raw.charAt(++i));
                continue;
            }
            if (c == '"' && comment == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                comment++;
            } else if (!quoted && c == ')' && comment > 0) {
                comment--;
            } else if (!quoted && comment == 0 && c == '<') {
                angle = true;
            } else if (!quoted && comment == 0 && c == '>') {
                angle = false;
            } else if (!quoted && comment == 0 && !angle && (c == ',' || c == ';')) {
                pieces.add(piece.toString());
                piece.setLength(0);
                continue;
            } else if (!quoted && comment == 0 && !angle && c == ':' && piece.indexOf("@") < 0) {
                piece.setLength(0);
                continue;
            }
            piece.append(c);
        }
        pieces.add(piece.toString());
        return !quoted && !angle && comment == 0;
    }

    private static Mailbox mailbox(String piece) {
        int open = outsideQuotes(piece);
        if (open >= 0) {
            int close = piece.indexOf('>', open);
            String address = piece.substring(open + 1, close < 0 ? piece.length() : close);
            String after = close < 0 ? "" : piece.substring(close + 1);
            String name = name(piece.substring(0, open));
            return new Mailbox(name.isEmpty() ? comment(after) : name, address(address));
        }
        String address = address(withoutComments(piece));
        return address.contains("@") ? new Mailbox(comment(piece), address) : new Mailbox("", "");
    }

    private static int outsideQuotes(String piece) {
        boolean quoted = false;
        int last = -1;
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                last = i;
            }
        }
        return last;
    }

    private static String address(String text) {
        String bare = StorableText.line(text, 320).replace(" ", "");
        // A source route (RFC 822) stands before the colon
        int colon = bare.startsWith("@") ? bare.indexOf(':') : -1;
        return bare.substring(colon + 1);
    }

    private static String name(String text) {
        String name = withoutComments(text).strip();
        if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1);
        }
        name = name.replaceAll("\\\\(.)", "$1");
        return StorableText.line(EncodedWords.decode(name), 200);
    }

    private static String comment(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        return open < 0 || close < open
                ? ""
                : StorableText.line(EncodedWords.decode(text.substring(open + 1, close)), 200);
    }

    private static String withoutComments(String text) {
        if (text.indexOf('(') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && depth == 0) {
                quoted = !quoted;
            }
            if (c == '(' && !quoted) {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
