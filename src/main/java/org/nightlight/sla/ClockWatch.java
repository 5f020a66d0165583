package org.nightlight.sla;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks each second for clocks on which something has fallen due: one indexed read while there is nothing. */
@Component
class ClockWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Worker worker;

    ClockWatch(Clocks clocks, Database database, CurrentPlaybook playbooks) {
        AtomicInteger reckonedBy = new AtomicInteger();
        this.worker = new Worker("clocks", Duration.ofSeconds(1), () -> {
            int version = playbooks.current().number();
            if (reckonedBy.get() != version) {
                database.write(Clearance.SYSTEM, () -> clocks.wakeOutdated(version));
                reckonedBy.set(version);
            }
            return ringOne(clocks, database);
        });
    }

    /** One ticket a transaction: a ticket on which ringing fails is put off and never holds up the others. */
    private static boolean ringOne(Clocks clocks, Database database) {
        AtomicReference<@Nullable Long> at = new AtomicReference<>();
        try {
            return database.write(Clearance.SYSTEM, () -> {
                Optional<Long> due = clocks.claimDue();
                due.ifPresent(ticketId -> {
                    at.set(ticketId);
                    clocks.ring(ticketId);
                });
                return due.isPresent();
            });
        } catch (RuntimeException failed) {
            Long ticketId = at.get();
            if (ticketId == null) {
                throw failed;
            }
            LOG.warn(
                    "the clocks of ticket {} failed and are tried again in a minute: {}",
                    ticketId,
                    Worker.cause(failed));
            database.write(Clearance.SYSTEM, () -> clocks.putOff(ticketId, PAUSE));
            return true;
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
