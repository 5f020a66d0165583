package org.nightlight.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** Brings the tables up to date as their owner, one process at a time, and lets the desk's own role sign in. */
final class Migrations {
    private static final long LOCK = 0x6e696768746c69L;

    private Migrations() {}

    static void run(DatabaseAddress address) {
        try (Connection owner = DriverManager.getConnection(address.jdbcUrl(), address.owner(), address.password());
                Statement statement = owner.createStatement()) {
            // Several processes may start together: the second waits here and then finds nothing left to do.
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            Flyway.configure()
                    .dataSource(address.jdbcUrl(), address.owner(), address.password())
                    .locations("classpath:db/migration")
                    .loggers("slf4j")
                    .load()
                    .migrate();
            letAppSignIn(statement, address);
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException failed) {
            throw new IllegalStateException(
                    "The database at " + address + " cannot be prepared: " + failed.getMessage()
                            + ". Check that it runs, that the user may create tables and roles, and try again.",
                    failed);
        }
    }

    private static void letAppSignIn(Statement statement, DatabaseAddress address) throws SQLException {
        String user = '"' + address.appUser().replace("\"", "\"\"") + '"';
        String literal = address.appUser().replace("'", "''");
        statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + literal
                + "') then create role " + user + " login in role nightlight_app; end if; end $$");
        statement.execute("alter role " + user + " login password '" + address.appPassword() + "'");
    }
}
