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
        return start(by, UUID.randomUUID().toString());
    }

    /** As {@link #start(Actor.Staff)}; of all who start one under the same key only the first does. */
    boolean start(Actor by, String onceKey) {
        Letter letter = Letter.of(REQUESTER, "Drill", "Drill", words());
        Intake.Receipt receipt =
                intake.receive(Channel.WEB, "drill:" + onceKey, letter, ticketId -> drills.mark(ticketId, by));
        if (receipt instanceof Intake.Receipt.Taken taken && !taken.walled()) {
            database.write(Clearance.SYSTEM, () -> cases.raise(taken.ticketId(), Level.S3, by));
            return false;
        }
        return true;
    }

    private static String words() {
        try (InputStream text = Drilling.class.getResourceAsStream("/safety/drill.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
