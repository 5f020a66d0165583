package org.nightlight.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for tests: one server per test run, and for whoever asks a migrated database of its own, copied from a
 * template within a few dozen milliseconds.
 */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static boolean migrated;

    private TestDatabase() {}

    /** The address of a fresh, migrated database, for {@code NIGHTLIGHT_DATABASE_URL}. */
    public static synchronized DatabaseAddress fresh() {
        try {
            if (!migrated) {
                open();
                execute("create database template_desk");
                Migrations.run(at("template_desk"));
                migrated = true;
            }
            String name = "desk" + COUNT.incrementAndGet();
            execute("create database " + name + " template template_desk");
            return at(name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The address of a database without any table, as an operator's first one. */
    public static synchronized DatabaseAddress empty() {
        try {
            open();
            String name = "desk" + COUNT.incrementAndGet();
            execute("create database " + name);
            return at(name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Connections to a fresh database, as the desk's own role. */
    public static DatabaseConnections connect() {
        return connect(fresh());
    }

    /** Further connections to {@code address}, as a second process would have. */
    public static DatabaseConnections connect(DatabaseAddress address) {
        return new DatabaseConnections(DatabaseServer.start(address.toUrl(), Path.of("unused")), 8);
    }

    private static void open() throws IOException {
        if (server == null) {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "1000")
                    // Nothing here outlives the run, and a database is copied for each desk.
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("autovacuum", "off")
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    private static DatabaseAddress at(String name) {
        return new DatabaseAddress("127.0.0.1", server.getPort(), name, "postgres", "test");
    }

    private static void execute(String statement) {
        try (var connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
