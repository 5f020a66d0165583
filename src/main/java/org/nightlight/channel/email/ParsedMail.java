package org.nightlight.channel.email;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * A mail in one clean view. Every text in it is fit for PostgreSQL: no NUL, no lone surrogate, lines end in LF.
 *
 * @param from the sender; null when the mail names none
 * @param messageId with angle brackets; when missing, made from the raw bytes so that a second copy gets the same
 * @param messageIdMade true when the mail had none
 * @param inReplyTo with angle brackets
 * @param references with angle brackets, oldest first, at most {@link #REFERENCES_KEPT}
 * @param date as the sender's clock said; null when missing or nonsense
 * @param text the whole of what was written, quoted history included
 * @param html the same, sanitised; remote images have lost their source (kept as {@code data-remote}, to be shown on demand)
 * @param replyText the sender's own words, without quoted history and signature
 * @param quotedText what {@code replyText} leaves out, in its order
 * @param otherText all further readable text: forwarded messages, attached text, an alternative saying something else
 * @param protection how it is signed or encrypted
 * @param feedback set when it reports that somebody called a mail of ours unwanted
 * @param forwarded who wrote what this mail forwards; null when it is no forward
 * @param instance value of our own {@code X-Nightlight-Instance} header: set on mail that a desk of this make has sent
 * @param repairs what was wrong with the mail and how it was taken, in plain sentences
 * @param sha256 hex digest of the raw bytes
 * @param size length of the raw mail in bytes
 */
public record ParsedMail(
        @Nullable Mailbox from,
        List<Mailbox> replyTo,
        Recipients to,
        Recipients cc,
        String subject,
        String messageId,
        boolean messageIdMade,
        @Nullable String inReplyTo,
        List<String> references,
        @Nullable Instant date,
        String text,
        SafeHtml html,
        String replyText,
        String quotedText,
        String otherText,
        Automatic automatic,
        Bounce bounce,
        List<MailPart> parts,
        Protection protection,
        @Nullable Feedback feedback,
        @Nullable Mailbox forwarded,
        @Nullable String instance,
        @Nullable String authentication,
        List<String> repairs,
        String sha256,
        long size) {
    public static final int REFERENCES_KEPT = 100;

    public ParsedMail {
        replyTo = List.copyOf(replyTo);
        references = List.copyOf(references);
        parts = List.copyOf(parts);
        repairs = List.copyOf(repairs);
    }

    /** Everything readable in the mail, for screening: nothing that a person could read may be missing from it. */
    public String screeningText() {
        StringBuilder all = new StringBuilder(subject).append("\n\n").append(text);
        if (!otherText.isBlank()) {
            all.append("\n\n").append(otherText);
        }
        parts.forEach(part -> all.append('\n').append(part.name()));
        return all.toString();
    }
}
