package org.nightlight.channel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.Bounce;
import org.nightlight.channel.email.MailParser;
import org.nightlight.channel.email.MailPart;
import org.nightlight.channel.email.MailReading;
import org.nightlight.channel.email.Mailbox;
import org.nightlight.channel.email.ParsedMail;
import org.nightlight.channel.email.Protection;
import org.nightlight.shared.EmailAddress;

/** What the desk makes of a mail file, in the shape that {@code explain mail} promises. */
public final class MailExplained {
    private MailExplained() {}

    /** The explanation in the order of its keys; {@code error} instead when the file or the mail cannot be read. */
    public static Map<String, @Nullable Object> of(String file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            return switch (MailParser.parse(in, null)) {
                case MailReading.Read(ParsedMail mail) -> explained(file, mail);
                case MailReading.Unreadable unreadable -> error(file, unreadable.reason());
            };
        } catch (IOException | RuntimeException e) {
            return error(file, "The file cannot be read");
        }
    }

    private static Map<String, @Nullable Object> error(String file, String reason) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("file", file);
        out.put("error", reason);
        return out;
    }

    private static Map<String, @Nullable Object> explained(String file, ParsedMail mail) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        Mailbox from = mail.from();
        out.put("file", file);
        out.put("from", from == null ? null : from.address());
        out.put("from_name", from == null ? null : from.name());
        out.put("to", mail.to().shown().stream().map(Mailbox::address).toList());
        out.put("cc", mail.cc().shown().stream().map(Mailbox::address).toList());
        out.put("recipients", mail.to().count() + mail.cc().count());
        out.put("subject", mail.subject());
        out.put("date", mail.date() == null ? null : mail.date().toString());
        out.put("text", mail.text());
        out.put("reply_text", mail.replyText());
        out.put("quoted_text", mail.quotedText());
        out.put("other_text", mail.otherText());
        out.put("message_id", mail.messageId());
        out.put("in_reply_to", mail.inReplyTo());
        out.put("references", mail.references());
        out.put("automatic", mail.automatic().is());
        out.put("automatic_reason", mail.automatic().reason());
        out.put("automatic_certain", mail.automatic().certain());
        out.put("bounce", bounce(mail.bounce()));
        out.put("feedback", mail.feedback() == null ? null : mail.feedback().type());
        out.put(
                "forwarded_from",
                mail.forwarded() == null ? null : mail.forwarded().address());
        out.put("protection", mail.protection().name().toLowerCase(Locale.ROOT));
        out.put("parts", mail.parts().stream().map(MailExplained::part).toList());
        out.put("repairs", List.copyOf(mail.repairs()));
        return out;
    }

    private static Map<String, @Nullable Object> bounce(Bounce bounce) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("is", bounce.is());
        Bounce.Kind kind = bounce.kind();
        out.put("kind", kind == null ? null : kind.name().toLowerCase(Locale.ROOT));
        out.put("status", bounce.status());
        out.put("recipient", bounce.recipient());
        out.put("original_message_id", bounce.originalMessageId());
        out.put("delayed", bounce.delayed());
        return out;
    }

    /**
     * The reader's decisions in plain words, for a screen. Whoever is named in the headers is not named again: of an address
     * stands only where it is.
     */
    static List<Replay.Fact> facts(ParsedMail mail) {
        List<Replay.Fact> facts = new ArrayList<>();
        Mailbox from = mail.from();
        facts.add(new Replay.Fact("Sender", from == null ? "None is named" : "Somebody at " + place(from)));
        facts.add(new Replay.Fact(
                "Message-ID",
                mail.messageIdMade() ? "None; made from the bytes: " + mail.messageId() : mail.messageId()));
        facts.add(new Replay.Fact("Answers", mail.inReplyTo() == null ? "No mail" : mail.inReplyTo()));
        facts.add(new Replay.Fact(
                "References", mail.references().isEmpty() ? "None" : String.join(" ", mail.references())));
        facts.add(new Replay.Fact(
                "Date",
                mail.date() == null ? "None that can be read" : mail.date().toString()));
        facts.add(new Replay.Fact("A machine’s", automatic(mail)));
        facts.add(new Replay.Fact("Report on our mail", report(mail)));
        facts.add(new Replay.Fact(
                "Signed or encrypted",
                mail.protection() == Protection.NONE ? "No" : mail.protection().sentence()));
        facts.add(new Replay.Fact(
                "Forwards",
                mail.forwarded() == null ? "Nothing" : "What somebody at " + place(mail.forwarded()) + " wrote"));
        facts.add(new Replay.Fact(
                "Our own mail, come back", mail.instance() == null ? "No" : "Yes: it carries a desk’s own header"));
        facts.add(new Replay.Fact(
                "Repairs", mail.repairs().isEmpty() ? "None was needed" : String.join(". ", mail.repairs()) + "."));
        facts.add(new Replay.Fact("SHA-256", mail.sha256()));
        return facts;
    }

    private static String place(Mailbox mailbox) {
        return mailbox.email().map(EmailAddress::domain).orElse("an address that is none");
    }

    private static String automatic(ParsedMail mail) {
        if (!mail.automatic().is()) {
            return "No";
        }
        return (mail.automatic().certain() ? "Yes: " : "Likely, by its wording alone: ")
                + mail.automatic().reason();
    }

    private static String report(ParsedMail mail) {
        Bounce bounce = mail.bounce();
        if (mail.feedback() != null) {
            return "Somebody called a mail of ours unwanted (" + mail.feedback().type() + ")";
        }
        if (bounce.kind() == null) {
            return "No";
        }
        String status = bounce.status() == null ? "no code" : bounce.status();
        String verdict = bounce.kind() == Bounce.Kind.HARD ? "the address does not work" : "the address may work later";
        return (bounce.delayed() ? "Delayed: " : "Not delivered: ") + verdict + " (" + status + "), about "
                + (bounce.originalMessageId() == null ? "a mail that it does not name" : bounce.originalMessageId());
    }

    private static Map<String, @Nullable Object> part(MailPart part) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("type", part.type());
        out.put("name", part.name());
        out.put("size", part.size());
        out.put("sha256", part.sha256());
        out.put("inline", part.inline());
        return out;
    }
}
