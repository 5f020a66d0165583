package org.nightlight.channel.email;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.Relay.Outcome;
import org.nightlight.channel.email.Relay.RefusedRecipient;
import org.nightlight.shared.EmailAddress;

/** One try to hand one mail over. Knows how far it got: only once the final dot is out can the outcome be unknown. */
final class RelayAttempt {
    private final RelayLines lines;
    private final @Nullable EmailAddress envelopeFrom;
    private final List<EmailAddress> recipients;
    private final byte[] mail;

    RelayAttempt(RelayLines lines, @Nullable EmailAddress envelopeFrom, List<EmailAddress> recipients, byte[] mail) {
        this.lines = lines;
        this.envelopeFrom = envelopeFrom;
        this.recipients = List.copyOf(recipients);
        this.mail = mail;
    }

    Outcome made() {
        RelayLines.Line kept = lines.kept();
        if (kept != null) {
            Outcome outcome = made(kept);
            // The other side may end a line that waits, at the very moment in which we speak. Nothing was sent on it
            // then.
            if (!(outcome instanceof Outcome.Refused refused && refused.reason().equals(RelayReasons.lineBroke()))) {
                return outcome;
            }
        }
        return made(lines.fresh());
    }

    private Outcome made(RelayLines.Line line) {
        boolean waited = line.isConnected();
        try {
            if (!waited) {
                line.open();
            }
            line.begin();
            line.sendMessage(new Raw(line.session(), envelopeFrom, mail), addresses());
            Outcome taken = new Outcome.Taken(said(line.getLastServerResponse()), List.of());
            lines.keep(line);
            return taken;
        } catch (MessagingException e) {
            Outcome outcome = outcome(line, e, waited);
            line.end();
            return outcome;
        }
    }

    private Outcome outcome(RelayLines.Line transport, MessagingException e, boolean waited) {
        if (transport.taken() && e instanceof SendFailedException) {
            return new Outcome.Taken(said(transport.finalAnswer()), refusedRecipients(e));
        }
        List<RefusedRecipient> refused = refusedRecipients(e);
        if (e instanceof AuthenticationFailedException) {
            return new Outcome.Refused(true, RelayReasons.signIn(said(e.getMessage())));
        }
        if (!refused.isEmpty() && !transport.dotSent()) {
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
        if (transport.dotSent()) {
            return new Outcome.Unknown(RelayReasons.noAnswer());
        }
        return new Outcome.Refused(true, waited ? RelayReasons.lineBroke() : RelayReasons.ofFault(e));
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

    private static String said(@Nullable String answer) {
        return answer == null ? "" : StorableText.line(answer, 500);
    }

    /** Writes the bytes as they are; a message parsed and written anew could differ from the one stored. */
    private static final class Raw extends SMTPMessage {
        private final byte[] bytes;

        Raw(Session session, @Nullable EmailAddress envelopeFrom, byte[] bytes) {
            super(session);
            setEnvelopeFrom(envelopeFrom == null ? "<>" : envelopeFrom.value());
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
