package org.nightlight.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.safety.Drills;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts a drill when the last one is older than the playbook allows, whatever the hour: a child does not choose one either.
 * Of several processes one starts it. Where nobody could be called there is none to drill.
 */
@Component
class DrillWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DrillWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Drills drills;
    private final Drilling drilling;
    private final Staff staff;
    private final Database database;
    private final Clock clock;
    private final Worker worker = new Worker("drills", Duration.ofSeconds(1), this::look);
    private Instant lookAt = Instant.EPOCH;

    DrillWatch(Drills drills, Drilling drilling, Staff staff, Database database, Clock clock) {
        this.drills = drills;
        this.drilling = drilling;
        this.staff = staff;
        this.database = database;
        this.clock = clock;
    }

    private boolean look() {
        Instant now = clock.instant();
        if (!now.isBefore(lookAt)) {
            lookAt = now.plus(BETWEEN_LOOKS);
            startDue(now);
        }
        return false;
    }

    /** Two that look at once mean the same drill, by the moment at which it was due. */
    private void startDue(Instant now) {
        Instant due = database.read(Clearance.SYSTEM, drills::due);
        boolean starts =
                !now.isBefore(due) && !staff.withRole(Role.SAFETY_OFFICER).isEmpty();
        if (starts && !drilling.start(new Actor.Software("drills"), "due " + due)) {
            LOG.error("a drill runs, but screening did not find what was put before it");
        }
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }
}
