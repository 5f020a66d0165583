package org.nightlight.channel.email;

import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the desk listens for mail.
 *
 * @param host address to bind to
 * @param port 0 takes any free one
 * @param greeting the host name that the desk greets with
 * @param sizeLimit longest mail taken whole, in bytes; told in EHLO
 * @param recipients most recipients of one mail; the next is told 452, those accepted stay
 * @param connections most at a time; the next is told 421
 * @param silence a peer that says nothing for so long is dropped
 * @param longest a mail that takes longer than this to arrive is dropped
 * @param folder where mails lie while they arrive; made when missing
 * @param startTls offers STARTTLS when given
 */
public record SmtpSettings(
        String host,
        int port,
        String greeting,
        int sizeLimit,
        int recipients,
        int connections,
        Duration silence,
        Duration longest,
        Path folder,
        @Nullable SSLContext startTls) {
    /** Of a mail over the limit so much is kept, to be screened and shown to a person; in bytes. */
    public static final int STUB = 256 * 1024;

    public static final int DEFAULT_SIZE_LIMIT = 64 * 1024 * 1024;

    /** The defaults: 64 MiB, 100 recipients, 200 connections, one minute of silence, half an hour for a mail, no TLS. */
    public static SmtpSettings on(String host, int port, Path folder) {
        return new SmtpSettings(
                host,
                port,
                "nightlight",
                DEFAULT_SIZE_LIMIT,
                100,
                200,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                folder,
                null);
    }

    public SmtpSettings withSizeLimit(int bytes) {
        return new SmtpSettings(
                host, port, greeting, bytes, recipients, connections, silence, longest, folder, startTls);
    }

    public SmtpSettings withGreeting(String name) {
        return new SmtpSettings(
                host, port, name, sizeLimit, recipients, connections, silence, longest, folder, startTls);
    }

    public SmtpSettings withLimits(int mostRecipients, int mostConnections, Duration mostSilence) {
        return new SmtpSettings(
                host,
                port,
                greeting,
                sizeLimit,
                mostRecipients,
                mostConnections,
                mostSilence,
                longest,
                folder,
                startTls);
    }

    public SmtpSettings withStartTls(SSLContext context) {
        return new SmtpSettings(
                host, port, greeting, sizeLimit, recipients, connections, silence, longest, folder, context);
    }
}
