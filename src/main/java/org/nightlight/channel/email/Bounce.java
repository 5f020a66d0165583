package org.nightlight.channel.email;

import org.jspecify.annotations.Nullable;

/**
 * A report that a mail of ours was not, or not yet, delivered (RFC 3464 and the many forms beside it).
 *
 * @param kind null when this is no bounce
 * @param status enhanced status code (RFC 3463) such as {@code 5.1.1}, where one was found or could be told
 * @param recipient the address that could not be reached, where named
 * @param originalMessageId Message-ID of the mail that failed, with angle brackets
 * @param delayed whoever has the mail still tries: it may yet arrive
 */
public record Bounce(
        @Nullable Kind kind,
        @Nullable String status,
        @Nullable String recipient,
        @Nullable String originalMessageId,
        boolean delayed) {
    public static final Bounce NONE = new Bounce(null, null, null, null, false);

    /** Hard: the address will not work. Soft: later it may, as with a delay or a full mailbox. */
    public enum Kind {
        HARD,
        SOFT
    }

    public boolean is() {
        return kind != null;
    }
}
