package org.nightlight.channel;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.privacy.ConsentGate;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Enclosure;
import org.nightlight.privacy.LawfulPath;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.DraftFiles;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvents;
import org.nightlight.ticket.Tickets;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Replies that wait for a time which their writer chose. One becomes its writer's draft again, exactly once, when somebody at the desk
 * says so, the customer writes first, or the ticket is solved or closed; behind the wall it is held back like all mail. When its time
 * has come it is judged anew, as the desk sees the ticket then. Verbs belong into the caller's transaction.
 */
@Component
public class ScheduledReplies {
    private final OutboundStore store;
    private final Letters letters;
    private final Suppressions suppressions;
    private final DisclosureGate gate;
    private final ConsentGate consentGate;
    private final Customers customers;
    private final Tickets tickets;
    private final Replies replies;
    private final Drafts drafts;
    private final DraftFiles draftFiles;
    private final Enclosures enclosures;
    private final Database database;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    ScheduledReplies(
            OutboundStore store,
            Letters letters,
            Suppressions suppressions,
            DisclosureGate gate,
            ConsentGate consentGate,
            Customers customers,
            Tickets tickets,
            Replies replies,
            Drafts drafts,
            DraftFiles draftFiles,
            Enclosures enclosures,
            Database database,
            Audit audit,
            Wakeups wakeups,
            Clock clock) {
        this.store = store;
        this.letters = letters;
        this.suppressions = suppressions;
        this.gate = gate;
        this.consentGate = consentGate;
        this.customers = customers;
        this.tickets = tickets;
        this.replies = replies;
        this.drafts = drafts;
        this.draftFiles = draftFiles;
        this.enclosures = enclosures;
        this.database = database;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** When each reply of a ticket that waits for its time will leave, by message. */
    public Map<Long, Instant> of(long ticketId) {
        return store.scheduled(ticketId);
    }

    /** It leaves now. False when it is on its way already, or a draft again. */
    public boolean sendNow(Message message, Actor.Staff by) {
        if (!store.hasten(message.id(), clock.instant())) {
            return false;
        }
        audit.recordTicket(by, "scheduled-hastened", message.ticketId(), "message:" + message.id());
        wakeups.afterCommit("outbox");
        wakeups.afterCommit("ticket:" + message.ticketId());
        return true;
    }

    /** It is its writer's draft again with its files, before whatever they have begun since. False when it is too late. The ticket must be locked. */
    public boolean backToDraft(Message message, String why) {
        return backToDraft(message, message.ticketId(), why);
    }

    /** @param ticketId where the draft is to stand: a merged ticket takes none any more */
    private boolean backToDraft(Message message, long ticketId, String why) {
        if (!(message.author() instanceof Actor.Staff(long writer)) || !store.unschedule(message.id(), why)) {
            return false;
        }
        String begun = drafts.of(ticketId, writer)
                .getOrDefault(Drafts.Kind.REPLY, Drafts.Draft.NONE)
                .text();
        boolean same = begun.isBlank() || begun.equals(message.text());
        drafts.keep(ticketId, writer, Drafts.Kind.REPLY, same ? message.text() : message.text() + "\n\n" + begun);
        draftFiles.takeBack(message, tickets.find(ticketId).orElseThrow(), writer);
        replies.notSent(message.id(), Message.Delivery.WITHHELD, why);
        return true;
    }

    /** A person's mail came first: what was to be said may not fit any more. */
    void customerWrote(long ticketId) {
        allBackToDraft(ticketId, ticketId, "Not sent: the customer wrote first. It is a draft again.");
    }

    @EventListener
    void on(TicketEvents.StateChanged event) {
        if (!event.to().isOpen()) {
            allBackToDraft(
                    event.ticketId(), event.ticketId(), "Not sent: the ticket was ended first. It is a draft again.");
        }
    }

    @EventListener
    void on(TicketEvents.Merged event) {
        boolean together = asks(event.ticketId()) == asks(event.targetId());
        allBackToDraft(
                event.ticketId(),
                together ? event.targetId() : event.ticketId(), // a reply to one person is no draft of one to another
                "Not sent: the ticket was merged first. It is a draft again.");
    }

    private long asks(long ticketId) {
        return tickets.find(ticketId).orElseThrow().requesterId();
    }

    private void allBackToDraft(long ticketId, long draftsIn, String why) {
        for (long messageId : store.scheduled(ticketId).keySet()) {
            tickets.message(messageId).ifPresent(message -> backToDraft(message, draftsIn, why));
        }
    }

    /**
     * Whether a reply whose time has come may leave. Judged as the desk sees its ticket: one behind the wall is not there, and what
     * was said behind a wall tells nothing here.
     */
    boolean mayLeave(OutboundStore.Mail mail) {
        Long messageId = mail.messageId();
        Long ticketId = mail.ticketId();
        if (!mail.waits() || ticketId == null || messageId == null) {
            return true;
        }
        List<Enclosure> enclosed = mail.files() == 0 ? List.of() : enclosures.ofMessage(messageId);
        return database.write(Clearance.DESK, () -> {
            Optional<Ticket> ticket = tickets.lock(ticketId);
            Optional<Message> message = tickets.message(messageId);
            if (ticket.isEmpty() || message.isEmpty()) {
                return false; // the wall rose: it is held back with all that waits there
            }
            Optional<String> why = why(ticket.get(), messageId, mail, enclosed);
            why.ifPresent(it -> backToDraft(message.get(), "Not sent: " + it));
            return why.isEmpty();
        });
    }

    private Optional<String> why(Ticket ticket, long messageId, OutboundStore.Mail mail, List<Enclosure> enclosed) {
        if (!ticket.state().isOpen()) {
            return Optional.of("the ticket was ended first. It is a draft again.");
        }
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        Optional<LawfulPath> path = consentGate.glance(requester, ticket.id());
        Outgoing now = letters.replyBefore(ticket, requester, path, mail.body(), List.of(), messageId);
        if (!now.recipients().equals(java.util.Set.copyOf(mail.recipients()))) {
            return Optional.of("it would go to other people by now. It is a draft again.");
        }
        if (suppressions.checked(gate.decide(now)) instanceof Passage.Stopped stopped) {
            return Optional.of(stopped.reason());
        }
        // Kept with the message, where a file's name has no place.
        return gate.decide(letters.replyBefore(ticket, requester, path, mail.body(), enclosed, messageId))
                        instanceof Passage.Stopped
                ? Optional.of("one of its files may not go to this recipient by now. It is a draft again.")
                : Optional.empty();
    }
}
