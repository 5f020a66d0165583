package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

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
        facts.add(new Replay.Fact(
                say("Sender", "Quien envía"),
                from == null
                        ? say("None is named", "No se nombra a nadie")
                        : say("Somebody at ", "Alguien en ") + place(from)));
        facts.add(new Replay.Fact(
                "Message-ID",
                mail.messageIdMade()
                        ? say("None; made from the bytes: ", "No tiene; hecho a partir de los bytes: ")
                                + mail.messageId()
                        : mail.messageId()));
        facts.add(new Replay.Fact(
                say("Answers", "Responde a"),
                mail.inReplyTo() == null ? say("No mail", "Ningún correo") : mail.inReplyTo()));
        facts.add(new Replay.Fact(
                say("References", "Referencias"),
                mail.references().isEmpty() ? say("None", "Ninguna") : String.join(" ", mail.references())));
        facts.add(new Replay.Fact(
                say("Date", "Fecha"),
                mail.date() == null
                        ? say("None that can be read", "Ninguna que se pueda leer")
                        : mail.date().toString()));
        facts.add(new Replay.Fact(say("A machine’s", "De una máquina"), automatic(mail)));
        facts.add(new Replay.Fact(say("Report on our mail", "Informe sobre nuestro correo"), report(mail)));
        facts.add(new Replay.Fact(
                say("Signed or encrypted", "Firmado o cifrado"),
                mail.protection() == Protection.NONE
                        ? say("No", "No")
                        : mail.protection().said()));
        facts.add(new Replay.Fact(
                say("Forwards", "Reenvía"),
                mail.forwarded() == null
                        ? say("Nothing", "Nada")
                        : say("What somebody at ", "Lo que escribió alguien en ")
                                + place(mail.forwarded())
                                + say(" wrote", "")));
        facts.add(new Replay.Fact(
                say("Our own mail, come back", "Nuestro propio correo, de vuelta"),
                mail.instance() == null
                        ? say("No", "No")
                        : say(
                                "Yes: it carries a desk’s own header",
                                "Sí: lleva una cabecera propia de la mesa de ayuda")));
        facts.add(new Replay.Fact(
                say("Repairs", "Arreglos"),
                mail.repairs().isEmpty()
                        ? say("None was needed", "No hizo falta ninguno")
                        : MailRepairs.said(mail.repairs())));
        facts.add(new Replay.Fact("SHA-256", mail.sha256()));
        return facts;
    }

    private static String place(Mailbox mailbox) {
        return mailbox.email()
                .map(EmailAddress::domain)
                .orElse(say("an address that is none", "una dirección que no lo es"));
    }

    private static String automatic(ParsedMail mail) {
        if (!mail.automatic().is()) {
            return say("No", "No");
        }
        return (mail.automatic().certain()
                        ? say("Yes: ", "Sí: ")
                        : say("Likely, by its wording alone: ", "Probablemente, solo por sus palabras: "))
                + MailRepairs.machine(mail.automatic().reason());
    }

    private static String report(ParsedMail mail) {
        Bounce bounce = mail.bounce();
        if (mail.feedback() != null) {
            return say("Somebody called a mail of ours unwanted (", "Alguien marcó un correo nuestro como no deseado (")
                    + mail.feedback().type() + ")";
        }
        if (bounce.kind() == null) {
            return say("No", "No");
        }
        String status = bounce.status() == null ? say("no code", "sin código") : bounce.status();
        String verdict = bounce.kind() == Bounce.Kind.HARD
                ? say("the address does not work", "la dirección no funciona")
                : say("the address may work later", "la dirección quizá funcione más tarde");
        return (bounce.delayed() ? say("Delayed: ", "Retrasado: ") : say("Not delivered: ", "No entregado: ")) + verdict
                + " (" + status + say("), about ", "), sobre ")
                + (bounce.originalMessageId() == null
                        ? say("a mail that it does not name", "un correo que no nombra")
                        : bounce.originalMessageId());
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
