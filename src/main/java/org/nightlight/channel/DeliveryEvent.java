package org.nightlight.channel;

import java.time.Instant;
import java.util.Locale;

/**
 * What another mail system said of a mail after the first hop had taken it, or that the first hop said nothing.
 *
 * @param status enhanced status code (RFC 3463) such as {@code 5.1.1}; empty when none was told
 */
public record DeliveryEvent(Kind kind, String status, Instant at) {

    public enum Kind {
        /** The recipient's mail system took it. */
        DELIVERED,
        /** It waits on the way; whoever has it tries again. */
        DEFERRED,
        /** It came back, and the address does not work. */
        BOUNCED,
        /** It came back although the address may work, as with a full mailbox. */
        RETURNED,
        /** The recipient marked it as spam. */
        COMPLAINT,
        /** The first hop got all of it and gave no answer: it may have left. */
        DOUBTED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the recipient does not have it. */
        boolean isFailure() {
            return this == BOUNCED || this == RETURNED;
        }
    }
}
