package org.nightlight.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.nightlight.database.Wakeups;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.sla.ClockRang;
import org.nightlight.ticket.TicketEvents;
import org.nightlight.webhook.Payload.Happened;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears what happens to tickets, in the transaction in which it happens, and writes down what webhooks are to be told. They are told after
 * its commit. Of what the Safety Team has to do with they hear nothing: not that it came, not that it went.
 */
@Component
class Listening {
    private static final int MISSED = 100;

    private final EventQueue queue;
    private final DisclosureGate gate;
    private final CurrentPlaybook playbooks;
    private final Wakeups wakeups;
    private final Clock clock;

    Listening(EventQueue queue, DisclosureGate gate, CurrentPlaybook playbooks, Wakeups wakeups, Clock clock) {
        this.queue = queue;
        this.gate = gate;
        this.playbooks = playbooks;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @EventListener
    void on(TicketEvents.Opened event) {
        hear(event.ticketId(), Happened.of(EventType.CREATED));
    }

    @EventListener
    void on(TicketEvents.CustomerWrote event) {
        if (!event.automatic()) {
            hear(event.ticketId(), Happened.of(EventType.CUSTOMER_WROTE));
        }
    }

    @EventListener
    void on(TicketEvents.ReplySent event) {
        hear(event.ticketId(), Happened.of(EventType.REPLIED));
    }

    @EventListener
    void on(TicketEvents.StateChanged event) {
        hear(event.ticketId(), Happened.of(EventType.STATE_CHANGED, "state"));
    }

    @EventListener
    void on(TicketEvents.Reclassified event) {
        hear(event.ticketId(), Happened.of(EventType.RECLASSIFIED, "category", "issue", "tier"));
    }

    @EventListener
    void on(TicketEvents.Changed event) {
        hear(
                event.ticketId(),
                event.parts().stream()
                        .sorted()
                        .map(part -> switch (part) {
                            case TEAM -> Happened.of(EventType.TEAM_CHANGED, "team");
                            case LEVEL -> Happened.of(EventType.LEVEL_CHANGED, "level");
                            case ASSIGNEE -> Happened.of(EventType.ASSIGNED, "assignee");
                            case TAGS -> Happened.of(EventType.TAGS_CHANGED, "tags");
                            case PRIORITY -> Happened.of(EventType.PRIORITY_CHANGED, "priority");
                        })
                        .toArray(Happened[]::new));
    }

    @EventListener
    void on(ClockRang event) {
        EventType type = event.percent() >= MISSED ? EventType.SLA_BREACHED : EventType.SLA_WARNED;
        hear(
                event.ticketId(),
                new Happened(type, List.of(), new Payload.Promise(event.metric().key(), event.percent())));
    }

    /** What waits of it is dropped unsent. */
    @EventListener
    void on(TicketEvents.Sealed event) {
        queue.forget(event.ticketId());
    }

    @EventListener
    void on(TicketEvents.Released event) {
        queue.released(event.ticketId());
    }

    private void hear(long ticketId, Happened... all) {
        List<EventType> types = List.of(all).stream().map(Happened::type).toList();
        queue.heard(ticketId, types)
                .filter(facts -> isTold(
                        facts.category(), facts.team(), playbooks.current().playbook()))
                .ifPresent(facts -> {
                    for (Happened happened : all) {
                        tell(facts, happened);
                    }
                    wakeups.afterCommit(Posting.WAITING);
                });
    }

    /** Nothing that is sorted to the Safety Team, also where no wall stands. */
    static boolean isTold(String category, String team, Playbook playbook) {
        return !playbook.isSafety(category) && !playbook.safetyTeams().contains(team);
    }

    private void tell(Payload.Facts facts, Happened happened) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Passage passage = gate.decide(new Outgoing(
                Outgoing.Purpose.EVENT,
                Set.of(),
                "",
                Payload.of(id, now, happened, facts),
                false,
                Set.of(),
                List.of()));
        if (passage instanceof Passage.Passed passed) {
            queue.tell(passed, id, facts.id(), happened.type(), now);
        }
    }
}
