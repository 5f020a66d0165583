package org.nightlight.channel.email;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds in a forwarded mail who wrote it first, by the headers that mail programs put above what they forward. */
public final class Forwards {
    private static final int LINES = 400;

    private static final Pattern FORWARD = Pattern.compile(
            "(?iu)^\\s{0,5}(?:fwd?|wg|wtr|tr|rv|rev|enc|i|inoltra|doorst|fs|vb|vs|vl|vid|pd|fnt|ilt|továbbítás|переслать|пересл|转发|轉寄|転送|إعادة توجيه|הועבר)\\s?[:：]");

    private static final Pattern REPLY = Pattern.compile(
            "(?iu)^\\s{0,5}(?:re|aw|antw|sv|vá|odp|res|ri|ref|rif|r|回复|回覆|返信|رد|תשובה)(?:\\[\\d{1,3}])?\\s?[:：]");

    private Forwards() {}

    /**
     * @param text the whole of what was written, history included
     * @return who wrote what is forwarded; empty when the mail is no forward, or names no address
     */
    static Optional<Mailbox> of(String subject, String text) {
        boolean said = FORWARD.matcher(subject).find();
        if (!said && REPLY.matcher(subject).find()) {
            return Optional.empty();
        }
        return original(text);
    }

    /** The first sender that a block of headers in the text names. */
    public static Optional<Mailbox> original(String text) {
        List<String> lines = text.lines()
                .limit(LINES)
                .map(line -> line.replaceFirst("^[>\\s|]{1,20}", ""))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            if (ReplyText.isHeaderBlock(lines, i)) {
                return sender(lines, i);
            }
        }
        return Optional.empty();
    }

    private static Optional<Mailbox> sender(List<String> lines, int at) {
        for (int i = at; i < Math.min(lines.size(), at + 8); i++) {
            if (QuoteSigns.isFromLine(lines.get(i))) {
                String value = lines.get(i)
                        .replaceFirst("^[^:：]{1,40}[:：]", "")
                        .replace("*", "")
                        .replaceAll("(?i)\\[mailto:([^\\]\\s]{1,250})]", "<$1>")
                        .replaceAll("(?i)<mailto:[^>\\s]{1,250}>", "")
                        .strip();
                return AddressHeader.read(value).shown().stream()
                        .filter(each -> each.email().isPresent())
                        .findFirst();
            }
        }
        return Optional.empty();
    }
}
