package org.nightlight.ticket;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.shared.SafeHtml;

/**
 * A message that came in by any channel, parsed and made safe. {@code inboundId} is its stored original, and the reason
 * that it can never become two messages.
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
        Instant at) {

    /** An attachment. {@code inlineId} is the id by which the HTML refers to it, if it does. */
    public record File(
            String name,
            String type,
            long size,
            byte[] sha256,
            @Nullable String inlineId,
            Path content) {}

    /** Everything that search finds this message by. */
    String words() {
        return subject + "\n" + authorName + "\n" + text;
    }
}
