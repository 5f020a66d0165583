package org.nightlight.channel.email;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.SafeHtml;

/** Builds the bytes of a mail. No value given can add a header: controls are taken out, ids must have an id's shape. */
public final class MailComposer {
    static final int REFERENCES_KEPT = 20;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3B\\x3D\\x3F-\\x7E]{1,250}>");

    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]{1,20}/[\\w.+-]{1,100}");

    private MailComposer() {}

    /** {@code Re: [#1042] The book does not open}: the customer's words once, whatever prefixes have gathered. */
    public static String subject(long ticketNumber, String subject) {
        return ("Re: [#" + ticketNumber + "] " + Subjects.bare(subject)).strip();
    }

    /** @throws IllegalArgumentException when the mail has no recipient or its Message-ID has no id's shape */
    public static byte[] compose(OutgoingMail mail) {
        if (mail.to().isEmpty() && mail.cc().isEmpty()) {
            throw new IllegalArgumentException("a mail needs a recipient");
        }
        try {
            WithOwnId message = new WithOwnId(id(mail.messageId()));
            address(message, mail);
            thread(message, mail);
            mark(message, mail);
            content(message, mail);
            message.saveChanges();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (MessagingException e) {
            throw new IllegalArgumentException("the mail cannot be composed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void address(MimeMessage message, OutgoingMail mail)
            throws MessagingException, UnsupportedEncodingException {
        String name = StorableText.line(mail.fromName(), 120);
        message.setFrom(new InternetAddress(mail.from().value(), name.isEmpty() ? null : name, "UTF-8"));
        message.setRecipients(MimeMessage.RecipientType.TO, addresses(mail.to()));
        message.setRecipients(MimeMessage.RecipientType.CC, addresses(mail.cc()));
        message.setSubject(StorableText.line(mail.subject(), 300), "UTF-8");
        message.setSentDate(Date.from(mail.date()));
    }

    private static InternetAddress[] addresses(List<EmailAddress> people) throws UnsupportedEncodingException {
        InternetAddress[] addresses = new InternetAddress[people.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(people.get(i).value(), null, "UTF-8");
        }
        return addresses;
    }

    private static void thread(MimeMessage message, OutgoingMail mail) throws MessagingException {
        String answered = mail.inReplyTo();
        if (answered != null && MESSAGE_ID.matcher(answered).matches()) {
            message.setHeader("In-Reply-To", answered);
        }
        List<String> references = kept(mail.references());
        if (!references.isEmpty()) {
            message.setHeader("References", MimeUtility.fold(12, String.join(" ", references)));
        }
    }

    /** The first, which began the thread, and the last 19; ids without an id's shape fall out. */
    private static List<String> kept(List<String> references) {
        List<String> sound = references.stream()
                .filter(id -> MESSAGE_ID.matcher(id).matches())
                .distinct()
                .toList();
        if (sound.size() <= REFERENCES_KEPT) {
            return sound;
        }
        List<String> kept = new ArrayList<>(List.of(sound.getFirst()));
        kept.addAll(sound.subList(sound.size() - REFERENCES_KEPT + 1, sound.size()));
        return kept;
    }

    private static void mark(MimeMessage message, OutgoingMail mail) throws MessagingException {
        message.setHeader("X-Nightlight-Instance", mail.instance().replaceAll("[^\\w.:-]", ""));
        if (mail.automatic()) {
            boolean answer = mail.inReplyTo() != null;
            message.setHeader("Auto-Submitted", answer ? "auto-replied" : "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
    }

    private static void content(MimeMessage message, OutgoingMail mail)
            throws MessagingException, UnsupportedEncodingException {
        if (mail.files().isEmpty()) {
            words(message, mail);
            return;
        }
        MimeBodyPart words = new MimeBodyPart();
        words(words, mail);
        MimeMultipart parts = new MimeMultipart("mixed", words);
        for (OutgoingMail.File file : mail.files()) {
            parts.addBodyPart(attached(file));
        }
        message.setContent(parts);
    }

    private static void words(MimePart part, OutgoingMail mail) throws MessagingException {
        SafeHtml html = mail.html();
        if (html == null) {
            part.setText(lines(mail.text()), "UTF-8");
            return;
        }
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(lines(mail.text()), "UTF-8");
        MimeBodyPart page = new MimeBodyPart();
        page.setText(lines(html.value()), "UTF-8", "html");
        part.setContent(new MimeMultipart("alternative", plain, page));
    }

    /** Always in Base64: no server on the way may change the ends of its lines. */
    private static MimeBodyPart attached(OutgoingMail.File file)
            throws MessagingException, UnsupportedEncodingException {
        MimeBodyPart part = new MimeBodyPart();
        String type = MEDIA_TYPE.matcher(file.type()).matches() ? file.type() : "application/octet-stream";
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.bytes(), type)));
        part.setFileName(StorableText.line(file.name(), 200));
        part.setDisposition(Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** CR LF as the wire wants it, so that what is stored is what is sent. */
    private static String lines(String text) {
        return StorableText.of(text).replace("\n", "\r\n");
    }

    private static String id(String messageId) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("no Message-ID");
        }
        return messageId;
    }

    /** Angus would make up a Message-ID of its own. */
    private static final class WithOwnId extends MimeMessage {
        private final String id;

        WithOwnId(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** For tests and pages: the bytes as text, since everything beyond ASCII is encoded. */
    static String ascii(byte[] mail) {
        return new String(mail, StandardCharsets.US_ASCII);
    }
}
