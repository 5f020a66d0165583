package org.nightlight.channel.email;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/**
 * The first hop: hands mail over by SMTP, and says truthfully what came of it. A line that took a mail is kept for the next one
 * for a while, since to connect and greet takes longer than to send. Thread safe.
 */
public final class Relay implements AutoCloseable {
    private final RelayLines lines;

    /**
     * @param greeting the host name that we greet with
     * @param user null to send without signing in
     * @param mustEncrypt refuse to send where the relay offers no TLS with a certificate that holds; otherwise TLS is
     *     used when offered, whatever the certificate
     * @param tlsFromStart TLS from the first byte (port 465)
     * @param connectSeconds longest wait for a connection
     * @param answerSeconds longest wait for each answer
     */
    public record Settings(
            String host,
            int port,
            String greeting,
            @Nullable String user,
            @Nullable String password,
            boolean mustEncrypt,
            boolean tlsFromStart,
            int connectSeconds,
            int answerSeconds) {
        public static Settings plain(String host, int port) {
            return new Settings(host, port, "nightlight", null, null, false, false, 10, 60);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Relay.Settings[" + host + ":" + port + "]";
        }
    }

    /** What came of handing a mail over. */
    public sealed interface Outcome {
        /**
         * The relay answered for the mail from here on.
         *
         * @param response its answer, such as {@code 250 2.0.0 queued as 4711}
         * @param refused recipients that it would not take; all others have been taken
         */
        record Taken(String response, List<RefusedRecipient> refused) implements Outcome {}

        /** The mail certainly was not taken; when temporary, sending it again later may do. */
        record Refused(boolean temporary, Reason reason) implements Outcome {}

        /** All was sent, but no answer came: it may have been taken. Sent again, it may arrive twice. */
        record Unknown(Reason reason) implements Outcome {}
    }

    public record RefusedRecipient(String address, boolean temporary, Reason reason) {}

    /**
     * @param code short and stable, such as {@code mailbox_unknown}
     * @param sentence for a person
     * @param detail the other side's own words, which may hold an address; empty when it said nothing
     */
    public record Reason(String code, String sentence, String detail) {}

    public Relay(Settings settings) {
        this.lines = new RelayLines(settings);
    }

    /**
     * Sends to all recipients in one transaction. Never throws for what the network or the relay does.
     *
     * @param envelopeFrom where bounces go; null for none ({@code MAIL FROM:<>})
     * @param mail the bytes as composed
     */
    public Outcome send(@Nullable EmailAddress envelopeFrom, List<EmailAddress> recipients, byte[] mail) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a mail needs a recipient");
        }
        return new RelayAttempt(lines, envelopeFrom, recipients, mail).made();
    }

    /**
     * As {@link #send}, for what the software wrote by itself: without a return path, so that nothing ever answers it (RFC 3834, 4).
     * Some relays take no mail without one; there it goes with {@code elsewise}.
     */
    public Outcome sendAutomatic(EmailAddress elsewise, List<EmailAddress> recipients, byte[] mail) {
        Outcome outcome = send(null, recipients, mail);
        return outcome instanceof Outcome.Refused refused && !refused.temporary()
                ? send(elsewise, recipients, mail)
                : outcome;
    }

    /** Ends the lines that wait for a next mail. */
    @Override
    public void close() {
        lines.close();
    }
}
