package org.nightlight.channel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        out.put("message_id", mail.messageId());
        out.put("in_reply_to", mail.inReplyTo());
        out.put("references", mail.references());
        out.put("automatic", mail.automatic().is());
        out.put("automatic_reason", mail.automatic().reason());
        out.put("bounce", bounce(mail.bounce()));
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
        return out;
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
