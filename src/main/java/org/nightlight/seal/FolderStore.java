package org.nightlight.seal;

import static nightlight.tables.Tables.FILE_FOLDER;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A folder of files, 256 folders wide, for the desk's user alone. A second process on the same machine finds by itself the folder
 * that the first one made; a machine that cannot see that folder makes no other, since its files would be missing elsewhere.
 */
@Component
class FolderStore implements FileStore {
    private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{64}");
    private static final int SOME = 500;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final @Nullable Path folder;
    private final boolean takes;
    private final Clock clock;

    FolderStore(
            DSLContext sql,
            Database database,
            Clock clock,
            @Value("${nightlight.data}") String data,
            @Value("${nightlight.files.folder}") String given,
            @Value("${nightlight.files.bucket}") String bucket) {
        this.clock = clock;
        record Found(@Nullable Path folder, String bucket) {}
        Found found = database.write(Clearance.SYSTEM, () -> {
            sql.execute("select pg_advisory_xact_lock(hashtext('nightlight.files'))");
            if (!bucket.isBlank()) {
                keepBucket(sql, bucket.strip());
            }
            String kept = sql.selectFrom(FILE_FOLDER)
                    .fetchOptional(FILE_FOLDER.BUCKET)
                    .orElse("");
            Path folder = kept.isEmpty()
                    ? found(sql, Path.of(data), given.strip()).orElse(null)
                    : ofBefore(sql, Path.of(data), given.strip()).orElse(null);
            return new Found(folder, kept);
        });
        this.folder = found.folder();
        this.takes = folder != null && found.bucket().isEmpty();
        if (bucket.isBlank() && !found.bucket().isEmpty()) {
            LOG.warn(
                    "This desk keeps its files in the bucket {}; name it by NIGHTLIGHT_FILES_BUCKET. Until then files that lie"
                            + " there cannot be opened, and new ones stay in the database",
                    found.bucket());
        } else if (folder == null && bucket.isBlank()) {
            LOG.warn(
                    "The folder of files is not here; name it by NIGHTLIGHT_FILES_FOLDER. Until then files that lie there"
                            + " cannot be opened, and new ones stay in the database");
        }
    }

    private static void keepBucket(DSLContext sql, String bucket) {
        sql.insertInto(FILE_FOLDER)
                .set(FILE_FOLDER.PATH, "")
                .set(FILE_FOLDER.BUCKET, bucket)
                .onConflict(FILE_FOLDER.ONE)
                .doUpdate()
                .set(FILE_FOLDER.BUCKET, bucket)
                .execute();
    }

    /** Where a folder was before there was a bucket; none is made any more. */
    private static Optional<Path> ofBefore(DSLContext sql, Path data, String given) {
        return Stream.of(
                        given,
                        sql.selectFrom(FILE_FOLDER).fetchSingle(FILE_FOLDER.PATH),
                        data.resolve("files").toString())
                .filter(path -> !path.isEmpty())
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static Optional<Path> found(DSLContext sql, Path data, String given) {
        Optional<String> known = sql.selectFrom(FILE_FOLDER).fetchOptional(FILE_FOLDER.PATH);
        Path usual = data.resolve("files");
        Path chosen;
        if (!given.isEmpty()) {
            chosen = Path.of(given);
        } else if (known.isEmpty() || Files.isDirectory(usual)) {
            chosen = usual;
        } else {
            return known.map(Path::of).filter(Files::isDirectory);
        }
        Path folder = chosen.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, FOLDER);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder of files " + folder + " cannot be made.", failed);
        }
        sql.insertInto(FILE_FOLDER)
                .set(FILE_FOLDER.PATH, folder.toString())
                .onConflict(FILE_FOLDER.ONE)
                .doUpdate()
                .set(FILE_FOLDER.PATH, folder.toString())
                .execute();
        return Optional.of(folder);
    }

    @Override
    public boolean isThere() {
        return takes;
    }

    @Override
    public void put(String address, Writing content) throws IOException {
        Path file = file(address);
        Path shelf = java.util.Objects.requireNonNull(file.getParent());
        if (!Files.isDirectory(shelf)) {
            Files.createDirectories(shelf, FOLDER);
        }
        Path fresh = Files.createTempFile(shelf, "new-", ".part", OWNER_ALONE);
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16) {
                    @Override
                    public void close() throws IOException {
                        flush(); // what encrypts closes it, and it is not on disk yet
                    }
                };
                content.to(out);
                out.flush();
                channel.force(true);
            }
            Files.setLastModifiedTime(fresh, FileTime.from(clock.instant()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel named = FileChannel.open(shelf)) {
                named.force(true);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    @Override
    public InputStream open(String address) throws IOException {
        return Files.newInputStream(file(address));
    }

    @Override
    public void delete(String address) throws IOException {
        if (folder != null) {
            Files.deleteIfExists(file(address));
        }
    }

    @Override
    public void each(Instant before, Consumer<List<String>> some) throws IOException {
        Path all = folder;
        if (all == null) {
            return;
        }
        List<Path> shelves;
        try (Stream<Path> found = Files.list(all)) {
            shelves = found.filter(Files::isDirectory).toList();
        }
        List<String> old = new ArrayList<>();
        for (Path shelf : shelves) {
            try (Stream<Path> found = Files.list(shelf)) {
                for (Path file : (Iterable<Path>) found::iterator) {
                    if (!isBefore(file, before)) {
                        continue;
                    }
                    String name = file.getFileName().toString();
                    if (ADDRESS.matcher(name).matches()) {
                        old.add(name);
                    } else if (name.endsWith(".part")) {
                        Files.deleteIfExists(file); // a process died over it
                    }
                    if (old.size() == SOME) {
                        some.accept(List.copyOf(old));
                        old.clear();
                    }
                }
            }
        }
        if (!old.isEmpty()) {
            some.accept(List.copyOf(old));
        }
    }

    private static boolean isBefore(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private Path file(String address) throws IOException {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("no address of the file store");
        }
        return place().resolve(address.substring(0, 2)).resolve(address);
    }

    private Path place() throws IOException {
        if (folder == null) {
            throw new NoSuchFileException("the folder of files");
        }
        return folder;
    }
}
