package org.nightlight.ticket;

import static nightlight.tables.Tables.TICKET_TASK;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nightlight.tables.tables.records.TicketTaskRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.seal.Seal;
import org.nightlight.shared.Actor;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * What staff have to do on a ticket. The wall keeps each task as it keeps the ticket, its words under seal. A task is no change of the
 * ticket's own: nobody who writes a reply meanwhile is overtaken by it. Each verb does nothing when already done.
 */
@Component
public class Tasks {
    /** Letters that one task may have. */
    public static final int LONGEST = 200;

    private final TicketStore store;
    private final Sealing sealing;
    private final SealedWords sealed;
    private final DSLContext sql;
    private final Notices notices;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    Tasks(
            TicketStore store,
            Sealing sealing,
            SealedWords sealed,
            DSLContext sql,
            Notices notices,
            Audit audit,
            Wakeups wakeups,
            Clock clock) {
        this.store = store;
        this.sealing = sealing;
        this.sealed = sealed;
        this.sql = sql;
        this.notices = notices;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * One thing to do.
     *
     * @param text one line; behind the wall readable while a reading of the ticket is open
     * @param assigneeId null while it is nobody's yet
     * @param dueOn the last day for it in the desk's zone, null for no such day
     * @param doneAt null while it is open, as is {@code doneBy}
     * @param removed taken away: it stands in the ticket's story alone
     */
    public record Task(
            long id,
            String text,
            @Nullable Long assigneeId,
            @Nullable LocalDate dueOn,
            @Nullable Instant doneAt,
            @Nullable Long doneBy,
            boolean removed) {

        public boolean isOpen() {
            return doneAt == null && !removed;
        }

        public boolean isDone() {
            return doneAt != null && !removed;
        }

        Task withText(String text) {
            return new Task(id, text, assigneeId, dueOn, doneAt, doneBy, removed);
        }
    }

    /** All tasks that a ticket ever had, in the order in which they were added. */
    public List<Task> of(long ticketId) {
        List<Task> tasks = sql.selectFrom(TICKET_TASK)
                .where(TICKET_TASK.TICKET_ID.eq(ticketId))
                .orderBy(TICKET_TASK.ID)
                .fetch(Tasks::task);
        Map<Long, String> words = sealed.tasks(ticketId, tasks.stream().map(Task::text));
        return tasks.stream()
                .map(task -> task.withText(words.getOrDefault(task.id(), task.text())))
                .toList();
    }

    /** What is still to be done on a ticket. */
    public List<Task> open(long ticketId) {
        return of(ticketId).stream().filter(Task::isOpen).toList();
    }

    /**
     * Adds what is to be done, and tells whom it is given to. The ticket must be locked. The very same open task is not added twice.
     *
     * @param text one line of up to {@link #LONGEST} letters
     */
    public void add(
            Ticket ticket, String text, @Nullable StaffMember assignee, @Nullable LocalDate dueOn, Actor.Staff by) {
        ticket.refuseIfMerged();
        if (assignee != null && !ticket.mayBeHeldBy(assignee)) {
            throw new Refusal(say("Choose somebody from the list.", "Elige a alguien de la lista."));
        }
        Long holder = assignee == null ? null : assignee.id();
        boolean known = open(ticket.id()).stream()
                .anyMatch(task -> task.text().equals(text)
                        && Objects.equals(task.assigneeId(), holder)
                        && Objects.equals(task.dueOn(), dueOn));
        if (known) {
            return;
        }
        long id = insert(ticket, text, holder, dueOn, by);
        tell(ticket.id(), id, by, "added", holder);
        if (holder != null && holder != by.id()) {
            notices.task(holder, ticket.id(), id, by.id());
        }
    }

    private long insert(Ticket ticket, String text, @Nullable Long holder, @Nullable LocalDate dueOn, Actor.Staff by) {
        long id = sql.insertInto(TICKET_TASK)
                .set(TICKET_TASK.TICKET_ID, ticket.id())
                .set(TICKET_TASK.TEXT, ticket.walled() ? Seal.MARK : text)
                .set(TICKET_TASK.ASSIGNEE_ID, holder)
                .set(TICKET_TASK.DUE_ON, dueOn)
                .set(TICKET_TASK.MADE_BY, by.id())
                .set(TICKET_TASK.MADE_AT, clock.instant())
                .returningResult(TICKET_TASK.ID)
                .fetchSingle()
                .value1();
        if (ticket.walled()) {
            sealing.sealTask(ticket.id(), id, text);
        }
        return id;
    }

    /** Says that it is done, or that it is not done after all. The ticket; empty when there is no such task for this viewer. */
    public Optional<Ticket> complete(long taskId, boolean done, Actor.Staff by) {
        return change(taskId, (ticket, task) -> {
            if (done == task.isDone()) {
                return;
            }
            sql.update(TICKET_TASK)
                    .set(TICKET_TASK.DONE_AT, done ? clock.instant() : null)
                    .set(TICKET_TASK.DONE_BY, done ? by.id() : null)
                    .where(TICKET_TASK.ID.eq(taskId))
                    .execute();
            tell(ticket.id(), taskId, by, done ? "done" : "undone", null);
        });
    }

    /** Makes it one's own, whosever it was. */
    public Optional<Ticket> take(long taskId, StaffMember by) {
        return change(taskId, (ticket, task) -> {
            if (!ticket.mayBeHeldBy(by)) {
                throw new Refusal(say("You cannot be given this task.", "No se te puede dar esta tarea."));
            }
            if (!task.isOpen() || Objects.equals(task.assigneeId(), by.id())) {
                return;
            }
            sql.update(TICKET_TASK)
                    .set(TICKET_TASK.ASSIGNEE_ID, by.id())
                    .where(TICKET_TASK.ID.eq(taskId))
                    .execute();
            tell(ticket.id(), taskId, new Actor.Staff(by.id()), "taken", null);
        });
    }

    /** Takes it away, done or not. */
    public Optional<Ticket> remove(long taskId, Actor.Staff by) {
        return change(taskId, (ticket, task) -> {
            sql.update(TICKET_TASK)
                    .set(TICKET_TASK.REMOVED_AT, clock.instant())
                    .where(TICKET_TASK.ID.eq(taskId))
                    .execute();
            tell(ticket.id(), taskId, by, "removed", null);
        });
    }

    /** Nobody outside has work behind the wall: as the ticket itself, what is open there is nobody's at first. */
    void leave(long ticketId) {
        sql.update(TICKET_TASK)
                .setNull(TICKET_TASK.ASSIGNEE_ID)
                .where(TICKET_TASK.TICKET_ID.eq(ticketId), TICKET_TASK.DONE_AT.isNull())
                .execute();
    }

    /** A mask may be longer than what it stands for. */
    static String cut(String text) {
        int letters = text.codePointCount(0, text.length());
        return letters <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    private interface Verb {
        void on(Ticket ticket, Task task);
    }

    /** The ticket is locked first; a task that a merge has just moved is looked for where it was, and is not there. */
    private Optional<Ticket> change(long taskId, Verb verb) {
        Optional<Ticket> ticket = sql.select(TICKET_TASK.TICKET_ID)
                .from(TICKET_TASK)
                .where(TICKET_TASK.ID.eq(taskId))
                .fetchOptional(TICKET_TASK.TICKET_ID)
                .flatMap(store::lock);
        return ticket.flatMap(it -> sql.selectFrom(TICKET_TASK)
                .where(TICKET_TASK.ID.eq(taskId), TICKET_TASK.TICKET_ID.eq(it.id()), TICKET_TASK.REMOVED_AT.isNull())
                .fetchOptional(Tasks::task)
                .map(task -> {
                    it.refuseIfMerged();
                    verb.on(it, task);
                    return it;
                }));
    }

    /** Numbers alone: the story finds the words where the task stands. */
    private void tell(long ticketId, long taskId, Actor.Staff by, String what, @Nullable Long holder) {
        Map<String, Object> detail = new LinkedHashMap<>(Map.of("task", taskId));
        if (holder != null) {
            detail.put("for", holder);
        }
        store.event(ticketId, clock.instant(), by, "task-" + what, detail);
        audit.recordTicket(by, "task-" + what, ticketId, "task:" + taskId);
        wakeups.afterCommit("ticket:" + ticketId);
    }

    private static Task task(TicketTaskRecord row) {
        return new Task(
                row.getId(),
                row.getText(),
                row.getAssigneeId(),
                row.getDueOn(),
                row.getDoneAt(),
                row.getDoneBy(),
                row.getRemovedAt() != null);
    }
}
