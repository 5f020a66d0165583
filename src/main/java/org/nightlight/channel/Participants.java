package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.AgeState;
import org.nightlight.privacy.Ages;
import org.nightlight.privacy.Proofs;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvents;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Who is on a conversation besides its requester. Nobody is on a child's, a walled or a doubted one, nor on one among colleagues;
 * on a family's only a proven address of its own parents; and nowhere a child, one of the desk, or an address of ours (ADR 0051).
 * A new address gets nothing until somebody at the desk has said so. Verbs belong into the caller's transaction.
 */
@Component
public class Participants {
    /** So many addresses of one mail are looked at. */
    private static final int MOST = 20;
    /** One sentence for every reason, so that it tells none of them. */
    private final ParticipantStore store;

    private final Customers customers;
    private final Ages ages;
    private final Proofs proofs;
    private final Suppressions suppressions;
    private final Staff staff;
    private final OwnMail own;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    Participants(
            ParticipantStore store,
            Customers customers,
            Ages ages,
            Proofs proofs,
            Suppressions suppressions,
            Staff staff,
            OwnMail own,
            CurrentPlaybook playbooks,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.ages = ages;
        this.proofs = proofs;
        this.suppressions = suppressions;
        this.staff = staff;
        this.own = own;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** Everybody who may be on this conversation now and was not taken off, in the order in which they were named. */
    public List<Participant> of(Ticket ticket, Customer requester) {
        List<Participant> all = store.of(ticket.id());
        if (all.isEmpty() || !takesAnybody(ticket, requester)) {
            return List.of();
        }
        return all.stream()
                .filter(it -> it.standing() != Participant.Standing.REMOVED)
                .filter(it -> mayJoin(requester, it.address()))
                .toList();
    }

    /** Everybody who was ever named on this conversation, and not taken off. */
    List<EmailAddress> ofTicket(long ticketId) {
        return store.of(ticketId).stream()
                .filter(it -> it.standing() != Participant.Standing.REMOVED)
                .map(Participant::address)
                .toList();
    }

    /** Whether anybody at all may be on this conversation besides its requester. */
    public boolean takesAnybody(Ticket ticket, Customer requester) {
        return !ticket.walled()
                && !isChilds(requester)
                && requester.email().filter(this::isAtTheDesk).isEmpty()
                && !proofs.isDoubtful(ticket.id());
    }

    /** Whether somebody is a child, or was said to be one. */
    public boolean isChilds(Customer customer) {
        AgeState age = ages.of(customer).state();
        return customer.isChild() || age == AgeState.UNDER_13 || age == AgeState.TEEN;
    }

    /** Who gets a copy of what is answered here now. */
    Set<EmailAddress> copied(Ticket ticket, Customer requester) {
        return of(ticket, requester).stream()
                .filter(it -> it.standing() == Participant.Standing.COPIED)
                .map(Participant::address)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether mail from this address may go on in the conversation: they were copied here by somebody at the desk. */
    boolean mayWrite(Ticket ticket, EmailAddress sender) {
        return store.of(ticket.id()).stream()
                        .filter(it -> it.standing() == Participant.Standing.COPIED
                                || it.standing() == Participant.Standing.DROPPED)
                        .anyMatch(it -> it.address().equals(sender))
                && customers
                        .find(ticket.requesterId())
                        .filter(requester -> takesAnybody(ticket, requester) && mayJoin(requester, sender))
                        .isPresent();
    }

    /** Whether a first mail names anybody besides its writer and us. */
    boolean isSomebodyNamed(List<EmailAddress> named, EmailAddress writer) {
        return named.stream().anyMatch(it -> !it.equals(writer) && !isOurs(it));
    }

    /**
     * A person's mail has come on a conversation: whom it names besides us is on it, and nobody else gets a copy of what answers
     * it. Its writer is among those who do.
     *
     * @param named of its {@code To} and {@code Cc}; blind copies are no part of a mail
     */
    void heard(Ticket ticket, EmailAddress writer, List<EmailAddress> named, Instant at) {
        Optional<Customer> requester = customers.find(ticket.requesterId());
        if (requester.isEmpty() || isAtTheDesk(writer) || !takesAnybody(ticket, requester.get())) {
            return;
        }
        Set<EmailAddress> all = new TreeSet<>(named.stream().limit(MOST).toList());
        all.add(writer);
        for (EmailAddress address : all) {
            if (mayJoin(requester.get(), address)) {
                store.name(ticket.id(), address, at);
            }
        }
        for (Participant one : store.of(ticket.id())) {
            boolean there = all.contains(one.address());
            if (one.standing() == Participant.Standing.COPIED && !there) {
                store.stand(one.id(), Participant.Standing.DROPPED, at);
            } else if (one.standing() == Participant.Standing.DROPPED && there) {
                store.stand(one.id(), Participant.Standing.COPIED, at);
            }
        }
    }

    /** Writes an address down that somebody at the desk typed; nothing goes there yet. */
    public Outcome<Participant> name(Ticket ticket, Customer requester, String typed, Actor.Staff by) {
        Optional<EmailAddress> address = EmailAddress.parse(typed);
        if (address.isEmpty()) {
            return Outcome.refused(
                    "copy",
                    say(
                            "Enter an e-mail address, such as lee@example.org.",
                            "Indica una dirección de correo, por ejemplo lee@example.org."));
        }
        if (!takesAnybody(ticket, requester) || !mayJoin(requester, address.get())) {
            return notHere();
        }
        store.name(ticket.id(), address.get(), clock.instant());
        Participant named = store.of(ticket.id()).stream()
                .filter(it -> it.address().equals(address.get()))
                .findFirst()
                .orElseThrow();
        if (named.standing() == Participant.Standing.REMOVED) {
            store.stand(named.id(), Participant.Standing.NAMED, clock.instant());
        }
        audit.recordTicket(by, "participant-named", ticket.id(), "participant:" + named.id());
        return Outcome.done(named);
    }

    /** Somebody at the desk says that replies go there too. Empty when nobody of this number was named here. */
    public Optional<Outcome<Participant>> copy(Ticket ticket, Customer requester, long id, Actor.Staff by) {
        return store.find(ticket.id(), id).map(one -> {
            if (!takesAnybody(ticket, requester) || !mayJoin(requester, one.address())) {
                return notHere();
            }
            return Outcome.done(stand(ticket, one, Participant.Standing.COPIED, "participant-copied", by));
        });
    }

    /** Takes somebody off: they get nothing more, and what they write is a ticket of its own. */
    public Optional<Participant> remove(Ticket ticket, long id, Actor.Staff by) {
        return store.find(ticket.id(), id)
                .map(one -> stand(ticket, one, Participant.Standing.REMOVED, "participant-removed", by));
    }

    private static Outcome<Participant> notHere() {
        return Outcome.refused(
                "copy",
                say(
                        "This address cannot be on this conversation. Write to them on one of their own.",
                        "Esta dirección no puede estar en esta conversación. Escríbele en una propia."));
    }

    private Participant stand(
            Ticket ticket, Participant one, Participant.Standing standing, String action, Actor.Staff by) {
        if (one.standing() != standing) {
            store.stand(one.id(), standing, clock.instant());
            audit.recordTicket(by, action, ticket.id(), "participant:" + one.id());
        }
        return new Participant(one.id(), one.address(), standing);
    }

    /** Behind the wall nobody is on a ticket but its writer; who comes back after it is said anew. */
    @EventListener
    void on(TicketEvents.Sealed event) {
        store.forget(event.ticketId());
    }

    private boolean mayJoin(Customer requester, EmailAddress address) {
        if (isOurs(address)
                || isAtTheDesk(address)
                || requester.addresses().stream().anyMatch(it -> it.value().equals(address.value()))
                || suppressions.holds(address)) {
            return false;
        }
        Optional<Customer> known = customers.findByAddress(address);
        if (known.filter(this::isChilds).isPresent()) {
            return false;
        }
        Optional<Household> home = customers.householdOf(requester);
        boolean family = requester.relation().answersForChildren()
                || home.filter(it -> !it.children().isEmpty()).isPresent();
        return !family
                || known.filter(it -> isParentAt(it, home) && isProven(it, address))
                        .isPresent();
    }

    private static boolean isParentAt(Customer person, Optional<Household> home) {
        return home.filter(it -> it.parents().stream().anyMatch(parent -> parent.id() == person.id()))
                .isPresent();
    }

    private static boolean isProven(Customer person, EmailAddress address) {
        return person.addresses().stream()
                .filter(CustomerAddress::proven)
                .anyMatch(it -> it.value().equals(address.value()));
    }

    /** Our addresses and aliases, also with a word after a plus, and where reports come back to. */
    boolean isOurs(EmailAddress address) {
        String plain = address.value().replaceFirst("\\+[^@]*@", "@");
        return address.domain().equals("invalid")
                || playbooks.current().playbook().addresses().isOurs(address)
                || EmailAddress.parse(plain)
                        .filter(playbooks.current().playbook().addresses()::isOurs)
                        .isPresent()
                || own.reported(address).isPresent();
    }

    boolean isAtTheDesk(EmailAddress address) {
        return staff.findByEmail(address).isPresent();
    }
}
