package org.nightlight.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Supplier;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.DatabaseConnections;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.Actor;

/** The room on a database of its own, with tickets to seal; every keyring is as another process would have it. */
final class SealRoom implements AutoCloseable {
    static final Actor READER = new Actor.Staff(7);

    final DatabaseAddress address = TestDatabase.fresh();
    final DatabaseConnections desk = TestDatabase.connect(address);
    final Audit audit = new Audit(desk.sql(), Clock.systemUTC());
    final Path data = temporary();
    final Path keyFile = data.resolve("seal.json");

    Keyring keyring() {
        return keyring(data, "", "");
    }

    Keyring keyring(Path folder, String file, String kms) {
        return new Keyring(new SealStore(desk.sql()), desk.database(), folder, file, kms);
    }

    Seal seal() {
        return new Seal(desk.sql(), keyring());
    }

    Rotation rotation() {
        return new Rotation(desk.sql(), desk.database(), audit, data, "", "");
    }

    long ticket() {
        return write(() -> {
            long customer = desk.sql()
                    .fetchOne(
                            "insert into customer (name, created_at, updated_at) values ('Kit', now(), now()) returning id")
                    .get(0, Long.class);
            return desk.sql()
                    .fetchOne(
                            "insert into ticket (subject, state, category, confidence, tier, team, level, requester_id,"
                                    + " channel, walled, playbook_version, created_at, updated_at) values ('Sealed', 'open',"
                                    + " 'x', 1, 'free', 'x', 1, ?, 'email', true, 1, now(), now()) returning id",
                            customer)
                    .get(0, Long.class);
        });
    }

    /** A ticket with one sealed text. */
    long sealed(Seal seal, String text) {
        long ticket = ticket();
        put(seal, new Place(ticket, "message", 1), text);
        return ticket;
    }

    void put(Seal seal, Place place, String text) {
        write(() -> {
            seal.put(place, text.getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    /** What a member of the Safety Team reads there. */
    String read(Seal seal, Place place) {
        return new SealedReading(desk.sql(), desk.database(), audit, Clock.systemUTC())
                .open(
                        Clearance.SAFETY,
                        READER,
                        place.ticketId(),
                        "test",
                        () -> desk.database()
                                .read(
                                        Clearance.SAFETY,
                                        () -> seal.read(place)
                                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                                .orElse("nothing")));
    }

    <T> T write(Supplier<T> work) {
        return desk.database().write(Clearance.SYSTEM, work);
    }

    /** As the tables' owner, before whom no wall stands: a thief with the database, or a broken disk. */
    void tamper(String statement) {
        try (Connection owner = DriverManager.getConnection(address.jdbcUrl(), address.owner(), address.password());
                var sql = owner.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("seal");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() {
        desk.close();
    }
}
