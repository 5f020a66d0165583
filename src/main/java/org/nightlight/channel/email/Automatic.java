package org.nightlight.channel.email;

/**
 * Whether a machine wrote the mail: such mail gets no automatic answer, moves no clock and reopens nothing (RFC 3834).
 *
 * @param reason the header or wording that told so, such as {@code Auto-Submitted: auto-replied}; empty when not
 * @param certain false when only the subject's wording says so
 */
public record Automatic(boolean is, String reason, boolean certain) {
    public static final Automatic NO = new Automatic(false, "", true);
}
