package org.nightlight.database;

import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that state their viewer and the viewer's clearance. Everything called inside one, event listeners included, takes part in
 * it; a call within a running transaction joins it and keeps its clearance, so that nobody gains sight on the way.
 */
public final class Database {
    private final DSLContext sql;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final TransactionTemplate within;

    public Database(DSLContext sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.within = new TransactionTemplate(transactions);
        this.within.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Everything that {@code work} does, or nothing of it. */
    public <T extends @Nullable Object> T write(Clearance clearance, Supplier<T> work) {
        return run(writing, clearance, work);
    }

    /** Everything that {@code work} does, or nothing of it. */
    public void write(Clearance clearance, Runnable work) {
        run(writing, clearance, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /**
     * A part of the running transaction that may fail by itself: what it did is undone, and the rest goes on.
     *
     * @return why it failed, if it did
     */
    public Optional<RuntimeException> attempt(Runnable part) {
        try {
            within.executeWithoutResult(status -> part.run());
            return Optional.empty();
        } catch (RuntimeException failed) {
            return Optional.of(failed);
        }
    }

    /** One consistent look; a write inside is refused by the database. */
    public <T extends @Nullable Object> T read(Clearance clearance, Supplier<T> work) {
        return run(reading, clearance, work);
    }

    /**
     * One statement that reads tables without walls. It needs no transaction of its own, which saves two round trips; with
     * no clearance stated it sees no ticket.
     */
    public <T extends @Nullable Object> T look(Supplier<T> statement) {
        return statement.get();
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T extends @Nullable Object> T run(TransactionTemplate template, Clearance clearance, Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        return template.execute(status -> {
            sql.execute(
                    "select set_config('nightlight.clearance', ?, true), set_config('nightlight.viewer', ?, true)",
                    clearance.setting(),
                    clearance.viewerSetting());
            return work.get();
        });
    }
}
