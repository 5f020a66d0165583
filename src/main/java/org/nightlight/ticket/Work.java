package org.nightlight.ticket;

import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_TAG;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.TicketEvents.Changed.Part;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What is done with a ticket: assigned, put into a state, tagged, sorted anew, moved up its ladder. Each verb takes the
 * version that the doer saw ({@link #ANY} for the software), does nothing when already done, and throws {@link Conflict}
 * when somebody else was quicker, {@link Refusal} when the rules do not allow it.
 */
@Component
public class Work {
    /** Act on the ticket as it stands, whatever its version. */
    public static final int ANY = -1;

    private final TicketStore store;
    private final Sealing sealing;
    private final DSLContext sql;
    private final Notices notices;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Work(
            TicketStore store,
            Sealing sealing,
            DSLContext sql,
            Notices notices,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.sealing = sealing;
        this.sql = sql;
        this.notices = notices;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
        this.clock = clock;
    }

    /** Gives the ticket to a person, or to nobody. */
    public Optional<Ticket> assign(long ticketId, int version, Actor actor, @Nullable Long staffId) {
        return assign(ticketId, version, actor, staffId, Map.of());
    }

    /** @param why on what it rests that just this person has it now: told beside the event */
    public Optional<Ticket> assign(
            long ticketId, int version, Actor actor, @Nullable Long staffId, Map<String, ?> why) {
        return change(ticketId, version, ticket -> {
            if (java.util.Objects.equals(ticket.assigneeId(), staffId)) {
                return;
            }
            Instant now = clock.instant();
            boolean taken = staffId != null && ticket.state() == State.NEW;
            store.update(
                    ticketId,
                    now,
                    row -> row.set(TICKET.ASSIGNEE_ID, staffId)
                            .set(
                                    TICKET.STATE,
                                    taken ? State.OPEN.key() : ticket.state().key()));
            Map<String, Object> detail = new LinkedHashMap<>(why);
            if (staffId != null) {
                detail.put("staff", staffId);
            }
            store.event(ticketId, now, actor, "assigned", detail);
            audit.recordTicket(actor, "assigned", ticketId, staffId == null ? "nobody" : "staff:" + staffId);
            if (staffId != null && !actor.equals(new Actor.Staff(staffId))) {
                notices.assigned(staffId, ticket, actor);
            }
            if (taken) {
                events.publishEvent(new TicketEvents.StateChanged(ticketId, State.NEW, State.OPEN, now));
            }
            changed(ticketId, EnumSet.of(Part.ASSIGNEE));
        });
    }

    /** Puts the ticket into a state. Solved takes an assignee (the doer, when a person and nobody is); new never returns. */
    public Optional<Ticket> move(long ticketId, int version, Actor actor, State to) {
        return change(ticketId, version, ticket -> {
            if (ticket.state() == to) {
                return;
            }
            if (to == State.NEW) {
                throw new Refusal(say(
                        "A ticket that was looked at does not become new again. Use open.",
                        "Un ticket que ya se miró no vuelve a ser nuevo. Usa abierto."));
            }
            Long assignee = ticket.assigneeId();
            if (to == State.SOLVED && assignee == null) {
                if (!(actor instanceof Actor.Staff(long doer))) {
                    throw new Refusal(say(
                            "A ticket needs an assignee before it is solved.",
                            "Un ticket necesita responsable antes de resolverse."));
                }
                assignee = doer;
            }
            Long holder = assignee;
            boolean taken = !Objects.equals(holder, ticket.assigneeId());
            Instant now = clock.instant();
            store.update(
                    ticketId,
                    now,
                    row -> row.set(TICKET.STATE, to.key())
                            .set(TICKET.ASSIGNEE_ID, holder)
                            .set(
                                    TICKET.SOLVED_AT,
                                    to.isOpen() ? null : ticket.solvedAt() == null ? now : ticket.solvedAt()));
            store.event(
                    ticketId, now, actor, "state", Map.of("from", ticket.state().key(), "to", to.key()));
            audit.recordTicket(
                    actor, "state-" + to.key(), ticketId, ticket.state().key());
            events.publishEvent(new TicketEvents.StateChanged(ticketId, ticket.state(), to, now));
            changed(ticketId, taken ? EnumSet.of(Part.ASSIGNEE) : EnumSet.noneOf(Part.class));
        });
    }

    /** Where a ticket belongs after somebody sorted it anew. */
    public record Place(String category, @Nullable String issue, String team, int level, int playbookVersion) {}

    /** Sorts the ticket anew by a person's judgement, which is kept with its reason. */
    public Optional<Ticket> reclassify(long ticketId, int version, Actor actor, Place place, String reason) {
        return change(ticketId, version, ticket -> {
            Instant now = clock.instant();
            store.update(
                    ticketId,
                    now,
                    row -> row.set(TICKET.CATEGORY, place.category())
                            .set(TICKET.ISSUE, place.issue())
                            .set(TICKET.TEAM, place.team())
                            .set(TICKET.LEVEL, place.level())
                            .set(TICKET.CONFIDENCE, 1f)
                            .set(TICKET.NEEDS_PERSON, false)
                            .set(TICKET.PLAYBOOK_VERSION, place.playbookVersion()));
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("from", ticket.category() + "/" + ticket.issue());
            detail.put("to", place.category() + "/" + place.issue());
            detail.put("team", place.team());
            detail.put("reason", reason);
            detail.put("playbook", place.playbookVersion());
            store.event(ticketId, now, actor, "corrected", detail);
            if (ticket.walled()) {
                sealing.seal(ticketId);
            }
            audit.recordTicket(actor, "reclassified", ticketId, place.category() + "/" + place.issue());
            events.publishEvent(new TicketEvents.Reclassified(ticketId, now));
            changed(ticketId, moved(ticket, place.team(), place.level()));
        });
    }

    /** Makes somebody else the one who asks; their tier's promises hold from now on. */
    public Optional<Ticket> ask(long ticketId, int version, Actor actor, long requesterId, String tier) {
        return change(ticketId, version, ticket -> {
            if (ticket.requesterId() == requesterId) {
                return;
            }
            Instant now = clock.instant();
            store.update(
                    ticketId,
                    now,
                    row -> row.set(TICKET.REQUESTER_ID, requesterId).set(TICKET.TIER, tier));
            store.event(ticketId, now, actor, "requester", Map.of("from", ticket.requesterId(), "to", requesterId));
            audit.recordTicket(
                    actor,
                    "requester-changed",
                    ticketId,
                    "customer:" + ticket.requesterId() + " customer:" + requesterId);
            if (!ticket.tier().equals(tier)) {
                events.publishEvent(new TicketEvents.Reclassified(ticketId, now));
            }
        });
    }

    /** Moves the ticket to a team further up its ladder. The caller has found the rung; {@code byItself}: time was up. */
    public Optional<Ticket> climb(
            long ticketId, int version, Actor actor, String team, int level, String reason, boolean byItself) {
        return change(ticketId, version, ticket -> {
            Instant now = clock.instant();
            store.update(
                    ticketId,
                    now,
                    row -> row.set(TICKET.TEAM, team)
                            .set(TICKET.LEVEL, level)
                            .setNull(TICKET.ASSIGNEE_ID)
                            .set(
                                    TICKET.STATE,
                                    ticket.state() == State.NEW
                                            ? State.OPEN.key()
                                            : ticket.state().key()));
            store.event(
                    ticketId,
                    now,
                    actor,
                    "escalated",
                    Map.of(
                            "fromTeam",
                            ticket.team(),
                            "toTeam",
                            team,
                            "level",
                            level,
                            "reason",
                            reason,
                            "byItself",
                            byItself));
            audit.recordTicket(actor, "escalated", ticketId, team + " level " + level);
            events.publishEvent(new TicketEvents.Climbed(ticketId, level, byItself, now));
            Set<Part> parts = moved(ticket, team, level);
            if (ticket.assigneeId() != null) {
                parts.add(Part.ASSIGNEE);
            }
            changed(ticketId, parts);
        });
    }

    /**
     * Hands the ticket to a team by a rule of the desk, never to a lower level; nobody is assigned then. No customer is told.
     *
     * @param rule its name
     */
    public Optional<Ticket> hand(long ticketId, Actor actor, String team, int level, String rule) {
        return change(ticketId, ANY, ticket -> {
            if (level < ticket.level()) {
                throw new Refusal(say(
                        "A rule never takes a ticket down its ladder.",
                        "Una regla nunca baja un ticket por su escalera."));
            }
            Set<Part> parts = moved(ticket, team, level);
            if (parts.isEmpty()) {
                return;
            }
            if (ticket.assigneeId() != null) {
                parts.add(Part.ASSIGNEE);
            }
            Instant now = clock.instant();
            store.update(
                    ticketId,
                    now,
                    row -> row.set(TICKET.TEAM, team).set(TICKET.LEVEL, level).setNull(TICKET.ASSIGNEE_ID));
            store.event(ticketId, now, actor, "handed", Map.of("team", team, "level", level, "rule", rule));
            audit.recordTicket(actor, "handed", ticketId, team + " level " + level);
            if (level > ticket.level()) {
                events.publishEvent(new TicketEvents.HandedUp(ticketId, now));
            }
            changed(ticketId, parts);
        });
    }

    private static Set<Part> moved(Ticket ticket, String team, int level) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (!ticket.team().equals(team)) {
            parts.add(Part.TEAM);
        }
        if (ticket.level() != level) {
            parts.add(Part.LEVEL);
        }
        return parts;
    }

    private void changed(long ticketId, Set<Part> parts) {
        if (!parts.isEmpty()) {
            events.publishEvent(new TicketEvents.Changed(ticketId, Set.copyOf(parts)));
        }
    }

    /** Replaces the ticket's tags; each is folded to lower case with dashes for spaces. */
    public Optional<Ticket> tag(long ticketId, int version, Actor actor, List<String> tags) {
        SortedSet<String> wanted = Tags.folded(tags);
        return change(ticketId, version, ticket -> {
            SortedSet<String> before = tags(ticketId);
            if (before.equals(wanted)) {
                return;
            }
            sql.deleteFrom(TICKET_TAG).where(TICKET_TAG.TICKET_ID.eq(ticketId)).execute();
            if (!wanted.isEmpty()) {
                var insert = sql.insertInto(TICKET_TAG, TICKET_TAG.TICKET_ID, TICKET_TAG.TAG);
                for (String tag : wanted) {
                    insert = insert.values(ticketId, tag);
                }
                insert.execute();
            }
            store.update(
                    ticketId,
                    clock.instant(),
                    row -> row.set(TICKET.STATE, ticket.state().key()));
            store.event(ticketId, clock.instant(), actor, "tagged", Map.of("tags", wanted));
            audit.recordTicket(actor, "tagged", ticketId, "");
            changed(ticketId, EnumSet.of(Part.TAGS));
        });
    }

    /**
     * Adds and takes away what a form changed of the tags that its writer saw, whatever others did to them meanwhile: adds and
     * removals of both are kept, so that tags are never in conflict.
     */
    public Optional<Ticket> retag(long ticketId, Actor actor, List<String> seen, List<String> wanted) {
        SortedSet<String> before = Tags.folded(seen);
        SortedSet<String> after = Tags.folded(wanted);
        return store.lock(ticketId).flatMap(ticket -> {
            SortedSet<String> merged = tags(ticketId);
            merged.addAll(after.stream().filter(tag -> !before.contains(tag)).toList());
            merged.removeIf(tag -> before.contains(tag) && !after.contains(tag));
            return tag(ticketId, ANY, actor, List.copyOf(merged));
        });
    }

    /** All that a reply or a note brings with it, on the ticket as it stands. The ticket must be locked. */
    public void doAll(Ticket ticket, StaffMember doer, Doing doing) {
        if (doing.changesTags()) {
            SortedSet<String> tags = tags(ticket.id());
            doing.remove().forEach(tags::remove);
            tags.addAll(doing.add());
            tag(ticket.id(), ANY, doer.actor(), List.copyOf(tags));
        }
        if (doing.holder() == Doing.Holder.ME && !ticket.mayBeHeldBy(doer)) {
            throw new Refusal(say(
                    "You cannot be given this ticket. Untick that, or ask its team.",
                    "No se te puede dar este ticket. Desmárcalo, o pregunta a su equipo."));
        }
        if (doing.holder() != null) {
            assign(ticket.id(), ANY, doer.actor(), doing.holder() == Doing.Holder.ME ? doer.id() : null);
        }
        if (doing.state() != null) {
            move(ticket.id(), ANY, doer.actor(), doing.state());
        }
    }

    /** Subject, priority and external id, which machines set through the API. */
    public Optional<Ticket> describe(
            long ticketId,
            int version,
            Actor actor,
            String subject,
            @Nullable String priority,
            @Nullable String externalId) {
        return change(ticketId, version, ticket -> {
            store.update(
                    ticketId,
                    clock.instant(),
                    row -> row.set(TICKET.SUBJECT, subject)
                            .set(TICKET.PRIORITY, priority)
                            .set(TICKET.EXTERNAL_ID, externalId));
            store.addWords(ticketId, subject);
            if (ticket.walled()) {
                sealing.seal(ticketId);
            }
            audit.recordTicket(actor, "described", ticketId, "");
            changed(
                    ticketId,
                    Objects.equals(ticket.priority(), priority)
                            ? EnumSet.noneOf(Part.class)
                            : EnumSet.of(Part.PRIORITY));
        });
    }

    public SortedSet<String> tags(long ticketId) {
        return new TreeSet<>(sql.select(TICKET_TAG.TAG)
                .from(TICKET_TAG)
                .where(TICKET_TAG.TICKET_ID.eq(ticketId))
                .fetch(TICKET_TAG.TAG));
    }

    /** Load, guard and change in one step: a missing and a forbidden ticket look alike. */
    private Optional<Ticket> change(long ticketId, int version, java.util.function.Consumer<Ticket> verb) {
        Optional<Ticket> found = store.lock(ticketId);
        if (found.isEmpty()) {
            return found;
        }
        if (version != ANY && found.get().version() != version) {
            throw new Conflict(found.get());
        }
        found.get().refuseIfMerged();
        verb.accept(found.get());
        wakeups.afterCommit("ticket:" + ticketId);
        return store.find(ticketId);
    }
}
