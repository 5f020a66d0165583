package org.nightlight.ticket;

import static nightlight.tables.Tables.TICKET;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tickets: how they come to be, are found and are written on. Every verb belongs into a transaction of
 * {@link org.nightlight.database.Database}; a ticket that its clearance may not see does not exist for it.
 */
@Component
public class Tickets {
    /** The wake-up that tells that rules have looked at what changed of a ticket. */
    public static final String LOOKED_AT = "looked-at";

    private final TicketStore store;
    private final Merges merges;
    private final Sealing sealing;
    private final Notices notices;
    private final SealedWords sealed;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Tickets(
            TicketStore store,
            Merges merges,
            Sealing sealing,
            Notices notices,
            SealedWords sealed,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.merges = merges;
        this.sealing = sealing;
        this.notices = notices;
        this.sealed = sealed;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
        this.clock = clock;
    }

    /** The numbers of a ticket and of a message on it. */
    public record Written(long ticketId, long messageId) {}

    /** Opens a ticket with its first message, the reasons for its sorting, and its words for search. Needs {@code SYSTEM}. */
    public Written receive(Arrival arrival, Sorting sorting, Promise promise, Marks marks) {
        Written written = store.open(arrival, sorting, promise, marks);
        long ticketId = written.ticketId();
        insertFiles(written, arrival);
        store.thread(ticketId, mailIds(arrival));
        audit.recordTicket(
                arrival.author(), "ticket-opened", ticketId, arrival.channel().key());
        events.publishEvent(new TicketEvents.Opened(
                ticketId,
                sorting.tier(),
                sorting.category(),
                sorting.issue(),
                sorting.level(),
                sorting.playbookVersion(),
                arrival.at()));
        changed(ticketId);
        return written;
    }

    /**
     * Adds what the customer wrote to a ticket that is there already. A solved ticket opens again and a pending one stops
     * waiting, unless a machine wrote.
     */
    public Written follow(long ticketId, Arrival arrival) {
        Ticket ticket = store.lock(ticketId).orElseThrow();
        if (ticket.mergedInto() != null && !arrival.automatic()) {
            merges.dissolve(ticketId);
        }
        long messageId = attach(ticketId, arrival);
        State next = !arrival.automatic()
                        && (ticket.state() == State.PENDING || !ticket.state().isOpen())
                ? State.OPEN
                : ticket.state();
        store.update(
                ticketId,
                arrival.at(),
                row -> row.set(TICKET.STATE, next.key())
                        .set(TICKET.SOLVED_AT, next.isOpen() ? null : ticket.solvedAt())
                        .set(TICKET.LAST_LINE, ticket.walled() ? "" : TicketStore.line(arrival.text())));
        if (ticket.walled()) {
            sealing.seal(ticketId);
        }
        audit.recordTicket(arrival.author(), "customer-wrote", ticketId, "message:" + messageId);
        events.publishEvent(new TicketEvents.CustomerWrote(ticketId, messageId, arrival.automatic()));
        if (!arrival.automatic()) {
            notices.answered(ticket, messageId);
        }
        if (next != ticket.state()) {
            store.event(
                    ticketId,
                    arrival.at(),
                    arrival.author(),
                    "state",
                    Map.of("from", ticket.state().key(), "to", next.key()));
            events.publishEvent(new TicketEvents.StateChanged(ticketId, ticket.state(), next, arrival.at()));
        }
        changed(ticketId);
        return new Written(ticketId, messageId);
    }

    public Optional<Ticket> find(long ticketId) {
        return store.find(ticketId);
    }

    /** The latest tickets outside the wall that were not merged into others, the newest first. */
    public List<Ticket> latest(int limit) {
        return store.latest(limit);
    }

    /** The ticket, held still until the transaction ends. */
    public Optional<Ticket> lock(long ticketId) {
        return store.lock(ticketId);
    }

    /** What was said with the customer and noted on it, oldest first: nothing of a side conversation. */
    public List<Message> messages(long ticketId) {
        return store.messages(ticketId);
    }

    /** All that was said, with whomever: for those who protect a child. Oldest first. */
    public List<Message> everything(long ticketId) {
        return store.everything(ticketId);
    }

    public Optional<Message> message(long messageId) {
        return store.message(messageId);
    }

    /** All that was decided and done, oldest first. */
    public List<TicketEvent> timeline(long ticketId) {
        return store.events(ticketId);
    }

    /** Adds a line to the ticket's timeline; {@code detail} holds keys and numbers that explain it. */
    public void explain(long ticketId, Actor actor, String kind, Map<String, ?> detail) {
        store.event(ticketId, clock.instant(), actor, kind, detail);
    }

    /** An attachment's name behind the wall; empty where no reading of the ticket is open, or it is not sealed. */
    public Optional<String> sealedFileName(long ticketId, long fileId) {
        return sealed.fileName(ticketId, fileId);
    }

    /** Whether any ticket of this requester is behind the wall: needs {@code SYSTEM}. */
    public boolean hasWalled(long requesterId) {
        return store.hasWalled(requesterId);
    }

    /** How many tickets of this requester were opened since. */
    public int opened(long requesterId, Instant since) {
        return store.opened(requesterId, since);
    }

    /** How many mails that a machine wrote came since on this requester's tickets. */
    public int machineMails(long requesterId, Instant since) {
        return store.machineMails(requesterId, since);
    }

    /** The tickets to which these mail ids (oldest first) belong, that of the nearest first. */
    public List<Long> ofMails(List<String> mailIds) {
        return store.ticketsOfThread(mailIds);
    }

    /** Remembers that a mail with this id belongs to the ticket. */
    public void remember(long ticketId, String mailId) {
        store.thread(ticketId, List.of(mailId));
    }

    /** The relay took an answer that is kept elsewhere than on the ticket: its clocks learn of it, and nobody else. */
    public void answered(long ticketId, Instant at) {
        store.lock(ticketId);
        events.publishEvent(new TicketEvents.Answered(ticketId, at));
    }

    /** Keeps the next promise on the ticket, so that lists show and order it without a further read. */
    public void due(long ticketId, @Nullable Instant dueAt, @Nullable String metric, @Nullable Instant actBy) {
        store.due(ticketId, dueAt, metric, actBy);
    }

    private long attach(long ticketId, Arrival arrival) {
        long messageId = store.insertMessage(ticketId, arrival);
        insertFiles(new Written(ticketId, messageId), arrival);
        store.thread(ticketId, mailIds(arrival));
        store.addWords(ticketId, arrival.words());
        return messageId;
    }

    void insertFiles(Written written, Arrival arrival) {
        if (!arrival.files().isEmpty()) {
            store.insertFiles(written.ticketId(), written.messageId(), arrival.files());
            wakeups.afterCommit(FileWatch.WAITING);
        }
    }

    static List<String> mailIds(Arrival arrival) {
        List<String> mailIds = new ArrayList<>(arrival.references());
        if (arrival.mailId() != null) {
            mailIds.add(arrival.mailId());
        }
        return mailIds;
    }

    private void changed(long ticketId) {
        wakeups.afterCommit("ticket:" + ticketId);
    }
}
