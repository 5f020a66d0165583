package org.nightlight.ticket;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nightlight.privacy.FirstName;
import org.nightlight.shared.Actor;
import org.nightlight.shared.SafeHtml;

/**
 * A message that came in by any channel, parsed and made safe. {@code inboundId} is its stored original, and the reason
 * that it can never become two messages.
 *
 * @param named whether its subject is its own: not the first words of a text without one, nor a machine's or a program's
 * @param masked whether what tells who wrote was taken out of the words
 */
public record Arrival(
        long inboundId,
        Channel channel,
        Actor author,
        long requesterId,
        String authorName,
        String subject,
        String text,
        String quoted,
        @Nullable SafeHtml html,
        @Nullable String mailId,
        List<String> references,
        List<File> files,
        boolean automatic,
        boolean named,
        boolean masked,
        Instant at) {

    /**
     * An attachment.
     *
     * @param type as its sender says
     * @param found what its bytes are
     * @param inlineId the id by which the HTML refers to it, if it does
     */
    public record File(
            String name,
            String type,
            String found,
            long size,
            byte[] sha256,
            @Nullable String inlineId,
            Path content) {}

    /** The same with these words instead, with the writer's first name alone, and without HTML. */
    public Arrival masked(String subject, String text, String quoted) {
        return new Arrival(
                inboundId,
                channel,
                author,
                requesterId,
                FirstName.of(authorName),
                subject,
                text,
                quoted,
                null,
                mailId,
                references,
                files,
                automatic,
                named,
                true,
                at);
    }

    /** Whether the words of both are the same, so that nothing was masked. */
    public boolean saysTheSame(Arrival other) {
        return authorName.equals(other.authorName)
                && subject.equals(other.subject)
                && text.equals(other.text)
                && quoted.equals(other.quoted)
                && Objects.equals(html, other.html);
    }

    /** What the message itself is called; empty where nobody named it. */
    String ownSubject() {
        return named ? subject : "";
    }

    /** Everything that search finds this message by. */
    String words() {
        return subject + "\n" + authorName + "\n" + text;
    }
}
