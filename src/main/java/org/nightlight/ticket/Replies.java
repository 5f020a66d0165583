package org.nightlight.ticket;

import static nightlight.tables.Tables.TICKET;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What the desk says: replies and automatic messages, which wait for the outbox, and notes, which stay here. A message may
 * be queued only by the one who has passed it through the gate ({@code channel.Outbox}).
 */
@Component
public class Replies {
    private final TicketStore store;
    private final Sealing sealing;
    private final Followers followers;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Replies(
            TicketStore store,
            Sealing sealing,
            Followers followers,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.sealing = sealing;
        this.followers = followers;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps a message to the customer that is to be sent. A person's takes a new ticket into the open state. */
    public Message queue(Ticket ticket, Message.Kind kind, Actor author, String authorName, String text) {
        if (kind == Message.Kind.REPLY) {
            ticket.refuseIfMerged();
        }
        Instant now = clock.instant();
        long id = store.insertMessage(ticket, kind, author, authorName, text, Message.Delivery.QUEUED, now);
        boolean opens = kind == Message.Kind.REPLY && ticket.state() == State.NEW;
        store.update(
                ticket.id(),
                now,
                row -> row.set(TICKET.LAST_LINE, ticket.walled() ? "" : TicketStore.line(text))
                        .set(
                                TICKET.STATE,
                                opens ? State.OPEN.key() : ticket.state().key()));
        if (kind == Message.Kind.REPLY) {
            store.addWords(ticket.id(), text);
            events.publishEvent(new TicketEvents.ReplyQueued(ticket.id(), id));
        }
        if (opens) {
            events.publishEvent(new TicketEvents.StateChanged(ticket.id(), State.NEW, State.OPEN, now));
        }
        sealWalled(ticket);
        audit.recordTicket(author, kind.key() + "-queued", ticket.id(), "message:" + id);
        wakeups.afterCommit("ticket:" + ticket.id());
        return store.message(id).orElseThrow();
    }

    /** Keeps a note for the desk alone. Whom of the staff it names with an @ follows the ticket and is told. */
    public Message note(Ticket ticket, Actor author, String authorName, String text) {
        Instant now = clock.instant();
        long id = store.insertMessage(ticket, Message.Kind.NOTE, author, authorName, text, Message.Delivery.KEPT, now);
        store.update(
                ticket.id(), now, row -> row.set(TICKET.STATE, ticket.state().key()));
        store.addWords(ticket.id(), text);
        followers.noted(ticket, id, author, text);
        sealWalled(ticket);
        audit.recordTicket(author, "note", ticket.id(), "message:" + id);
        wakeups.afterCommit("ticket:" + ticket.id());
        return store.message(id).orElseThrow();
    }

    /** The first hop took it: only now has the customer been answered. */
    public void sent(long messageId, String mailId, Instant at) {
        Message message = store.message(messageId).orElseThrow();
        store.lock(message.ticketId()); // before its clocks, as everybody does: two orders would wait for each other
        store.deliver(messageId, Message.Delivery.SENT, "", mailId, at);
        audit.recordTicket(new Actor.Software("outbox"), "sent", message.ticketId(), "message:" + messageId);
        if (message.kind() == Message.Kind.REPLY) {
            events.publishEvent(new TicketEvents.ReplySent(message.ticketId(), messageId, at));
        }
        wakeups.afterCommit("ticket:" + message.ticketId());
    }

    /**
     * It waits for another attempt, or cannot be sent at all; {@code reason} is a plain sentence. A ticket that rested on a
     * reply which failed opens again: the customer has not been answered, and somebody has to see that.
     */
    public void notSent(long messageId, Message.Delivery delivery, String reason) {
        Message message = store.message(messageId).orElseThrow();
        store.deliver(messageId, delivery, reason, null, null);
        if (delivery != Message.Delivery.QUEUED) {
            Actor outbox = new Actor.Software("outbox");
            store.event(
                    message.ticketId(),
                    clock.instant(),
                    outbox,
                    "not-sent",
                    Map.of("message", messageId, "reason", reason));
            audit.recordTicket(outbox, delivery.key(), message.ticketId(), "message:" + messageId);
        }
        if (delivery == Message.Delivery.FAILED && message.kind() == Message.Kind.REPLY) {
            reopen(message.ticketId());
        }
        wakeups.afterCommit("ticket:" + message.ticketId());
    }

    private void sealWalled(Ticket ticket) {
        if (ticket.walled()) {
            sealing.seal(ticket.id());
        }
    }

    private void reopen(long ticketId) {
        Ticket ticket = store.lock(ticketId).orElseThrow();
        if (ticket.state() == State.PENDING || ticket.state() == State.SOLVED) {
            Instant now = clock.instant();
            store.update(
                    ticketId,
                    now,
                    row -> row.set(TICKET.STATE, State.OPEN.key()).setNull(TICKET.SOLVED_AT));
            events.publishEvent(new TicketEvents.StateChanged(ticketId, ticket.state(), State.OPEN, now));
        }
    }
}
