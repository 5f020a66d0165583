package org.nightlight.channel.email;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.Relay.Outcome;
import org.nightlight.channel.email.Relay.RefusedRecipient;
import org.nightlight.shared.EmailAddress;

/** One try to hand one mail over. Knows how far it got: only once the final dot is out can the outcome be unknown. */
final class RelayAttempt {
    private final Relay.Settings settings;
    private final @Nullable EmailAddress envelopeFrom;
    private final List<EmailAddress> recipients;
    private final byte[] mail;

    RelayAttempt(
            Relay.Settings settings, @Nullable EmailAddress envelopeFrom, List<EmailAddress> recipients, byte[] mail) {
        this.settings = settings;
        this.envelopeFrom = envelopeFrom;
        this.recipients = List.copyOf(recipients);
        this.mail = mail;
    }

    Outcome made() {
        Session session = Session.getInstance(properties());
        Telling transport = new Telling(session, settings.tlsFromStart());
        try {
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            transport.sendMessage(new Raw(session, mail), addresses());
            return new Outcome.Taken(said(transport.getLastServerResponse()), List.of());
        } catch (MessagingException e) {
            return outcome(transport, e);
        } finally {
            close(transport);
        }
    }

    private Outcome outcome(Telling transport, MessagingException e) {
        if (transport.taken && e instanceof SendFailedException) {
            return new Outcome.Taken(transport.finalAnswer, refusedRecipients(e));
        }
        List<RefusedRecipient> refused = refusedRecipients(e);
        if (e instanceof AuthenticationFailedException) {
            return new Outcome.Refused(true, RelayReasons.signIn(said(e.getMessage())));
        }
        if (!refused.isEmpty() && !transport.dotSent) {
            // One that may be taken later is worth another try for all
            RefusedRecipient telling = refused.stream()
                    .filter(RefusedRecipient::temporary)
                    .findFirst()
                    .orElse(refused.getFirst());
            return new Outcome.Refused(telling.temporary(), telling.reason());
        }
        int code = e instanceof SMTPSendFailedException failed ? failed.getReturnCode() : -1;
        if (code >= 400 && code < 600) {
            String said = said(e.getMessage());
            return new Outcome.Refused(code < 500 || code == 530, RelayReasons.of(code, said));
        }
        return transport.dotSent
                ? new Outcome.Unknown(RelayReasons.noAnswer())
                : new Outcome.Refused(true, RelayReasons.ofFault(e));
    }

    private static List<RefusedRecipient> refusedRecipients(MessagingException e) {
        List<RefusedRecipient> refused = new ArrayList<>();
        Exception next = e;
        for (int i = 0; next != null && i < 1_000; i++) {
            if (next instanceof SMTPAddressFailedException failed) {
                int code = failed.getReturnCode();
                refused.add(new RefusedRecipient(
                        failed.getAddress().getAddress(),
                        code < 500,
                        RelayReasons.of(code, said(failed.getMessage()))));
            }
            next = next instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return refused;
    }

    private Address[] addresses() {
        return recipients.stream().map(RelayAttempt::address).toArray(Address[]::new);
    }

    private static Address address(EmailAddress email) {
        InternetAddress address = new InternetAddress();
        address.setAddress(email.value());
        return address;
    }

    private Properties properties() {
        Properties properties = new Properties();
        String protocol = settings.tlsFromStart() ? "mail.smtps." : "mail.smtp.";
        properties.put(protocol + "from", envelopeFrom == null ? "<>" : envelopeFrom.value());
        properties.put(protocol + "localhost", settings.greeting());
        properties.put(protocol + "auth", String.valueOf(settings.user() != null));
        properties.put(protocol + "sendpartial", "true");
        properties.put(protocol + "starttls.enable", "true");
        properties.put(
                protocol + "starttls.required", String.valueOf(settings.mustEncrypt() && !settings.tlsFromStart()));
        // Where TLS is not a must, a certificate nobody vouches for still beats plain text
        boolean verified = settings.mustEncrypt() || settings.tlsFromStart();
        properties.put(protocol + "ssl.checkserveridentity", String.valueOf(verified));
        if (!verified) {
            properties.put(protocol + "ssl.trust", "*");
        }
        properties.put(protocol + "connectiontimeout", String.valueOf(settings.connectSeconds() * 1000));
        properties.put(protocol + "timeout", String.valueOf(settings.answerSeconds() * 1000));
        properties.put(protocol + "writetimeout", String.valueOf(settings.answerSeconds() * 1000));
        properties.put(protocol + "quitwait", "false");
        return properties;
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException alreadyGone) {
            // What was sent was answered, or not; a farewell changes nothing
        }
    }

    private static String said(@Nullable String answer) {
        return answer == null ? "" : StorableText.line(answer, 500);
    }

    /** Remembers how far the exchange got, which the library's exceptions do not tell. */
    private static final class Telling extends SMTPTransport {
        private boolean dotSent;
        private boolean taken;
        private String finalAnswer = "";

        Telling(Session session, boolean tls) {
            super(
                    session,
                    new URLName(tls ? "smtps" : "smtp", null, -1, null, null, null),
                    tls ? "smtps" : "smtp",
                    tls);
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            dotSent = true;
            super.finishData();
            taken = true;
            finalAnswer = said(getLastServerResponse());
        }
    }

    /** Writes the bytes as they are; a message parsed and written anew could differ from the one stored. */
    private static final class Raw extends MimeMessage {
        private final byte[] bytes;

        Raw(Session session, byte[] bytes) {
            super(session);
            this.bytes = bytes;
        }

        @Override
        public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException {
            out.write(bytes);
        }

        @Override
        public int getSize() {
            return bytes.length;
        }
    }
}
