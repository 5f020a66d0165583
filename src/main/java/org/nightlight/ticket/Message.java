package org.nightlight.ticket;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.shared.SafeHtml;

/**
 * One thing said on a ticket. {@code quoted} is the history that the writer's program repeated below the own words: folded
 * on screens, never removed. {@code mailId} is the Message-ID of what came or went by mail.
 *
 * @param subject under which a customer's message came, in its own words; empty where it named none, and for all that we write
 * @param masked whether what tells who wrote is taken out of the words; what was written lies apart
 */
public record Message(
        long id,
        long ticketId,
        Kind kind,
        Actor author,
        String authorName,
        String subject,
        String text,
        String quoted,
        @Nullable SafeHtml html,
        Channel channel,
        Delivery delivery,
        String deliveryReason,
        @Nullable String mailId,
        Instant createdAt,
        @Nullable Instant sentAt,
        boolean masked) {

    /** The same with other words, for somebody who may read what was written. */
    public Message withWords(String authorName, String subject, String text, String quoted, @Nullable SafeHtml html) {
        return new Message(
                id,
                ticketId,
                kind,
                author,
                authorName,
                subject,
                text,
                quoted,
                html,
                channel,
                delivery,
                deliveryReason,
                mailId,
                createdAt,
                sentAt,
                masked);
    }

    public enum Kind {
        CUSTOMER,
        /** A public answer by a person. */
        REPLY,
        /** For the desk only. */
        NOTE,
        /** A public message by the software, from a template. */
        AUTOMATIC,
        /** By a person of the desk to somebody outside, in a side conversation: the customer sees nothing of it. */
        SIDE,
        /** By whoever was written to there. */
        SIDE_ANSWER;

        public boolean isPublic() {
            return this == CUSTOMER || this == REPLY || this == AUTOMATIC;
        }

        /** Whether it came from outside, and a person has to hear of it who protects children. */
        public boolean cameIn() {
            return this == CUSTOMER || this == SIDE_ANSWER;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public enum Delivery {
        /** It came in. */
        RECEIVED,
        /** Waits to be handed to the relay. */
        QUEUED,
        SENT,
        /** Could not be sent; the reason says why, and it can be sent again. */
        FAILED,
        /** The gate or a wall held it back. */
        WITHHELD,
        /** A note: goes nowhere. */
        KEPT;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
