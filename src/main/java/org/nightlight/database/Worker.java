package org.nightlight.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one step after the other while there is work, and otherwise waits to be woken, looking by itself every
 * so often. A step that throws is logged by its kind and tried again later; the thread goes on.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final BooleanSupplier step;
    private final Duration look;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** @param step does what waits; true when there may be more at once */
    public Worker(String name, Duration look, BooleanSupplier step) {
        this.step = step;
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Lets the step that is running end, then stops. */
    @Override
    public void close() {
        closed = true;
        wake.release();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (!step.getAsBoolean() && !closed) {
                    boolean woken = wake.tryAcquire(look.toMillis(), TimeUnit.MILLISECONDS);
                    if (woken) {
                        wake.drainPermits();
                    }
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | Error failed) { // a thread that ended would leave its work lying unseen
                LOG.warn("{} failed a step and will try again: {}", thread.getName(), cause(failed));
                pause();
            }
        }
    }

    /** Kinds, never messages: those may hold what somebody wrote. */
    public static String cause(Throwable failed) {
        StringBuilder kinds = new StringBuilder(failed.getClass().getSimpleName());
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            kinds.append(" < ").append(cause.getClass().getSimpleName());
        }
        StackTraceElement[] trace = failed.getStackTrace();
        for (StackTraceElement at : trace) {
            if (at.getClassName().startsWith("org.nightlight")) {
                return kinds + " at " + at;
            }
        }
        return kinds.toString();
    }

    private void pause() {
        try {
            wake.tryAcquire(look.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
