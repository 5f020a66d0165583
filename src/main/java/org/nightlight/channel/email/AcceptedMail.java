package org.nightlight.channel.email;

import java.nio.file.Path;
import java.util.List;

/**
 * A mail as it came over SMTP, before anybody read it.
 *
 * @param envelopeFrom the sender of {@code MAIL FROM}; empty for reports of mail systems
 * @param envelopeTo the recipients of ours that were accepted, in their order
 * @param peer IP address of the sending machine
 * @param raw the bytes as sent (dots unstuffed, nothing added); the file is gone once {@link Acceptor#accept} has returned
 * @param sha256 hex digest of the whole mail, also of the part that {@code raw} lacks when oversize
 * @param size length of the whole mail in bytes
 * @param oversize the mail was over the limit and is refused; {@code raw} holds only its start, to be screened and listed
 */
public record AcceptedMail(
        String envelopeFrom,
        List<String> envelopeTo,
        String peer,
        Path raw,
        String sha256,
        long size,
        boolean oversize) {
    public AcceptedMail {
        envelopeTo = List.copyOf(envelopeTo);
    }
}
