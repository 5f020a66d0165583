package org.nightlight.seal;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one way to sealed words: who reads which ticket, and for what, is written down and committed; only then does the work
 * run, within which {@link Seal} opens that ticket. If the line cannot be written, nothing is opened.
 */
@Component
public class SealedReading {
    private static final ScopedValue<Set<Long>> OPEN = ScopedValue.newInstance();

    private final SealStore store;
    private final Database database;
    private final Audit audit;
    private final Clock clock;

    SealedReading(DSLContext sql, Database database, Audit audit, Clock clock) {
        this.store = new SealStore(sql);
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Runs {@code work}, which begins its own transactions, with the ticket's words in sight. Where the ticket has nothing
     * sealed, or the clearance does not see it, no line is written and the work runs just so. An administrator with a running
     * grant ({@code GLASS}) sees the granted ticket and no other.
     *
     * @param why a key for the record, such as {@code case-words}
     */
    public <T extends @Nullable Object> T open(
            Clearance clearance, Actor reader, long ticketId, String why, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a reading of sealed words begins before any transaction");
        }
        if (!written(clearance, reader, ticketId, why)) {
            return work.get();
        }
        Set<Long> tickets = new HashSet<>(OPEN.orElse(Set.of()));
        tickets.add(ticketId);
        return ScopedValue.where(OPEN, tickets).call(work::get);
    }

    private boolean written(Clearance clearance, Actor reader, long ticketId, String why) {
        return switch (clearance.sight()) {
            case SAFETY ->
                database.write(
                        clearance,
                        () -> written(reader, ticketId, why, store.key(ticketId).isPresent()));
            // A transaction of theirs can write nothing: the line is written for them, if their grant runs.
            case GLASS ->
                database.write(
                        Clearance.SYSTEM.of(clearance.viewer()),
                        () -> written(
                                reader,
                                ticketId,
                                why,
                                store.key(ticketId).isPresent() && store.granted(ticketId, clock.instant())));
            case DESK, SYSTEM -> false;
        };
    }

    private boolean written(Actor reader, long ticketId, String why, boolean sealed) {
        if (sealed) {
            audit.recordWalled(reader, "sealed-opened", "ticket:" + ticketId, ticketId, why);
        }
        return sealed;
    }

    static boolean isOpen(long ticketId) {
        return OPEN.orElse(Set.of()).contains(ticketId);
    }

    /** What is open here, for a piece of this work that another thread does. */
    public static Carried carried() {
        return new Carried(OPEN.orElse(Set.of()));
    }

    /** Runs work with in sight what was in sight of whoever asked for it. */
    public static final class Carried {
        private final Set<Long> tickets;

        private Carried(Set<Long> tickets) {
            this.tickets = tickets;
        }

        public <T extends @Nullable Object> T within(Supplier<T> work) {
            return ScopedValue.where(OPEN, tickets).call(work::get);
        }
    }
}
