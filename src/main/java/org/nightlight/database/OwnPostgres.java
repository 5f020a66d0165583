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
        return new OwnPostgres(lockFile, lock, server, address, addressFile);
    }

    DatabaseAddress address() {
        return address;
    }

    /** Stops the server in an orderly way: everything committed is on disk. */
    @Override
    public void close() {
        try (lockFile) {
            Files.deleteIfExists(addressFile);
            server.close();
            lock.release();
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not stop cleanly", failed);
        }
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
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> orphan = lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(OwnPostgres::isPostgres);
        if (orphan.isPresent()) {
            ProcessHandle process = orphan.get();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start(); // fast shutdown
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (Exception stillThere) {
                new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                        .start(); // immediate, recovers at start
                process.onExit()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .exceptionally(late -> {
                            process.destroyForcibly();
                            return process;
                        })
                        .join();
            }
        }
        // With its process gone the file is stale; a number reused by some other program must not stop our start.
        Files.deleteIfExists(pidFile);
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
