package org.nightlight.channel.email;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.SafeHtml;

/**
 * A mail to be composed.
 *
 * @param fromName shown beside the address; may be empty
 * @param subject as {@link MailComposer#subject} makes it
 * @param messageId with angle brackets, as {@link Threads#newMessageId} makes it
 * @param inReplyTo with angle brackets
 * @param references with angle brackets, oldest first; the composer keeps the first and the last 19
 * @param html the same words as {@code text}
 * @param automatic written by the desk, not by a person: marked so that nobody's machine answers it (RFC 3834)
 * @param files that go with it
 * @param instance this desk's own name, by which it knows its mail again
 */
public record OutgoingMail(
        EmailAddress from,
        String fromName,
        List<EmailAddress> to,
        List<EmailAddress> cc,
        String subject,
        String messageId,
        @Nullable String inReplyTo,
        List<String> references,
        Instant date,
        String text,
        @Nullable SafeHtml html,
        boolean automatic,
        List<File> files,
        String instance) {

    /**
     * A file, whole.
     *
     * @param type such as {@code application/pdf}
     */
    public record File(String name, String type, byte[] bytes) {}

    public OutgoingMail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
        files = List.copyOf(files);
    }

    /** A mail without files. */
    public OutgoingMail(
            EmailAddress from,
            String fromName,
            List<EmailAddress> to,
            List<EmailAddress> cc,
            String subject,
            String messageId,
            @Nullable String inReplyTo,
            List<String> references,
            Instant date,
            String text,
            @Nullable SafeHtml html,
            boolean automatic,
            String instance) {
        this(
                from,
                fromName,
                to,
                cc,
                subject,
                messageId,
                inReplyTo,
                references,
                date,
                text,
                html,
                automatic,
                List.of(),
                instance);
    }
}
