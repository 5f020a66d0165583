package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.Optional;
import org.nightlight.channel.email.Forwards;
import org.nightlight.channel.email.Mailbox;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.privacy.ConsentGate;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Component;

/**
 * A mail that somebody of the staff forwarded: who wrote it first can be made the ticket's requester, by a person. Nothing is
 * ever changed by itself, and not behind the wall, where the Safety Team decides whom anything is sent to.
 */
@Component
public class Forwarding {
    private final Tickets tickets;
    private final Work work;
    private final Customers customers;
    private final ConsentGate consentGate;
    private final Clock clock;

    Forwarding(Tickets tickets, Work work, Customers customers, ConsentGate consentGate, Clock clock) {
        this.tickets = tickets;
        this.work = work;
        this.customers = customers;
        this.consentGate = consentGate;
        this.clock = clock;
    }

    /** Who wrote first what a message forwards, with the name that the forward gives; empty when it names nobody. */
    public static Optional<Original> original(Message message) {
        return message.masked()
                ? Optional.empty()
                : Forwards.original(message.text() + "\n" + message.quoted())
                        .flatMap(box -> box.email().map(address -> new Original(name(box), address)));
    }

    public record Original(String name, EmailAddress address) {}

    private static String name(Mailbox box) {
        return box.name().isBlank() || box.name().contains("@") ? "" : box.name();
    }

    /**
     * Makes the first writer of a forwarded message the requester. Belongs into a transaction of the doer's.
     *
     * @throws Refusal when the message names nobody, or the ticket is behind the wall
     */
    public Optional<Ticket> adopt(long ticketId, int version, long messageId, Actor.Staff by) {
        Optional<Ticket> ticket = tickets.lock(ticketId);
        if (ticket.isEmpty()) {
            return ticket;
        }
        if (ticket.get().walled()) {
            throw new Refusal(say(
                    "Behind the wall the Safety Team decides whom anything is sent to.",
                    "Tras el muro, el equipo de protección decide a quién se envía algo."));
        }
        Original original = tickets.message(messageId)
                .filter(message -> message.ticketId() == ticketId)
                .flatMap(Forwarding::original)
                .orElseThrow(() -> new Refusal(say(
                        "The forwarded mail names no address.", "El correo reenviado no nombra ninguna dirección.")));
        Customer requester = customers.recognise(original.address(), original.name(), clock.instant());
        Optional<Ticket> changed = work.ask(ticketId, version, by, requester.id(), requester.tier());
        consentGate.arrived(requester, ticketId, false);
        return changed;
    }
}
