package org.nightlight.ticket;

import java.time.Duration;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends drafts that were discarded when their time to be brought back is over, with their files. */
@Component
class DiscardedDrafts {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int TOGETHER = 20;

    private final Worker worker;

    DiscardedDrafts(Database database, Drafts drafts) {
        this.worker = new Worker(
                "discarded-drafts", LOOK, () -> database.write(Clearance.SYSTEM, () -> drafts.dropOver(TOGETHER)));
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
