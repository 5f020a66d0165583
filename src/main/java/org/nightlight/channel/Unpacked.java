package org.nightlight.channel;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.Playbook;

/**
 * A stored message, read; with a folder of its own where it brought files. A large one is laid out on disk first, so that it
 * is read with no transaction open and never whole in memory. Closing removes the folder.
 */
record Unpacked(Reading reading, @Nullable Path folder) implements AutoCloseable {
    static Unpacked of(InboundStore.WithBytes message, Database database, InboundStore store, Playbook playbook) {
        InboundStore.Stored stored = message.stored();
        try {
            if (stored.size() <= message.first().length) {
                Reading reading = Reader.read(stored, new ByteArrayInputStream(message.first()), null, playbook);
                if (!(reading instanceof Reading.Readable letter) || !letter.filesLeft()) {
                    return new Unpacked(reading, null);
                }
            }
            return unpack(stored, database, store, playbook);
        } catch (IOException failed) {
            throw new UncheckedIOException("a stored message could not be read", failed);
        }
    }

    private static Unpacked unpack(InboundStore.Stored stored, Database database, InboundStore store, Playbook playbook)
            throws IOException {
        Path folder = Files.createTempDirectory("nightlight-" + stored.id() + "-");
        try {
            Path file = folder.resolve("raw");
            Path parts = Files.createDirectory(folder.resolve("parts"));
            database.read(Clearance.SYSTEM, () -> {
                try (InputStream raw = store.raw(stored)) {
                    return Files.copy(raw, file);
                } catch (IOException failed) {
                    throw new UncheckedIOException("a stored message could not be laid out", failed);
                }
            });
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
                return new Unpacked(Reader.read(stored, raw, parts, playbook), folder);
            }
        } catch (IOException | RuntimeException failed) {
            remove(folder);
            throw failed;
        }
    }

    /** The raw message from its beginning; {@code first} is all of one that was not laid out. */
    InputStream raw(byte[] first) throws IOException {
        return folder == null ? new ByteArrayInputStream(first) : Files.newInputStream(folder.resolve("raw"));
    }

    @Override
    public void close() {
        if (folder != null) {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException left) {
            // The system clears its temporary folder; the message itself is done.
            folder.toFile().deleteOnExit();
        }
    }
}
