package org.nightlight.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which erasures have begun, in a file beside the database: when a backup is restored that is older than an erasure, the database
 * knows nothing of it, and this file does. Numbers and times, nothing about anybody.
 */
@Component
class ErasureJournal {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureJournal.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;

    ErasureJournal(@Value("${nightlight.data}") String data) {
        this.file = Path.of(data).resolve("erasures.jsonl");
    }

    /** Somebody by number and by when they came, for a number may be given anew after a restore. */
    record Person(long id, Instant since) {}

    record Line(long erasure, Instant askedAt, List<Person> people) {}

    /** On the disk when this returns. A line of an erasure that was rolled back does no harm: its row is there. */
    void append(Line line) {
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                // A line of its own, also after one that a crash cut off.
                out.write(StandardCharsets.UTF_8.encode("\n" + JSON.writeValueAsString(line) + "\n"));
                out.force(true);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the journal of erasures could not be written", failed);
        }
    }

    /**
     * A line that a crash cut off is left out: its erasure had not begun, and its row still waits.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    List<Line> lines() {
        try {
            return Files.notExists(file)
                    ? List.of()
                    : Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank())
                            .flatMap(line -> read(line).stream())
                            .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("the journal of erasures could not be read", failed);
        }
    }

    private static Optional<Line> read(String line) {
        try {
            return Optional.of(JSON.readValue(line, Line.class));
        } catch (JacksonException cutOff) {
            LOG.warn("a line of the journal of erasures is not whole and was left out");
            return Optional.empty();
        }
    }
}
