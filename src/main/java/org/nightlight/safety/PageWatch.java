package org.nightlight.safety;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks each second for pages whose next step is due, and each minute for gaps in the rota. */
@Component
class PageWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PageWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_ROTA_LOOKS = Duration.ofMinutes(1);

    private final Paging paging;
    private final RotaWatch rota;
    private final Database database;
    private final Clock clock;
    private final Worker worker;
    private Instant lookAtRota = Instant.EPOCH;

    PageWatch(Paging paging, RotaWatch rota, Database database, Clock clock) {
        this.paging = paging;
        this.rota = rota;
        this.database = database;
        this.clock = clock;
        this.worker = new Worker("pages", Duration.ofSeconds(1), this::look);
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** Pages first: a rota that cannot be read must hold up no call. */
    private boolean look() {
        if (stepOne()) {
            return true;
        }
        Instant now = clock.instant();
        if (!now.isBefore(lookAtRota)) {
            lookAtRota = now.plus(BETWEEN_ROTA_LOOKS);
            database.write(Clearance.SYSTEM, rota::look);
        }
        return false;
    }

    /** One page a transaction: one that fails is put off and never holds up the others. */
    private boolean stepOne() {
        AtomicReference<@Nullable Long> at = new AtomicReference<>();
        try {
            return database.write(Clearance.SYSTEM, () -> {
                Optional<Long> due = paging.claimDue();
                due.ifPresent(pageId -> {
                    at.set(pageId);
                    paging.step(pageId);
                });
                return due.isPresent();
            });
        } catch (RuntimeException failed) {
            Long pageId = at.get();
            if (pageId == null) {
                throw failed;
            }
            LOG.warn("page {} failed a step and is tried again soon: {}", pageId, Worker.cause(failed));
            database.write(Clearance.SYSTEM, () -> paging.putOff(pageId, PAUSE));
            return true;
        }
    }
}
