package org.nightlight.ticket;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * One change to many tickets: asked for here, worked on by {@link BulkWork}. Which tickets is settled when it is asked for. Whoever
 * asked sees how far it has come, and can cancel it, try again what was refused, and take back what was done. Verbs belong into the
 * caller's transaction.
 */
@Component
public class BulkJobs {
    /** So many tickets can be changed at once. */
    public static final int MOST = 10_000;
    /** So long what was done is kept, and can be taken back. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final BulkStore store;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    BulkJobs(BulkStore store, Audit audit, Wakeups wakeups, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * Changes these tickets, as far as the caller's clearance shows them.
     *
     * @return the job's number
     */
    public Outcome<Long> ask(StaffMember by, BulkChange change, List<Long> tickets) {
        if (change.isNothing()) {
            return Outcome.refused(
                    "change",
                    say(
                            "Choose what to change: somebody, a state, or tags.",
                            "Elige qué cambiar: alguien, un estado o etiquetas."));
        } else if (tickets.isEmpty()) {
            return Outcome.refused(
                    "tickets",
                    say(
                            "No ticket is chosen. Tick some in a list first.",
                            "No hay ningún ticket elegido. Marca antes algunos en una lista."));
        } else if (tickets.size() > MOST) {
            return Outcome.refused(
                    "tickets",
                    say(
                            "This is more than 10,000 tickets. Narrow the filter.",
                            "Son más de 10 000 tickets. Acota el filtro."));
        }
        long job = begin(by, change, null);
        return keep(job, store.insertRows(job, tickets));
    }

    /** A job of this person; empty when there is none such. */
    public Optional<BulkJob> find(long id, StaffMember by) {
        return store.find(id, by.id());
    }

    /** This person's jobs, newest first. */
    public List<BulkJob> latest(StaffMember by, int limit) {
        return store.latest(by.id(), limit);
    }

    /** Tickets that it could not be done to, beyond number {@code after}, as far as the caller's clearance shows them. */
    public List<BulkJob.Refused> refused(BulkJob job, int after, int limit) {
        return store.refused(job.id(), after, limit);
    }

    /** Ends it after the ticket in hand; what was done stays. */
    public void cancel(BulkJob job, StaffMember by) {
        if (store.end(job.id(), "cancelled", clock.instant())) {
            audit.record(by.actor(), "bulk-cancelled", "bulk:" + job.id(), "");
        }
    }

    /** Does it once more to those that it was refused for. */
    public Outcome<Long> again(BulkJob job, StaffMember by) {
        if (job.progress() == BulkJob.Progress.RUNNING || job.refused() == 0) {
            return Outcome.refused("again", say("There is nothing to try again.", "No hay nada que reintentar."));
        }
        long next = begin(by, job.change(), null);
        return keep(next, store.copyRefused(job.id(), next));
    }

    /** Takes back what it did, ticket by ticket; one that was changed again since stays as it is, and is told. */
    public Outcome<Long> undo(BulkJob job, StaffMember by) {
        if (job.progress() == BulkJob.Progress.RUNNING || job.changed() == 0) {
            return Outcome.refused("undo", say("There is nothing to take back.", "No hay nada que revertir."));
        }
        long next = begin(by, job.change(), job.id());
        return keep(next, store.copyReversed(job.id(), next));
    }

    private long begin(StaffMember by, BulkChange change, @Nullable Long undoes) {
        Instant now = clock.instant();
        store.forget(now.minus(KEPT));
        long id = store.insert(by.id(), change, undoes, now);
        audit.record(
                by.actor(),
                undoes == null ? "bulk-asked" : "bulk-undone",
                "bulk:" + (undoes == null ? id : undoes),
                "");
        return id;
    }

    private Outcome<Long> keep(long job, int rows) {
        store.total(job, rows);
        wakeups.afterCommit(BulkWork.WAITING);
        return Outcome.done(job);
    }
}
