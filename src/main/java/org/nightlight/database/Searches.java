package org.nightlight.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/**
 * Reads whose cost depends on what somebody typed. They have a share of the connections of their own and three seconds each,
 * waiting for a turn included; however many come, the rest of the desk keeps its connections and answers as ever.
 */
public final class Searches {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final String CANCELLED = "57014";

    private final Database database;
    private final DSLContext sql;
    private final Semaphore turns;

    /** @param atOnce how many connections they may hold, at least 1 */
    public Searches(Database database, DSLContext sql, int atOnce) {
        this.database = database;
        this.sql = sql;
        this.turns = new Semaphore(Math.max(1, atOnce), true);
    }

    /** The three seconds were over. Nothing was changed; fewer words or a narrower filter help. */
    public static final class TooSlow extends RuntimeException {
        TooSlow() {
            super("a search took too long", null, false, false);
        }
    }

    /**
     * One consistent look of this clearance, as {@link Database#read} has it.
     *
     * @throws TooSlow when there is no answer after three seconds
     */
    public <T extends @Nullable Object> T read(Clearance clearance, Supplier<T> work) {
        long begun = System.nanoTime();
        if (!turn()) {
            throw new TooSlow();
        }
        try {
            return database.read(clearance, () -> {
                long left = Math.max(1, LONGEST.toMillis() - (System.nanoTime() - begun) / 1_000_000);
                sql.execute("select set_config('statement_timeout', ?, true)", Long.toString(left));
                return work.get();
            });
        } catch (DataAccessException failed) {
            if (CANCELLED.equals(failed.sqlState())) {
                throw new TooSlow();
            }
            throw failed;
        } catch (QueryTimeoutException cancelled) {
            throw new TooSlow();
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
