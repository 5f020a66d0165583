package org.nightlight.ticket;

import static org.nightlight.shared.Spoken.say;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.nightlight.privacy.PlainPicture;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Looks at a file that a colleague hands in, before anything of it is kept: how long it is, what it is by its bytes, what the virus
 * scanner says; and takes out of a picture that may leave what was written into it. No transaction is open meanwhile.
 */
@Component
public class NewFiles {
    private final VirusScanner scanner;
    private final long each;

    NewFiles(VirusScanner scanner, @Value("${nightlight.attachments.max-bytes}") long each) {
        this.scanner = scanner;
        this.each = each;
    }

    /** So many bytes has one file at most. */
    public long each() {
        return each;
    }

    /** @throws Refusal saying why it is not taken, and what to do */
    public NewFile looked(String given, String type, byte[] bytes, Drafts.Kind kind) {
        String name = NewFile.name(given);
        if (bytes.length == 0) {
            throw new Refusal(
                    say("%s is empty. Choose the file once more.", "%s está vacío. Elige el archivo otra vez.")
                            .formatted(name));
        }
        if (bytes.length > each) {
            throw new Refusal(tooLarge(name));
        }
        String found = found(bytes);
        boolean leaves = kind == Drafts.Kind.REPLY;
        if (leaves) {
            refuseWhatHarms(name, type, found);
        }
        TicketFile.Scan scan = scanned(name, bytes, leaves);
        return new NewFile(name, type, found, leaves ? plain(type, bytes) : bytes, scan);
    }

    public String tooLarge(String name) {
        return say(
                        "%s is larger than %s, the most that one file may have. Make it smaller, or send it in parts.",
                        "%s pesa más de %s, lo máximo para un archivo. Redúcelo, o envíalo en partes.")
                .formatted(NewFile.name(name), NewFile.size(each));
    }

    private static String found(byte[] bytes) {
        try {
            return FoundType.of(new BufferedInputStream(new ByteArrayInputStream(bytes), 1 << 16));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void refuseWhatHarms(String name, String type, String found) {
        FoundType.disguise(name, type, found).ifPresent(lie -> {
            throw new Refusal(say(
                            "%s is called %s, but it is %s. Give it its right name first.",
                            "%s dice ser %s, pero es %s. Ponle antes su nombre correcto.")
                    .formatted(name, lie.claimed().words(), lie.is().words()));
        });
        if (FoundType.Kind.of(found) == FoundType.Kind.PROGRAM || FoundType.isNamedAsProgram(name)) {
            throw new Refusal(say(
                            "%s is a program. Programs are not sent to customers: say where it can be found instead.",
                            "%s es un programa. A los clientes no se les envían programas: di dónde se puede encontrar.")
                    .formatted(name));
        }
    }

    private TicketFile.Scan scanned(String name, byte[] bytes, boolean leaves) {
        if (!scanner.isThere()) {
            return TicketFile.Scan.NONE;
        }
        return switch (answer(bytes)) {
            case VirusScanner.Answer.Clean() -> TicketFile.Scan.CLEAN;
            case VirusScanner.Answer.Away() -> TicketFile.Scan.NONE;
            case VirusScanner.Answer.Infected(String signature) ->
                throw new Refusal(say(
                                "The virus scanner found %s in %s. The file was not kept; tell whoever looks after your computer.",
                                "El antivirus encontró %s en %s. El archivo no se guardó; avisa a quien cuida tu equipo.")
                        .formatted(signature, name));
            case VirusScanner.Answer.CannotLook() -> {
                if (leaves) {
                    throw new Refusal(say(
                                    "The virus scanner cannot look into %s, so it does not leave the desk. Send it in another shape.",
                                    "El antivirus no puede mirar dentro de %s, así que no sale de aquí. Envíalo en otro formato.")
                            .formatted(name));
                }
                yield TicketFile.Scan.FAILED;
            }
        };
    }

    private VirusScanner.Answer answer(byte[] bytes) {
        try {
            return scanner.scan(new ByteArrayInputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] plain(String type, byte[] bytes) {
        return PlainPicture.of(type, bytes) instanceof PlainPicture.Plain(byte[] without) ? without : bytes;
    }
}
