package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_HOLD;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.SEALED_KEY;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.seal.Seal;
import org.nightlight.shared.Actor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sealed evidence has an end date: so many days after its case was closed it is deleted, with its key, unless a hold stands.
 * What was deleted is certified by a line of the timeline and of the audit: how much, and a hash over its ciphertexts.
 */
@Component
class Retention {
    private static final Actor SAFETY = new Actor.Software("safety");

    private final DSLContext sql;
    private final CaseStore store;
    private final Seal seal;
    private final Chronicle chronicle;
    private final CurrentPlaybook playbooks;
    private final Database database;
    private final Clock clock;
    private final Worker worker;

    Retention(
            DSLContext sql,
            CaseStore store,
            Seal seal,
            Chronicle chronicle,
            CurrentPlaybook playbooks,
            Database database,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.seal = seal;
        this.chronicle = chronicle;
        this.playbooks = playbooks;
        this.database = database;
        this.clock = clock;
        this.worker = new Worker("retention", Duration.ofHours(1), this::deleteOne);
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** One case a transaction. True when there may be more. */
    boolean deleteOne() {
        return database.write(Clearance.SYSTEM, () -> {
            Optional<SafetyCase> over = over();
            over.ifPresent(it -> {
                Seal.Destroyed destroyed = seal.destroy(it.ticketId());
                chronicle.tell(
                        it, SAFETY, "evidence-deleted", destroyed.pieces() + " pieces, sha256:" + destroyed.sha256());
            });
            return over.isPresent();
        });
    }

    private Optional<SafetyCase> over() {
        Instant before = clock.instant()
                .minus(Duration.ofDays(playbooks.current().playbook().safety().sealedDays()));
        return sql.select(SAFETY_CASE.ID)
                .from(SAFETY_CASE)
                .join(SEALED_KEY)
                .on(SEALED_KEY.TICKET_ID.eq(SAFETY_CASE.TICKET_ID))
                .where(SAFETY_CASE.STATE.eq("closed").and(SAFETY_CASE.ENDED_AT.lt(before)))
                .and(notExists(selectOne()
                        .from(CASE_HOLD)
                        .where(CASE_HOLD.CASE_ID.eq(SAFETY_CASE.ID).and(CASE_HOLD.ENDED_AT.isNull()))))
                .orderBy(SAFETY_CASE.ID)
                .limit(1)
                .forUpdate()
                .of(SAFETY_CASE)
                .skipLocked()
                .fetchOptional(SAFETY_CASE.ID)
                .flatMap(store::find);
    }
}
