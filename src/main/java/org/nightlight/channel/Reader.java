package org.nightlight.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.MailParser;
import org.nightlight.channel.email.MailPart;
import org.nightlight.channel.email.MailReading;
import org.nightlight.channel.email.Mailbox;
import org.nightlight.channel.email.ParsedMail;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Arrival;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.FoundType;
import org.nightlight.ticket.Marks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns stored bytes into what they say. Pure but for the folder in which attachments are laid out. */
final class Reader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_SUBJECT = 250;
    private static final String TOO_LARGE =
            "The mail was larger than this desk takes. Its sender was told so; only its beginning is kept.";

    private static final String TOO_LARGE_IN_MAILBOX =
            "The mail is larger than this desk takes. All of it is still in the mailbox; only its beginning is kept here.";
    private static final String UNFETCHED =
            "The mail server did not hand this mail out. It is still in the mailbox: please read it there.";

    private Reader() {}

    static Reading read(InboundStore.Stored stored, InputStream raw, @Nullable Path folder, Playbook playbook)
            throws IOException {
        if (stored.channel() == Channel.EMAIL) {
            JsonNode envelope = JSON.readTree(stored.envelope());
            boolean oversize = envelope.path("oversize").asBoolean(false);
            if (envelope.path("unfetched").asBoolean(false)) {
                return new Reading.Unreadable(UNFETCHED, "");
            }
            String tooLarge = envelope.has("mailbox") ? TOO_LARGE_IN_MAILBOX : TOO_LARGE;
            return switch (MailParser.parse(raw, folder)) {
                case MailReading.Read(ParsedMail mail)
                when oversize -> new Reading.Unreadable(tooLarge, mail.screeningText());
                case MailReading.Read(ParsedMail mail) ->
                    readable(
                            mail,
                            envelope.path("from").asString("?").isEmpty(),
                            envelope.path("to")
                                    .valueStream()
                                    .flatMap(to -> EmailAddress.parse(to.asString("")).stream())
                                    .toList(),
                            playbook);
                case MailReading.Unreadable unreadable ->
                    new Reading.Unreadable(oversize ? tooLarge : unreadable.reason(), unreadable.rawText());
            };
        }
        byte[] bytes = raw.readAllBytes();
        try {
            return readable(JSON.readValue(bytes, Letter.class));
        } catch (JacksonException broken) {
            return new Reading.Unreadable(
                    "The stored form is not what this version of the desk reads.",
                    new String(bytes, java.nio.charset.StandardCharsets.UTF_8).replace("\0", ""));
        }
    }

    static Reading.Readable readable(Letter letter) {
        return new Reading.Readable(
                EmailAddress.parse(letter.email()),
                storable(letter.name()),
                subject(storable(letter.subject()), storable(letter.text())),
                storable(letter.text()),
                "",
                "",
                null,
                null,
                List.of(),
                List.of(),
                false,
                letter.fields(),
                new Marks(letter.tags(), letter.priority(), letter.externalId()),
                "",
                "",
                letter.customerId(),
                letter.ticketId(),
                letter.actor() == null ? null : Actor.ofKey(letter.actor()),
                null,
                Returned.NOTHING,
                Reading.Signs.NONE);
    }

    /** PostgreSQL keeps neither NUL nor half a surrogate pair. */
    private static String storable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .forEach(c -> kept.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
        return kept.toString();
    }

    /**
     * @param envelopeTo to whom the envelope was addressed
     * @param nobody the envelope named no sender: reports of mail systems come so (RFC 5321, 4.5.5)
     */
    private static Reading readable(ParsedMail mail, boolean nobody, List<EmailAddress> envelopeTo, Playbook playbook) {
        Optional<EmailAddress> from = Optional.ofNullable(mail.from()).flatMap(Mailbox::email);
        boolean own = mail.instance() != null
                || from.filter(playbook.addresses()::isOurs).isPresent();
        List<String> references = new ArrayList<>(mail.references());
        if (mail.inReplyTo() != null) {
            references.add(mail.inReplyTo());
        }
        if (mail.bounce().originalMessageId() != null) {
            references.add(mail.bounce().originalMessageId());
        }
        if (mail.feedback() != null && mail.feedback().originalMessageId() != null) {
            references.add(mail.feedback().originalMessageId());
        }
        return new Reading.Readable(
                from,
                mail.from() == null ? "" : mail.from().name(),
                subject(mail.subject(), mail.replyText()),
                mail.replyText().isBlank() ? mail.text() : mail.replyText(),
                mail.replyText().isBlank() ? "" : mail.quotedText(),
                mail.otherText(),
                mail.html(),
                mail.messageId(),
                references,
                mail.parts().stream()
                        .filter(part -> part.content() != null)
                        .map(Reader::file)
                        .toList(),
                mail.parts().stream().anyMatch(part -> part.content() == null),
                Map.of(),
                Marks.NONE,
                automatic(mail, nobody),
                own ? "It is this desk's own mail, come back." : "",
                null,
                null,
                null,
                mail.authentication(),
                new Returned(mail.bounce(), envelopeTo),
                new Reading.Signs(
                        mail.automatic().certain(),
                        mail.feedback() != null,
                        mail.forwarded() != null,
                        mail.protection(),
                        Stream.concat(mail.to().shown().stream(), mail.cc().shown().stream())
                                .flatMap(box -> box.email().stream())
                                .distinct()
                                .toList()));
    }

    private static String automatic(ParsedMail mail, boolean nobody) {
        if (mail.bounce().is()) {
            return "a report that mail was not delivered";
        }
        if (mail.feedback() != null) {
            return "a report that somebody called a mail of ours unwanted";
        }
        return mail.automatic().is() ? mail.automatic().reason() : nobody ? "an empty return path" : "";
    }

    private static Arrival.File file(MailPart part) {
        Path content = java.util.Objects.requireNonNull(part.content());
        return new Arrival.File(
                part.name().isBlank() ? "attachment" : part.name(),
                part.type(),
                FoundType.of(content),
                part.size(),
                HexFormat.of().parseHex(part.sha256()),
                part.cid(),
                content);
    }

    /**
     * Whether somebody gave the letter its subject: not {@link #subject}, which takes the first words of a text without one, not a
     * machine, and not a program that says in which ticket it goes on.
     */
    static boolean isNamed(Reading.Readable letter) {
        return letter.automatic().isEmpty()
                && letter.ticketId() == null
                && !letter.subject().equals(subject("", letter.text()));
    }

    /** The subject, or the first words of the message where none was given. */
    private static String subject(String subject, String text) {
        String line = subject.isBlank()
                ? text.lines()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .findFirst()
                        .orElse("(no subject)")
                : subject.strip().lines().collect(Collectors.joining(" "));
        return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT - 1) + "…" : line;
    }
}
