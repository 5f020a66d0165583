package org.nightlight.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the desk's own under its data folder, as durable as any: flushed to disk at each commit, kept between
 * runs, behind a password, reachable from this machine alone. If an earlier desk was killed and left its server running,
 * that server is stopped first: two servers on one folder would destroy it.
 */
final class OwnPostgres implements AutoCloseable {
    private final RandomAccessFile lockFile;
    private final FileLock lock;
    private final EmbeddedPostgres server;
    private final DatabaseAddress address;
    private final Path addressFile;
    private volatile boolean closing;

    private OwnPostgres(
            RandomAccessFile lockFile,
            FileLock lock,
            EmbeddedPostgres server,
            DatabaseAddress address,
            Path addressFile) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.server = server;
        this.address = address;
        this.addressFile = addressFile;
    }

    /**
     * @param data the desk's data folder, made if missing
     * @throws IllegalStateException when another desk holds the folder, or the server does not come up
     */
    static OwnPostgres start(Path data) {
        try {
            if (!Files.exists(data)) {
                Files.createDirectories(
                        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            RandomAccessFile lockFile =
                    new RandomAccessFile(data.resolve("desk.lock").toFile(), "rw");
            FileLock lock = lockFile.getChannel().tryLock();
            if (lock == null) {
                lockFile.close();
                throw new IllegalStateException("Another desk is running on the folder " + data
                        + ". Use another --data folder, or let this process share its database: NIGHTLIGHT_DATABASE_URL=$(cat "
                        + data.resolve("database.url") + ")");
            }
            Path folder = data.resolve("postgres");
            stopOrphan(folder);
            return open(data, folder, lockFile, lock);
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL could not be started under " + data, failed);
        }
    }

    private static OwnPostgres open(Path data, Path folder, RandomAccessFile lockFile, FileLock lock)
            throws IOException {
        Path secret = data.resolve("postgres.password");
        boolean fresh = !Files.exists(folder.resolve("PG_VERSION"));
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("random_page_cost", "1.1")
                .setServerConfig("log_min_messages", "fatal")
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("jit", "off")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD);
        String password = password(secret);
        if (!fresh) {
            builder.setConnectConfig("password", password);
        }
        EmbeddedPostgres server = builder.start();
        DatabaseAddress address =
                new DatabaseAddress("127.0.0.1", server.getPort(), "nightlight", "postgres", password);
        prepare(server, address, folder, fresh);
        Path addressFile = data.resolve("database.url");
        writeSecret(addressFile, address.toUrl());
        OwnPostgres own = new OwnPostgres(lockFile, lock, server, address, addressFile);
        own.watch(folder);
        return own;
    }

    DatabaseAddress address() {
        return address;
    }

    /** Stops the server in an orderly way: everything committed is on disk. */
    @Override
    public void close() {
        closing = true;
        try (lockFile) {
            Files.deleteIfExists(addressFile);
            server.close();
            lock.release();
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not stop cleanly", failed);
        }
    }

    /**
     * A desk without its database can take nothing and answer nobody. It ends at once, so that whoever watches over it
     * starts it again; the next start recovers all that was promised.
     */
    private void watch(Path folder) throws IOException {
        ProcessHandle postmaster = postmaster(folder).orElseThrow(() -> new IOException("PostgreSQL left no pid file"));
        Thread.ofPlatform().daemon().name("postgres-watch").start(() -> {
            while (isPostgres(postmaster)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
            if (!closing) {
                System.err.println("The desk's own PostgreSQL has ended. The desk ends too: start it again, and it goes"
                        + " on where it was. Nothing that was accepted is lost.");
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private static void prepare(EmbeddedPostgres server, DatabaseAddress address, Path folder, boolean fresh)
            throws IOException {
        String admin = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
        try (Connection connection = DriverManager.getConnection(admin, "postgres", fresh ? "" : address.password());
                var statement = connection.createStatement()) {
            if (fresh) {
                statement.execute("alter role postgres password '" + address.password() + "'");
                Files.writeString(folder.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
                statement.execute("select pg_reload_conf()");
            }
            try (var found = statement.executeQuery("select 1 from pg_database where datname = 'nightlight'")) {
                if (!found.next()) {
                    statement.execute("create database nightlight");
                }
            }
            try (var durable = statement.executeQuery(
                    "select current_setting('fsync') || current_setting('synchronous_commit')")) {
                durable.next();
                if (!durable.getString(1).equals("onon")) {
                    throw new IllegalStateException(
                            "PostgreSQL runs without flushing to disk; it must not hold a desk");
                }
            }
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** Stops the server that a killed desk left behind, named in the folder's own {@code postmaster.pid}. */
    private static void stopOrphan(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> named = postmaster(folder);
        if (named.filter(OwnPostgres::isPostgres).isPresent()) {
            ProcessHandle orphan = named.get();
            signal("-INT", orphan); // fast shutdown
            if (!ends(orphan)) {
                signal("-QUIT", orphan); // immediate, recovers at start
                if (!ends(orphan)) {
                    orphan.destroyForcibly();
                }
            }
        } else if (named.isPresent()) {
            // The number was given to some other program since, which must not stop our start.
            Files.deleteIfExists(pidFile);
        }
        for (ProcessHandle left : leftBehind(folder)) {
            if (!ends(left)) {
                left.destroyForcibly();
                ends(left);
            }
        }
    }

    /** Server processes that outlive a killed postmaster while they are busy: none may write once a new one starts. */
    private static List<ProcessHandle> leftBehind(Path folder) throws IOException {
        Path home = folder.toRealPath();
        return ProcessHandle.allProcesses()
                .filter(OwnPostgres::isPostgres)
                .filter(process -> home.equals(workingFolder(process)))
                .toList();
    }

    /** Told by Linux alone; elsewhere PostgreSQL itself refuses to start beside them. */
    private static @Nullable Path workingFolder(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException | UnsupportedOperationException untold) {
            return null;
        }
    }

    private static Optional<ProcessHandle> postmaster(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    }

    private static void signal(String signal, ProcessHandle process) throws IOException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    }

    /** Waits up to ten seconds. A process that ended but that nobody has buried yet has no command any more. */
    private static boolean ends(ProcessHandle process) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (isPostgres(process) && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return !isPostgres(process);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
    }

    private static String password(Path secret) throws IOException {
        if (!Files.exists(secret)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            writeSecret(secret, HexFormat.of().formatHex(random));
        }
        return Files.readString(secret).strip();
    }

    private static void writeSecret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
