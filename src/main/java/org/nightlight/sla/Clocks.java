package org.nightlight.sla;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Promise;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvents;
import org.nightlight.ticket.Tickets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The clocks of every ticket. What happens to a ticket is heard in its own transaction and written down as clock events;
 * deadlines follow from the events and the calendar. What falls due is done by {@link #ring}, whichever process comes first.
 */
@Component
public class Clocks {
    private static final Actor SLA = new Actor.Software("sla");

    private final ClockStore store;
    private final Tickets tickets;
    private final Escalations escalations;
    private final CurrentPlaybook playbooks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Clocks(
            ClockStore store,
            Tickets tickets,
            Escalations escalations,
            CurrentPlaybook playbooks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.escalations = escalations;
        this.playbooks = playbooks;
        this.events = events;
        this.clock = clock;
    }

    /** The ticket's deadlines as they stand, with the policy that they come from; for the why-panel. */
    public Standing standing(Ticket ticket) {
        PlaybookVersion rules = playbooks.current();
        SlaPolicy policy = policy(rules.playbook(), ticket);
        return new Standing(policy, Deadlines.of(policy, rules.calendar(), store.events(ticket.id())), rules.number());
    }

    public record Standing(SlaPolicy policy, Deadlines deadlines, int playbookVersion) {}

    /** A ticket on whose clocks something is due, held for the caller's transaction and skipped by others. */
    Optional<Long> claimDue() {
        return store.claimDue(clock.instant());
    }

    void putOff(long ticketId, Duration pause) {
        store.postpone(ticketId, clock.instant().plus(pause));
    }

    /** Clocks that run by an older playbook than {@code version} fall due now, to be reckoned anew from the opening. */
    void wakeOutdated(int version) {
        store.wakeOutdated(version, clock.instant());
    }

    /** What a ticket that opens now is promised next, for the ticket to carry from its first moment. */
    public Promise promised(
            PlaybookVersion rules, String tier, String category, @Nullable String issue, int level, Instant openedAt) {
        return promise(opening(rules, tier, category, issue, level, openedAt).deadlines());
    }

    /** By when whoever writes now is promised a first answer by their tier alone, whatever they write about. */
    public Optional<Instant> answerBy(PlaybookVersion rules, String tier, Instant openedAt) {
        SlaPolicy policy = policy(rules.playbook(), tier, "", null);
        List<ClockEvent> opened = new ClockHistory(policy, rules.calendar(), rules.number())
                .following(List.of(), TicketChange.OPENED, openedAt);
        return Optional.ofNullable(
                Deadlines.of(policy, rules.calendar(), opened).firstResponse().due());
    }

    /** The ticket carries its promise already, by {@link #promised}. */
    @EventListener
    void on(TicketEvents.Opened event) {
        PlaybookVersion rules = playbooks.current();
        if (rules.number() != event.playbookVersion()) {
            // Published between sorting and this moment: all by the new one.
            change(event.ticketId(), TicketChange.OPENED, event.at());
            if (isAtTop(event.ticketId())) {
                change(event.ticketId(), TicketChange.CLIMBED_TO_TOP, event.at());
            }
            return;
        }
        Opening opening = opening(rules, event.tier(), event.category(), event.issue(), event.level(), event.at());
        store.open(event.ticketId(), opening.policy().name(), rules.number(), opening.events(), opening.deadlines());
    }

    @EventListener
    void on(TicketEvents.StateChanged event) {
        TicketChange change = switch (event.to()) {
            case PENDING -> TicketChange.PENDING;
            case SOLVED, CLOSED -> TicketChange.SOLVED;
            case NEW, OPEN, HOLD -> TicketChange.WORKING;
        };
        boolean news = !(event.from() == State.SOLVED && event.to() == State.CLOSED);
        if (news) {
            change(event.ticketId(), change, event.at());
        }
    }

    @EventListener
    void on(TicketEvents.ReplySent event) {
        change(event.ticketId(), TicketChange.REPLIED, event.at());
    }

    @EventListener
    void on(TicketEvents.Answered event) {
        change(event.ticketId(), TicketChange.REPLIED, event.at());
    }

    @EventListener
    void on(TicketEvents.Merged event) {
        add(event.targetId(), (history, own) -> history.inheriting(own, store.events(event.ticketId())));
        change(event.ticketId(), TicketChange.MERGED, event.at());
    }

    @EventListener
    void on(TicketEvents.Unmerged event) {
        change(event.ticketId(), TicketChange.UNMERGED, event.at());
        // Whoever may not see the other any more leaves its promise as it is.
        tickets.find(event.targetId()).ifPresent(target -> change(target.id(), TicketChange.UNMERGED, event.at()));
    }

    @EventListener
    void on(TicketEvents.Reclassified event) {
        placed(event.ticketId(), event.at());
    }

    @EventListener
    void on(TicketEvents.Sealed event) {
        placed(event.ticketId(), clock.instant());
    }

    /** Elsewhere on another ladder: promises are reckoned anew, and there may again be, or no more be, a way up. */
    private void placed(long ticketId, Instant at) {
        change(ticketId, TicketChange.RULES_CHANGED, at);
        Deadline escalation =
                standing(tickets.find(ticketId).orElseThrow()).deadlines().escalation();
        if (isAtTop(ticketId)) {
            change(ticketId, TicketChange.CLIMBED_TO_TOP, at);
        } else if (escalation.state() == Deadline.State.CANCELLED) {
            change(ticketId, TicketChange.CLIMBED, at);
        }
    }

    @EventListener
    void on(TicketEvents.Climbed event) {
        boolean top = isAtTop(event.ticketId());
        change(event.ticketId(), top ? TicketChange.CLIMBED_TO_TOP : TicketChange.CLIMBED, event.at());
    }

    @EventListener
    void on(TicketEvents.HandedUp event) {
        boolean top = isAtTop(event.ticketId());
        change(event.ticketId(), top ? TicketChange.CLIMBED_TO_TOP : TicketChange.CLIMBED, event.at());
    }

    /** Does all that has fallen due on a ticket's clocks: warnings, misses, and the climb. */
    void ring(long ticketId) {
        Optional<Ticket> found = tickets.lock(ticketId);
        if (found.isEmpty()) {
            return;
        }
        Ticket ticket = found.get();
        PlaybookVersion rules = playbooks.current();
        SlaPolicy policy = policy(rules.playbook(), ticket);
        List<ClockEvent> history = new ArrayList<>(store.events(ticketId));
        List<ClockEvent> added = new ArrayList<>();
        if (!history.isEmpty() && history.getLast().playbookVersion() != rules.number()) {
            added.addAll(new ClockHistory(policy, rules.calendar(), rules.number())
                    .following(history, TicketChange.RULES_CHANGED, clock.instant()));
            history.addAll(added);
        }
        List<Milestone> due = Deadlines.of(policy, rules.calendar(), history).dueBy(clock.instant());
        for (Milestone milestone : due) {
            ClockEvent event = milestone.isBreach()
                    ? ClockEvent.missed(milestone.metric(), milestone.at(), rules.number())
                    : ClockEvent.warned(milestone.metric(), milestone.percent(), milestone.at(), rules.number());
            added.add(event);
            history.add(event);
        }
        if (!added.isEmpty()) {
            store.add(ticketId, added);
        }
        keep(ticketId, policy, rules.number(), Deadlines.of(policy, rules.calendar(), history));
        tell(ticket, due);
        climb(ticket, due);
    }

    /** Of several warnings that are due at once (the desk was down), only the gravest is told. */
    private void tell(Ticket ticket, List<Milestone> due) {
        for (Metric metric : Metric.values()) {
            due.stream()
                    .filter(milestone -> milestone.metric() == metric)
                    .mapToInt(Milestone::percent)
                    .max()
                    .ifPresent(percent -> {
                        tickets.explain(
                                ticket.id(),
                                SLA,
                                percent == 100 ? "time-missed" : "time-warning",
                                java.util.Map.of("metric", metric.key(), "percent", percent));
                        events.publishEvent(new ClockRang(ticket.id(), metric, percent));
                    });
        }
    }

    /** Escalation time is up, or the resolution is late: the ticket climbs one level, once. */
    private void climb(Ticket ticket, List<Milestone> due) {
        boolean up = due.stream().anyMatch(m -> m.isBreach() && m.metric() != Metric.FIRST_RESPONSE);
        if (up && ticket.state().isOpen()) {
            escalations.climbByItself(ticket);
        }
    }

    private boolean isAtTop(long ticketId) {
        return escalations.next(tickets.find(ticketId).orElseThrow()).isEmpty();
    }

    private void change(long ticketId, TicketChange change, Instant at) {
        add(ticketId, (history, before) -> history.following(before, change, at));
    }

    /** @param adding what to add to the history so far */
    private void add(long ticketId, BiFunction<ClockHistory, List<ClockEvent>, List<ClockEvent>> adding) {
        Ticket ticket = tickets.find(ticketId).orElseThrow();
        PlaybookVersion rules = playbooks.current();
        SlaPolicy policy = policy(rules.playbook(), ticket);
        List<ClockEvent> before = store.events(ticketId);
        List<ClockEvent> added = adding.apply(new ClockHistory(policy, rules.calendar(), rules.number()), before);
        List<ClockEvent> history = new ArrayList<>(before);
        history.addAll(added);
        if (!added.isEmpty()) {
            store.add(ticketId, added);
        }
        keep(ticketId, policy, rules.number(), Deadlines.of(policy, rules.calendar(), history));
    }

    private record Opening(SlaPolicy policy, List<ClockEvent> events, Deadlines deadlines) {}

    private Opening opening(
            PlaybookVersion rules, String tier, String category, @Nullable String issue, int level, Instant openedAt) {
        SlaPolicy policy = policy(rules.playbook(), tier, category, issue);
        ClockHistory history = new ClockHistory(policy, rules.calendar(), rules.number());
        List<ClockEvent> events = new ArrayList<>(history.following(List.of(), TicketChange.OPENED, openedAt));
        if (rules.playbook().ladder(category).above(level).isEmpty()) {
            events.addAll(history.following(events, TicketChange.CLIMBED_TO_TOP, openedAt));
        }
        return new Opening(policy, events, Deadlines.of(policy, rules.calendar(), events));
    }

    private void keep(long ticketId, SlaPolicy policy, int playbookVersion, Deadlines deadlines) {
        store.put(ticketId, policy.name(), playbookVersion, deadlines);
        Promise promise = promise(deadlines);
        tickets.due(ticketId, promise.dueAt(), promise.metric(), promise.actBy());
    }

    private static Promise promise(Deadlines deadlines) {
        Optional<Deadline> nearest = deadlines.nearest();
        return new Promise(
                nearest.map(Deadline::due).orElse(null),
                nearest.map(deadline -> deadline.metric().key()).orElse(null),
                deadlines.actBy());
    }

    private static SlaPolicy policy(Playbook playbook, Ticket ticket) {
        return policy(playbook, ticket.tier(), ticket.category(), ticket.issue());
    }

    private static SlaPolicy policy(Playbook playbook, String tier, String category, @Nullable String issue) {
        String known = playbook.tiers().containsKey(tier) ? tier : playbook.defaultTierKey();
        return SlaPolicy.of(playbook, known, category, issue);
    }
}
