package org.nightlight.automation;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.nightlight.database.Wakeups;
import org.nightlight.ticket.State;
import org.nightlight.ticket.TicketEvents;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears what happens to tickets, in the transaction in which it happens, and writes down what rules have to look at. They look after
 * its commit.
 */
@Component
class Hearing {
    private static final String CUSTOMER = After.Anchor.CUSTOMER.key();
    private static final String WAITING = After.Anchor.WAITING.key();
    private static final String ANSWER = After.Anchor.ANSWER.key();

    private final RuleQueue queue;
    private final Wakeups wakeups;
    private final Clock clock;

    Hearing(RuleQueue queue, Wakeups wakeups, Clock clock) {
        this.queue = queue;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @EventListener
    void on(TicketEvents.Opened event) {
        hear(event.ticketId(), List.of(Heard.MADE), List.of(CUSTOMER, WAITING), List.of());
    }

    @EventListener
    void on(TicketEvents.CustomerWrote event) {
        if (!event.automatic()) {
            hear(event.ticketId(), List.of(Heard.WROTE), List.of(CUSTOMER, WAITING), List.of());
        }
    }

    @EventListener
    void on(TicketEvents.ReplySent event) {
        hear(event.ticketId(), List.of(Heard.ANSWERED), List.of(ANSWER), List.of(WAITING));
    }

    @EventListener
    void on(TicketEvents.StateChanged event) {
        hear(event.ticketId(), List.of(Heard.STATE), List.of(), List.of());
        if (event.to() == State.CLOSED) {
            queue.forgetTimes(event.ticketId());
        }
    }

    @EventListener
    void on(TicketEvents.Changed event) {
        List<Heard> what = event.parts().stream()
                .flatMap(part -> switch (part) {
                    case TEAM -> Stream.of(Heard.TEAM);
                    case LEVEL -> Stream.of(Heard.LEVEL);
                    case ASSIGNEE -> Stream.of(Heard.ASSIGNEE);
                    case TAGS -> Stream.of(Heard.TAGS);
                    case PRIORITY -> Stream.<Heard>empty();
                })
                .toList();
        if (!what.isEmpty()) {
            hear(event.ticketId(), what, List.of(), List.of());
        }
    }

    @EventListener
    void on(TicketEvents.Merged event) {
        queue.forgetWork(event.ticketId());
        queue.forgetTimes(event.ticketId());
    }

    @EventListener
    void on(TicketEvents.Unmerged event) {
        queue.note(event.ticketId(), clock.instant());
    }

    /** Behind the wall no rule looks at anything, also not at what happened before it stood. */
    @EventListener
    void on(TicketEvents.Sealed event) {
        queue.forgetWork(event.ticketId());
        queue.forgetTimes(event.ticketId());
    }

    @EventListener
    void on(TicketEvents.Released event) {
        queue.note(event.ticketId(), clock.instant());
    }

    private void hear(long ticketId, List<Heard> what, List<String> begins, List<String> ends) {
        if (queue.hear(ticketId, clock.instant(), what, begins, ends)) {
            wakeups.afterCommit(RuleWork.WAITING);
        }
    }
}
