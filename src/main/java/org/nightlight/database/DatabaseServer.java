package org.nightlight.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL behind this process: its own under the data folder, or the one that was named. Migrated when ready. */
public final class DatabaseServer implements AutoCloseable {
    private final @Nullable OwnPostgres own;
    private final DatabaseAddress address;

    private DatabaseServer(@Nullable OwnPostgres own, DatabaseAddress address) {
        this.own = own;
        this.address = address;
    }

    /** @param url an address as {@link DatabaseAddress} reads it; empty for a server of the desk's own */
    public static DatabaseServer start(String url, Path data) {
        OwnPostgres own = url.isBlank() ? OwnPostgres.start(data) : null;
        DatabaseAddress address = own == null ? DatabaseAddress.parse(url) : own.address();
        try {
            Migrations.run(address);
            return new DatabaseServer(own, address);
        } catch (RuntimeException failed) {
            if (own != null) {
                own.close();
            }
            throw failed;
        }
    }

    /** For the command line: the database of the desk that is running on the folder, else a server started for now. */
    public static DatabaseServer join(String url, Path data) {
        Path running = data.resolve("database.url");
        if (url.isBlank() && Files.exists(running)) {
            try {
                DatabaseAddress address = DatabaseAddress.parse(Files.readString(running));
                if (address.answers()) {
                    return new DatabaseServer(null, address);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot read " + running, failed);
            }
        }
        return start(url, data);
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Connections as the role that owns nothing. */
    public HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("desk");
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.appUser());
        config.setPassword(address.appPassword());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setIdleTimeout(60_000);
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", "nightlight");
        config.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes rows, and errors end in logs
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
