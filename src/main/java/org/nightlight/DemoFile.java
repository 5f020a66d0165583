package org.nightlight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What {@code demo.json} says: where the desk is and how to sign in. It is there only once the desk is ready. */
record DemoFile(String url, Smtp smtp, List<Person> people) {
    private static final JsonMapper JSON = JsonMapper.shared();

    record Smtp(String host, int port) {}

    /** @param token for the API, in this person's name */
    record Person(String role, String name, String email, String password, String token) {}

    static Path in(Path data) {
        return data.resolve("demo.json");
    }

    /** Takes an earlier start's file out of sight: while a desk starts there is none, since it is not ready. */
    static void setAside(Path data) {
        try {
            Files.move(in(data), earlier(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException none) {
            // The first start on this folder.
        } catch (IOException failed) {
            throw new UncheckedIOException("demo.json cannot be renamed under " + data, failed);
        }
    }

    /** What this or an earlier start wrote; empty when there is none, or it cannot be read. */
    static Optional<DemoFile> read(Path data) {
        return parsed(in(data)).or(() -> parsed(earlier(data)));
    }

    private static Optional<DemoFile> parsed(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), DemoFile.class))
                    .filter(it -> it.people() != null);
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** In one step, readable by its owner alone: whoever sees the file sees all of it. */
    void write(Path data) {
        try {
            Files.createDirectories(data);
            Path fresh = Files.createTempFile(
                    data,
                    "demo",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
            Files.move(fresh, in(data), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(earlier(data));
        } catch (IOException failed) {
            throw new UncheckedIOException("demo.json cannot be written under " + data, failed);
        }
    }

    private static Path earlier(Path data) {
        return data.resolve("demo.json.earlier");
    }
}
