package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.privacy.ConsentGate;
import org.nightlight.privacy.Proofs;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.sla.Clocks;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Sorting;
import org.nightlight.ticket.Splits;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.triage.Decision;
import org.nightlight.triage.Triage;
import org.springframework.stereotype.Component;

/**
 * Splits a second matter off a ticket, sorted and timed as if it had come by itself (see {@link Splits}). Nobody outside the desk is
 * told, and nobody gets copies. Whether the doer sees the ticket is asked before.
 */
@Component
public class Splitting {
    private final Database database;
    private final Splits splits;
    private final Tickets tickets;
    private final Customers customers;
    private final Clocks clocks;
    private final ConsentGate consentGate;
    private final Proofs proofs;
    private final Cases cases;
    private final SealedMail sealed;
    private final CurrentPlaybook playbooks;
    private final WritingLanguage language;
    private final Triage triage = Triage.core();

    Splitting(
            Database database,
            Splits splits,
            Tickets tickets,
            Customers customers,
            Clocks clocks,
            ConsentGate consentGate,
            Proofs proofs,
            Cases cases,
            SealedMail sealed,
            CurrentPlaybook playbooks,
            WritingLanguage language) {
        this.database = database;
        this.splits = splits;
        this.tickets = tickets;
        this.customers = customers;
        this.clocks = clocks;
        this.consentGate = consentGate;
        this.proofs = proofs;
        this.cases = cases;
        this.sealed = sealed;
        this.playbooks = playbooks;
        this.language = language;
    }

    /** Why nothing can be split off this ticket, as a sentence; empty where something can. */
    public Optional<String> hindrance(Ticket ticket, List<Message> messages) {
        return Splits.hindrance(ticket, messages)
                .or(
                        () -> consentGate
                                .glance(customers.find(ticket.requesterId()).orElseThrow(), ticket.id())
                                .map(
                                        path -> say(
                                                "A child asks here. How often a child may be answered is counted by ticket, so this one stays whole.",
                                                "Aquí pregunta un menor. Cuántas veces se le puede responder se cuenta por ticket, así que este queda entero.")));
    }

    /** What the chosen messages are about, as sorting reads them. */
    public Decision about(Ticket ticket, List<Message> chosen) {
        // Each was screened when it came, and nothing in them put the ticket behind the wall.
        return triage.decide(
                Splits.subject(chosen.getFirst()),
                text(chosen),
                ticket.tier(),
                null,
                playbooks.current().playbook());
    }

    private static String text(List<Message> messages) {
        return messages.stream().map(Message::text).collect(Collectors.joining("\n\n"));
    }

    /**
     * Splits the messages with these numbers off a ticket that the doer sees. Where sorting reads in them that a child is in danger, the new ticket goes
     * behind the wall at once, as one that comes in does.
     *
     * @return the new ticket's number; empty where there is no such ticket outside the wall
     * @throws org.nightlight.ticket.Conflict when the ticket was changed since it was read
     * @throws Refusal when these cannot be split off
     */
    public Optional<Long> split(long ticketId, int version, Set<Long> chosen, Actor.Staff by, Clearance clearance) {
        PlaybookVersion rules = playbooks.current();
        // With the doer's own sight: what was said of ages behind a wall hinders nothing out here, for that would tell.
        Optional<Optional<String>> hindrance = database.read(
                clearance, () -> tickets.find(ticketId).map(ticket -> hindrance(ticket, tickets.messages(ticketId))));
        if (hindrance.isEmpty()) {
            return Optional.empty();
        }
        hindrance.get().ifPresent(sentence -> {
            throw new Refusal(sentence);
        });
        return database.write(
                Clearance.SYSTEM,
                () -> splits.hold(ticketId, version).map(source -> {
                    List<Message> messages = tickets.messages(ticketId);
                    List<Message> moving = Splits.movable(source, messages).stream()
                            .filter(message -> chosen.contains(message.id()))
                            .toList();
                    if (moving.isEmpty() || moving.size() != chosen.size()) {
                        throw new Refusal(say(
                                "Tick at least one message of the requester.",
                                "Marca al menos un mensaje de quien escribe."));
                    }
                    return split(source, moving, rules, by);
                }));
    }

    private long split(Ticket source, List<Message> moving, PlaybookVersion rules, Actor.Staff by) {
        Customer requester = customers.find(source.requesterId()).orElseThrow();
        Decision decision = about(source, moving);
        Sorting sorting = Filing.splitOff(requester, decision, rules);
        long target = splits.split(
                source,
                moving,
                sorting,
                clocks.promised(
                        rules,
                        sorting.tier(),
                        sorting.category(),
                        sorting.issue(),
                        sorting.level(),
                        moving.getFirst().createdAt()),
                by);
        language.opened(target, text(moving), requester, rules.playbook());
        if (proofs.isDoubtful(source.id())) {
            proofs.doubt(target);
        }
        if (Filing.isCrisis(decision, rules.playbook())) {
            cases.raise(target, Level.S2, new Actor.Software("triage"));
            sealed.seal(target);
        }
        return target;
    }

    /**
     * Takes a split back, by the number of the ticket that was split off; empty where the doer sees none outside the wall.
     *
     * @throws Refusal when it is too late
     */
    public Optional<Ticket> undo(long ticketId, Actor.Staff by, Clearance clearance) {
        return database.read(clearance, () -> splits.of(ticketId)).isEmpty()
                ? Optional.empty()
                : database.write(Clearance.SYSTEM, () -> splits.undo(ticketId, by));
    }
}
