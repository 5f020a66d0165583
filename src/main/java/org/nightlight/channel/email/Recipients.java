package org.nightlight.channel.email;

import java.util.List;

/**
 * The mailboxes of a {@code To} or {@code Cc} header.
 *
 * @param shown the first ones, at most {@link #KEPT}
 * @param count how many the header named in all
 */
public record Recipients(List<Mailbox> shown, int count) {
    public static final int KEPT = 200;

    public Recipients {
        shown = List.copyOf(shown);
    }
}
