package org.nightlight.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Drills;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Channel;
import org.springframework.stereotype.Component;

/** Starts a drill: a letter of the desk's own takes the way of every letter, marked in the transaction that stores it. */
@Component
public class Drilling {
    /** Leads nowhere: mail to {@code .invalid} is never sent. */
    private static final String REQUESTER = "drill@drill.invalid";

    private final Intake intake;
    private final Drills drills;
    private final Cases cases;
    private final Database database;

    public Drilling(Intake intake, Drills drills, Cases cases, Database database) {
        this.intake = intake;
        this.drills = drills;
        this.cases = cases;
        this.database = database;
    }

    /** Begins at once. False when screening did not find what was put before it: then people are called all the same. */
    public boolean start(Actor.Staff by) {
        Letter letter = Letter.of(REQUESTER, "Drill", "Drill", words());
        Intake.Receipt receipt = intake.receive(
                Channel.WEB, "drill:" + UUID.randomUUID(), letter, ticketId -> drills.mark(ticketId, by));
        Intake.Receipt.Taken taken = (Intake.Receipt.Taken) receipt;
        if (!taken.walled()) {
            database.write(Clearance.SYSTEM, () -> cases.raise(taken.ticketId(), Level.S3, by));
        }
        return taken.walled();
    }

    private static String words() {
        try (InputStream text = Drilling.class.getResourceAsStream("/safety/drill.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
