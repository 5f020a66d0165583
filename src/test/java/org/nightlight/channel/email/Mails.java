package org.nightlight.channel.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The saved mails under {@code src/test/resources/mail}: one for each oddity that must stay understood. */
final class Mails {
    private Mails() {}

    static byte[] raw(String name) {
        try (InputStream in = Objects.requireNonNull(Mails.class.getResourceAsStream("/mail/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParsedMail read(String name) {
        return read(raw(name));
    }

    static ParsedMail read(byte[] raw) {
        return switch (MailParser.parse(raw)) {
            case MailReading.Read(ParsedMail mail) -> mail;
            case MailReading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }

    static List<String> names() {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(Mails.class.getResource("/mail")).toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
