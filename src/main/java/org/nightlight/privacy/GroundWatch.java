package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.shared.Actor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forgets who a child is once nothing allows to know it any more: after the one answer (16 CFR 312.5(c)(3)), when no parent
 * answered in time ((c)(1)), and everything of the child where a parent said no. One conversation a transaction.
 */
@Component
class GroundWatch {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    /** A child's other question, not answered yet, needs the address too; so long it is waited for. */
    private static final Duration OTHERS = Duration.ofDays(14);

    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final GroundStore store;
    private final Erasures erasures;
    private final PersonalStores stores;
    private final Customers customers;
    private final Ages ages;
    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final Worker worker = new Worker("ground", Duration.ofSeconds(30), this::endOne);

    GroundWatch(
            GroundStore store,
            Erasures erasures,
            PersonalStores stores,
            Customers customers,
            Ages ages,
            Database database,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.erasures = erasures;
        this.stores = stores;
        this.customers = customers;
        this.ages = ages;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** True when there may be more. */
    boolean endOne() {
        return database.write(Clearance.SYSTEM, () -> {
            Optional<GroundStore.Kept> over = store.claimOver(clock.instant());
            over.ifPresent(this::end);
            return over.isPresent();
        });
    }

    private void end(GroundStore.Kept kept) {
        Optional<Customer> child = customers.find(kept.childId());
        if (child.isEmpty()) {
            store.endsAt(kept.ticketId(), null); // gone already
        } else if (kept.refused()) {
            store.ofChild(kept.childId()).forEach(each -> store.endsAt(each.ticketId(), null));
            erasures.refused(child.get(), customers.householdOf(child.get()).orElse(null));
        } else if (isGrown(child.get())) {
            store.endsAt(kept.ticketId(), null);
        } else if (waitsForAnother(kept) || stores.mustBeKnownAgain(kept.childId())) {
            store.endsAt(kept.ticketId(), clock.instant().plus(LOOK_AGAIN));
        } else {
            forget(child.get());
        }
    }

    private boolean isGrown(Customer child) {
        AgeState age = ages.of(child).state();
        return age == AgeState.ADULT || age == AgeState.TEEN;
    }

    private boolean waitsForAnother(GroundStore.Kept kept) {
        Instant since = clock.instant().minus(OTHERS);
        Instant now = clock.instant();
        return store.ofChild(kept.childId()).stream()
                .filter(other -> other.ticketId() != kept.ticketId())
                .filter(other -> other.ground() != Ground.SECURITY_AND_LAW
                        && other.since().isAfter(since))
                .anyMatch(other -> other.endsAt() == null || other.endsAt().isAfter(now));
    }

    /**
     * Where a case or a hold stands in the way, the conversations go behind the wall instead, as they do when somebody has
     * everything erased; which of the two it was, nobody outside can tell.
     */
    private void forget(Customer child) {
        store.ofChild(child.id()).forEach(each -> store.endsAt(each.ticketId(), null));
        if (stores.keeping(Set.of(child.id())) != Keeping.NOTHING) {
            erasures.atOnce(child);
            return;
        }
        Scope scope = stores.ofPerson(child.id());
        stores.unname(scope);
        scope.tickets().forEach(ticket -> audit.recordTicket(PRIVACY, "child-forgotten", ticket, ""));
    }
}
