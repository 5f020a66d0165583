package org.nightlight.desk;

import java.util.List;

/**
 * Whom the reply of a ticket goes to.
 *
 * @param others who is on the ticket besides its requester, or was named there
 * @param open whether anybody may be on it besides its requester
 * @param mark sent back with the reply, so that it is known whether it was written for these recipients
 */
public record ReplyTo(List<Other> others, boolean open, String mark) {
    /** On a page where nothing can be answered. */
    static final ReplyTo NOBODY = new ReplyTo(List.of(), false, "");

    /**
     * @param text what they get, in a sentence
     * @param copied whether they get a copy now
     * @param address where standing is changed
     */
    public record Other(String who, String text, boolean copied, String address) {}
}
