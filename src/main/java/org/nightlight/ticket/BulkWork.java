package org.nightlight.ticket;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Works on bulk jobs, a few tickets of each in turn. Each ticket is a transaction of its own, under what whoever asked may see and do
 * at that moment: what they may not see any more is left alone and told to nobody. Behind the wall nothing is changed in bulk.
 */
@Component
class BulkWork {
    static final String WAITING = "bulk";
    /** Told when a job has ended, so that pages that show it are drawn anew. */
    static final String ENDED = "bulk-ended";

    private static final Logger LOG = LoggerFactory.getLogger(BulkWork.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Longer than a turn takes: until then no other process takes the job up. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    /** Tickets of one job before another one has its turn, and before the rights of whoever asked are looked up anew. */
    private static final int TURN = 20;

    private final BulkStore store;
    private final TicketStore tickets;
    private final Work work;
    private final Staff staff;
    private final Database database;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Worker worker = new Worker("bulk", LOOK, this::turn);

    BulkWork(
            BulkStore store,
            TicketStore tickets,
            Work work,
            Staff staff,
            Database database,
            Wakeups wakeups,
            Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.work = work;
        this.staff = staff;
        this.database = database;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        wakeups.listen(word -> {
            if (word.equals(WAITING)) {
                worker.wake();
            }
        });
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** A few tickets of one job. True when there may be more at once. */
    boolean turn() {
        Optional<BulkStore.Claimed> claimed =
                database.write(Clearance.SYSTEM, () -> store.claim(clock.instant(), LEASE));
        if (claimed.isEmpty()) {
            return false;
        }
        BulkStore.Claimed job = claimed.get();
        Optional<StaffMember> by =
                database.read(Clearance.SYSTEM, () -> staff.find(job.staffId())).filter(StaffMember::active);
        int last = 0;
        for (int i = 0; i < TURN && by.isPresent(); i++) {
            int from = last;
            Optional<Integer> next = database.write(by.get().clearance(), () -> one(job, by.get(), from));
            if (next.isEmpty()) {
                end(job.id(), "done");
                return true;
            }
            last = next.get();
        }
        if (by.isEmpty()) {
            end(job.id(), "cancelled");
        } else {
            database.write(Clearance.SYSTEM, () -> store.release(job.id(), clock.instant()));
        }
        return true;
    }

    private void end(long job, String state) {
        database.write(Clearance.SYSTEM, () -> {
            store.end(job, state, clock.instant());
            wakeups.afterCommit(ENDED);
        });
    }

    /** @return the number of the ticket that was looked at; empty when none of the job waits any more */
    private Optional<Integer> one(BulkStore.Claimed job, StaffMember by, int after) {
        Optional<BulkStore.Waiting> waiting = store.next(job.id(), after);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        BulkStore.Waiting row = waiting.get();
        BulkChange change = row.change() == null ? job.change() : row.change();
        // Why it is refused is kept for the one whose job it is, in their language.
        Spoken.in(
                        Spoken.ofKey(by.language()),
                        () -> database.attempt(() -> apply(job.id(), row, change, by))
                                .map(BulkWork::reason))
                .ifPresent(reason -> store.refuse(job.id(), row.number(), reason));
        return Optional.of(row.number());
    }

    private static String reason(RuntimeException failed) {
        return switch (failed) {
            case Refusal refusal -> String.valueOf(refusal.getMessage());
            case Conflict conflict ->
                say(
                        "It was changed again since, and stays as it is.",
                        "Cambió otra vez desde entonces, y queda como está.");
            default -> {
                LOG.warn("a ticket of a bulk job was left: {}", Worker.cause(failed));
                yield say("The desk failed on this one. Try it again.", "Con este hubo un fallo. Inténtalo de nuevo.");
            }
        };
    }

    private void apply(long job, BulkStore.Waiting row, BulkChange change, StaffMember by) {
        Ticket ticket = tickets.lock(row.ticketId())
                .orElseThrow(() -> new Refusal(say("It is not there any more.", "Ya no está.")));
        if (ticket.walled()) {
            throw new Refusal(say(
                    "A safety ticket is changed by itself, on its own page.",
                    "Un ticket de protección se cambia por separado, en su propia página."));
        } else if (row.expects() != null && ticket.version() != row.expects()) {
            throw new Conflict(ticket);
        }
        SortedSet<String> before = work.tags(ticket.id());
        Actor actor = by.actor();
        if (change.changesTags()) {
            work.tag(ticket.id(), Work.ANY, actor, tagged(before, change));
        }
        Long assignee = change.assignee();
        if (assignee != null) {
            work.assign(ticket.id(), Work.ANY, actor, assignee == 0 ? null : holder(assignee, ticket));
        }
        if (change.state() != null) {
            work.move(ticket.id(), Work.ANY, actor, change.state());
        }
        Ticket after = tickets.find(ticket.id()).orElseThrow();
        boolean same = after.version() == ticket.version();
        store.changed(
                job, row.number(), same ? null : back(ticket, before, after, work.tags(ticket.id())), after.version());
    }

    private long holder(long staffId, Ticket ticket) {
        return staff.find(staffId)
                .filter(ticket::mayBeHeldBy)
                .orElseThrow(() -> new Refusal(say(
                        "Whoever it was to be given to cannot have it.", "Quien iba a recibirlo no puede tenerlo.")))
                .id();
    }

    private static List<String> tagged(SortedSet<String> before, BulkChange change) {
        List<String> tags = new ArrayList<>(before);
        tags.removeAll(change.remove());
        tags.addAll(change.add());
        return tags;
    }

    /** What brings the ticket back to how it stood; new never returns. */
    private static BulkChange back(Ticket before, SortedSet<String> tags, Ticket after, SortedSet<String> tagsAfter) {
        return new BulkChange(
                Objects.equals(before.assigneeId(), after.assigneeId())
                        ? null
                        : before.assigneeId() == null ? Long.valueOf(0) : before.assigneeId(),
                earlier(before.state(), after.state()),
                without(tags, tagsAfter),
                without(tagsAfter, tags));
    }

    private static @Nullable State earlier(State before, State after) {
        State back = before == State.NEW ? State.OPEN : before;
        return back == after ? null : back;
    }

    private static List<String> without(SortedSet<String> these, SortedSet<String> those) {
        SortedSet<String> left = new TreeSet<>(these);
        left.removeAll(those);
        return List.copyOf(left);
    }
}
