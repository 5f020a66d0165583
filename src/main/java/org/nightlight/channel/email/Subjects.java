package org.nightlight.channel.email;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A mail's subject without what programs put before it: answers, forwards, our own ticket number, a gateway's mark. */
public final class Subjects {
    /** So many layers are taken off: more has nobody answered by hand. */
    private static final int LAYERS = 20;

    private static final Pattern TAG = Pattern.compile("\\[#\\d{1,15}]");

    /**
     * What mail programs write before the subject of an answer or a forward, in the languages that they speak (Wikipedia, "List of
     * email subject abbreviations"), and what gateways write before anything from outside.
     */
    private static final Pattern BEFORE = Pattern.compile("(?iu)^\\s{0,5}(?:(?:"
            // answers
            + "re|aw|antw|antwort|sv|vs|odp|rif|ynt|res|ref|bls|atb|vá|r|на|отв|ответ|απ|ση|תגובה|رد|回复|答复|回覆|返信|"
            // forwards
            + "fw|fwd|wg|tr|rv|enc|vb|vl|doorst|pd|ilt|i|fs|tov|továbbítás|пересл|προώθ|πρθ|הועבר|إعادة توجيه|转发|轉寄|転送"
            + ")(?:\\s?\\[\\d{1,3}]|\\s?\\(\\d{1,3}\\))?\\s?[:：]"
            + "|\\[(?:external|extern|ext|externe|externo|spam|suspected spam)]:?|\\*{1,5}\\s?(?:ext|external|spam)\\s?\\*{1,5}"
            + ")\\s{0,5}");

    private Subjects() {}

    /** The writer's own words, on one line. */
    public static String bare(String subject) {
        String bare =
                TAG.matcher(StorableText.line(subject, 250)).replaceAll("").strip();
        for (int i = 0; i < LAYERS && BEFORE.matcher(bare).lookingAt(); i++) {
            bare = BEFORE.matcher(bare).replaceFirst("");
        }
        return bare.replaceAll("\\s{2,}", " ").strip();
    }

    /** Whether both name the same matter: case, width and spaces aside. */
    public static boolean sameMatter(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String subject) {
        return Normalizer.normalize(bare(subject), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Cf}]+", " ")
                .strip();
    }
}
