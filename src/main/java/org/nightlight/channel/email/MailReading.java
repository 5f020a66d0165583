package org.nightlight.channel.email;

/** What reading a raw mail came to. Content never makes the reader throw: it is one of these two. */
public sealed interface MailReading {
    /** A mail that could be read; what had to be repaired on the way is in {@link ParsedMail#repairs()}. */
    record Read(ParsedMail mail) implements MailReading {}

    /**
     * A mail that could not be read: to be kept raw, screened as {@code rawText} and shown to a person.
     *
     * @param reason a plain sentence without personal data
     * @param rawText whatever could be made out: decoded parts found before the fault, then the start of the raw mail
     * @param sha256 hex digest of the raw bytes
     * @param size length of the raw mail in bytes
     */
    record Unreadable(String reason, String rawText, String sha256, long size) implements MailReading {}
}
