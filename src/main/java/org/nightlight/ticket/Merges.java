package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.DRAFT;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_MERGE;
import static nightlight.tables.Tables.TICKET_TASK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightlight.tables.tables.records.TicketMergeRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Two tickets about one matter become one. The merged ticket closes and keeps its own words, requester and number; what its
 * customer writes later goes on in the other, which keeps the earlier promise. No word moves, so that a merge can be undone, an
 * erasure finds everything, and a wall stays where it was put. Never across or behind a wall.
 */
@Component
public class Merges {
    /** So long a merge can be undone. */
    public static final Duration UNDO = Duration.ofDays(30);

    private final TicketStore store;
    private final DSLContext sql;
    private final Drafts drafts;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Merges(
            TicketStore store,
            DSLContext sql,
            Drafts drafts,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.sql = sql;
        this.drafts = drafts;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
        this.clock = clock;
    }

    /** A merge that holds. */
    public record Merge(long sourceId, long targetId, Instant at) {
        public boolean canBeUndone(Instant now) {
            return now.isBefore(at.plus(UNDO));
        }
    }

    /** Why these two cannot be merged, as a sentence; empty where they can. */
    public Optional<String> hindrance(Ticket source, Ticket target) {
        if (source.id() == target.id()) {
            return Optional.of(say("Choose another ticket than this one.", "Elige un ticket distinto de este."));
        } else if (source.mergedInto() != null) {
            return Optional.of(say("This ticket was merged already.", "Este ticket ya se unió."));
        } else if (target.mergedInto() != null) {
            return Optional.of(say(
                    "That ticket was itself merged into another. Choose that other one.",
                    "Ese ticket ya se unió a otro. Elige ese otro."));
        } else if (!target.state().isOpen()) {
            return Optional.of(say(
                    "That ticket has ended. Choose one that is open, or open it again first.",
                    "Ese ticket ya terminó. Elige uno abierto, o ábrelo antes de nuevo."));
        } else if (source.walled() || target.walled()) {
            return Optional.of(say(
                    "A ticket behind the safety wall is linked to its case instead.",
                    "Un ticket tras el muro de protección se enlaza a su caso."));
        }
        return Optional.empty();
    }

    /**
     * Merges {@code sourceId} into {@code targetId}; empty when this viewer does not see both.
     *
     * @throws Conflict when either was changed since it was read
     * @throws Refusal when the two cannot be merged
     */
    public Optional<Ticket> merge(long sourceId, int sourceVersion, long targetId, int targetVersion, Actor.Staff by) {
        Pair pair = lock(sourceId, targetId);
        if (pair == null) {
            return Optional.empty();
        }
        Ticket source = pair.source();
        Ticket target = pair.target();
        if (source.mergedInto() != null && source.mergedInto() == targetId) {
            return Optional.of(target);
        }
        if (source.version() != sourceVersion) {
            throw new Conflict(source);
        } else if (target.version() != targetVersion) {
            throw new Conflict(target);
        }
        hindrance(source, target).ifPresent(sentence -> {
            throw new Refusal(sentence);
        });
        Instant now = clock.instant();
        sql.insertInto(TICKET_MERGE)
                .set(TICKET_MERGE.SOURCE_ID, sourceId)
                .set(TICKET_MERGE.TARGET_ID, targetId)
                .set(TICKET_MERGE.MERGED_BY, by.id())
                .set(TICKET_MERGE.MERGED_AT, now)
                .set(TICKET_MERGE.STATE, source.state().key())
                .set(TICKET_MERGE.SOLVED_AT, source.solvedAt())
                .set(TICKET_MERGE.TASKS, moveTasks(sourceId, targetId))
                .execute();
        Instant solved = source.solvedAt() == null ? now : source.solvedAt();
        store.update(
                sourceId,
                now,
                row -> row.set(TICKET.STATE, State.CLOSED.key())
                        .set(TICKET.SOLVED_AT, solved)
                        .set(TICKET.MERGED_INTO, targetId));
        if (source.requesterId() == target.requesterId()) {
            moveDrafts(sourceId, targetId, now);
        }
        told(source, target, by, "merged-into", "merged-from", now);
        events.publishEvent(new TicketEvents.Merged(sourceId, targetId, now));
        return store.find(targetId);
    }

    /**
     * Takes a merge back: the merged ticket stands again as it stood, with its own clocks. What came for it meanwhile stays in
     * the other. Empty when there is no such merge for this viewer.
     *
     * @throws Refusal when it is too late
     */
    public Optional<Ticket> undo(long sourceId, Actor.Staff by) {
        Optional<TicketMergeRecord> found = holding(sourceId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TicketMergeRecord merge = found.get();
        Pair pair = lock(sourceId, merge.getTargetId());
        if (pair == null || pair.source().mergedInto() == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!merge.getMergedAt().plus(UNDO).isAfter(now)) {
            throw new Refusal(say(
                            "A merge can be undone for %d days. Note on both tickets how they belong together.",
                            "Una unión se puede deshacer durante %d días. Anota en los dos tickets cómo se relacionan.")
                    .formatted(UNDO.toDays()));
        }
        if (store.messages(sourceId).isEmpty()) {
            throw new Refusal(say(
                    "Nothing is left in this ticket: its messages are back where they were split off.",
                    "En este ticket no queda nada: sus mensajes están de vuelta donde se separaron."));
        }
        end(sourceId, now, by.id());
        store.update(
                sourceId,
                now,
                row -> row.set(TICKET.STATE, merge.getState())
                        .set(TICKET.SOLVED_AT, merge.getSolvedAt())
                        .setNull(TICKET.MERGED_INTO));
        told(pair.source(), pair.target(), by, "merge-undone", "merge-undone", now);
        events.publishEvent(new TicketEvents.Unmerged(sourceId, merge.getTargetId(), now));
        return store.find(sourceId);
    }

    /** What was merged into this ticket, as far as this viewer sees it, oldest first. */
    public List<Merge> into(long targetId) {
        return sql.selectFrom(TICKET_MERGE)
                .where(TICKET_MERGE.TARGET_ID.eq(targetId).and(TICKET_MERGE.UNDONE_AT.isNull()))
                .orderBy(TICKET_MERGE.ID)
                .fetch(Merges::merge);
    }

    /** The merge that this ticket went away by, where this viewer sees both. */
    public Optional<Merge> of(long sourceId) {
        return holding(sourceId).map(Merges::merge);
    }

    /** A ticket that goes behind the wall, or in which its requester may not go on in the other, stands for itself again. */
    void dissolve(long sourceId) {
        Optional<Long> target = store.find(sourceId).flatMap(ticket -> Optional.ofNullable(ticket.mergedInto()));
        target.ifPresent(targetId -> {
            Instant now = clock.instant();
            end(sourceId, now, null);
            sql.update(TICKET)
                    .setNull(TICKET.MERGED_INTO)
                    .where(TICKET.ID.eq(sourceId))
                    .execute();
            events.publishEvent(new TicketEvents.Unmerged(sourceId, targetId, now));
        });
    }

    /** What others had merged into tickets that are about to go stands for itself again. */
    void dissolveInto(Collection<Long> targets) {
        sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.MERGED_INTO.eq(any(targets.toArray(Long[]::new))))
                .fetch(TICKET.ID)
                .forEach(this::dissolve);
    }

    private Optional<TicketMergeRecord> holding(long sourceId) {
        return sql.selectFrom(TICKET_MERGE)
                .where(TICKET_MERGE.SOURCE_ID.eq(sourceId).and(TICKET_MERGE.UNDONE_AT.isNull()))
                .fetchOptional();
    }

    private void end(long sourceId, Instant at, @Nullable Long by) {
        bringTasksBack(List.of(sourceId));
        sql.update(TICKET_MERGE)
                .set(TICKET_MERGE.UNDONE_AT, at)
                .set(TICKET_MERGE.UNDONE_BY, by)
                .where(TICKET_MERGE.SOURCE_ID.eq(sourceId).and(TICKET_MERGE.UNDONE_AT.isNull()))
                .execute();
    }

    /**
     * Nobody's half-written text is lost: it waits in the other ticket, its files too, below what its writer had there already.
     * What they discarded stays behind.
     */
    private void moveDrafts(long sourceId, long targetId, Instant now) {
        for (var draft : sql.selectFrom(DRAFT)
                .where(DRAFT.TICKET_ID.eq(sourceId).and(DRAFT.DISCARDED_AT.isNull()))
                .fetch()) {
            Drafts.Kind kind = Drafts.Kind.ofKey(draft.getKind());
            drafts.endDiscarded(targetId, draft.getStaffId(), kind);
            sql.insertInto(DRAFT)
                    .set(DRAFT.TICKET_ID, targetId)
                    .set(DRAFT.STAFF_ID, draft.getStaffId())
                    .set(DRAFT.KIND, draft.getKind())
                    .set(DRAFT.TEXT, draft.getText())
                    .set(DRAFT.UPDATED_AT, now)
                    .onConflict(DRAFT.TICKET_ID, DRAFT.STAFF_ID, DRAFT.KIND)
                    .doUpdate()
                    .set(
                            DRAFT.TEXT,
                            when(DRAFT.TEXT.eq(""), draft.getText())
                                    .when(val(draft.getText()).eq(""), DRAFT.TEXT)
                                    .otherwise(DRAFT.TEXT.concat("\n\n").concat(draft.getText())))
                    .set(DRAFT.UPDATED_AT, now)
                    .execute();
            sql.update(ATTACHMENT)
                    .set(ATTACHMENT.TICKET_ID, targetId)
                    .where(Drafts.files(sourceId, draft.getStaffId(), kind))
                    .execute();
            draft.delete();
        }
    }

    /** What is still to be done is to be done where the matter goes on, whoever asks there: only staff see it. */
    private Long[] moveTasks(long sourceId, long targetId) {
        return sql.update(TICKET_TASK)
                .set(TICKET_TASK.TICKET_ID, targetId)
                .where(
                        TICKET_TASK.TICKET_ID.eq(sourceId),
                        TICKET_TASK.DONE_AT.isNull(),
                        TICKET_TASK.REMOVED_AT.isNull())
                .returningResult(TICKET_TASK.ID)
                .fetch(TICKET_TASK.ID)
                .toArray(Long[]::new);
    }

    /** What went along with merges of these tickets, done meanwhile or not. What a wall keeps now stays behind it. */
    void bringTasksBack(Collection<Long> sources) {
        sql.update(TICKET_TASK)
                .set(TICKET_TASK.TICKET_ID, TICKET_MERGE.SOURCE_ID)
                .from(TICKET_MERGE)
                .where(
                        TICKET_MERGE.SOURCE_ID.eq(any(sources.toArray(Long[]::new))),
                        TICKET_MERGE.UNDONE_AT.isNull(),
                        TICKET_TASK.ID.eq(any(TICKET_MERGE.TASKS)),
                        TICKET_TASK.TICKET_ID.in(select(TICKET.ID).from(TICKET).where(TICKET.WALLED.isFalse())))
                .execute();
    }

    private void told(Ticket source, Ticket target, Actor by, String ofSource, String ofTarget, Instant at) {
        store.update(
                target.id(), at, row -> row.set(TICKET.STATE, target.state().key()));
        store.event(source.id(), at, by, ofSource, Map.of("ticket", target.id()));
        store.event(target.id(), at, by, ofTarget, Map.of("ticket", source.id()));
        audit.recordTicket(by, ofSource, source.id(), "ticket:" + target.id());
        audit.recordTicket(by, ofTarget, target.id(), "ticket:" + source.id());
        wakeups.afterCommit("ticket:" + source.id());
        wakeups.afterCommit("ticket:" + target.id());
    }

    private record Pair(Ticket source, Ticket target) {}

    /** Both, held in the order of their numbers, so that two merges at once never wait for each other. */
    private @Nullable Pair lock(long sourceId, long targetId) {
        Optional<Ticket> lower = store.lock(Math.min(sourceId, targetId));
        Optional<Ticket> upper = sourceId == targetId ? lower : store.lock(Math.max(sourceId, targetId));
        if (lower.isEmpty() || upper.isEmpty()) {
            return null;
        }
        return sourceId < targetId ? new Pair(lower.get(), upper.get()) : new Pair(upper.get(), lower.get());
    }

    private static Merge merge(TicketMergeRecord row) {
        return new Merge(row.getSourceId(), row.getTargetId(), row.getMergedAt());
    }
}
