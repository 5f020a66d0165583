package org.nightlight.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.DatabaseConnections;
import org.nightlight.database.DatabaseServer;
import org.nightlight.playbook.Playbooks;
import org.nightlight.seal.Rotation;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Passwords;
import org.nightlight.staff.Staff;
import org.nightlight.staff.Tokens;
import picocli.CommandLine.Option;

/** How a command reaches the desk's database: that of the desk running on the folder, or one started for the moment. */
final class DeskAccess {
    static final Actor COMMAND_LINE = new Actor.Software("cli");

    /** Set once, before any command runs. */
    static Map<String, String> settings = Map.of();

    @Option(names = "--data", paramLabel = "DIR", description = "the desk's data folder (default: data)")
    @Nullable
    Path data;

    /** The rooms that commands speak to. */
    record Rooms(
            DatabaseConnections connections,
            Audit audit,
            Playbooks playbooks,
            Staff staff,
            Tokens tokens,
            Supplier<Rotation> sealing) {
        /** Finds the key file, or says why it cannot. */
        Rotation rotation() {
            return sealing.get();
        }
    }

    int with(ToIntFunction<Rooms> work) {
        Path folder = data == null ? Path.of(settings.getOrDefault("nightlight.data", "data")) : data;
        try (DatabaseServer server = DatabaseServer.join(settings.getOrDefault("nightlight.database.url", ""), folder);
                DatabaseConnections connections = new DatabaseConnections(server, 2)) {
            Clock clock = Clock.systemUTC();
            Audit audit = new Audit(connections.sql(), clock);
            return work.applyAsInt(new Rooms(
                    connections,
                    audit,
                    new Playbooks(connections.sql(), connections.database(), audit, clock),
                    new Staff(
                            connections.database(),
                            connections.sql(),
                            audit,
                            clock,
                            Passwords.encoder(Passwords.STRENGTH)),
                    new Tokens(connections.database(), connections.sql(), audit, clock),
                    () -> new Rotation(
                            connections.sql(),
                            connections.database(),
                            audit,
                            folder,
                            settings.getOrDefault("nightlight.seal.key-file", ""),
                            settings.getOrDefault("nightlight.seal.kms", ""))));
        }
    }
}
