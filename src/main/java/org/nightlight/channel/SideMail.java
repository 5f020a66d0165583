package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.SideTag;
import org.nightlight.channel.email.Subjects;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.AgeState;
import org.nightlight.privacy.Ages;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Suppliers;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Merges;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.SideConversations;
import org.nightlight.ticket.SideConversations.Side;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * What leaves in a side conversation. Whoever gets it is a stranger to the household, also a supplier of ours: every word, the subject
 * too, passes the gate as such, and nothing is quoted by the software. Verbs belong into the caller's transaction.
 */
@Component
public class SideMail {
    /** Of whatever age, whose name such a word is cannot be known. */
    private static final Set<String> NO_NAMES = Set.of("the", "and", "der", "die", "das", "los", "las", "del");

    private final OutboundStore store;
    private final OwnMail own;
    private final Outbox outbox;
    private final Suppliers suppliers;
    private final Participants participants;
    private final Customers customers;
    private final Ages ages;
    private final Tickets tickets;
    private final Merges merges;
    private final SideConversations sides;
    private final CurrentPlaybook playbooks;

    SideMail(
            OutboundStore store,
            OwnMail own,
            Outbox outbox,
            Suppliers suppliers,
            Participants participants,
            Customers customers,
            Ages ages,
            Tickets tickets,
            Merges merges,
            SideConversations sides,
            CurrentPlaybook playbooks) {
        this.store = store;
        this.own = own;
        this.outbox = outbox;
        this.suppliers = suppliers;
        this.participants = participants;
        this.customers = customers;
        this.ages = ages;
        this.tickets = tickets;
        this.merges = merges;
        this.sides = sides;
        this.playbooks = playbooks;
    }

    /** Begins one. {@link #refused} was asked before. */
    public Outbox.Sending begin(
            Ticket ticket, EmailAddress to, String subject, String text, Actor.Staff by, String byName) {
        return send(ticket, to, null, subject, text, () -> sides.begin(ticket, to, subject, text, by, byName));
    }

    /** Writes on in one. {@link #refused} was asked before. */
    public Outbox.Sending write(Ticket ticket, Side side, String text, Actor.Staff by, String byName) {
        return send(
                ticket,
                side.address(),
                side,
                "Re: " + Subjects.bare(side.subject()),
                text,
                () -> sides.write(ticket, side, text, by, byName));
    }

    /** The subjects of those answers that came under another than that of their side conversation. */
    public static Map<Long, String> renamed(Side side) {
        Map<Long, String> renamed = new HashMap<>();
        side.messages().stream()
                .filter(message -> message.kind() == Message.Kind.SIDE_ANSWER)
                .forEach(message -> {
                    String subject = SideTag.without(message.subject());
                    if (!subject.isEmpty() && !Subjects.sameMatter(subject, side.subject())) {
                        renamed.put(message.id(), subject);
                    }
                });
        return renamed;
    }

    /** Whether the register of recipients has a valid entry that names where this address is. */
    public boolean isRegistered(EmailAddress to) {
        return suppliers.names(to.domain());
    }

    /** Why no side conversation of this ticket may be with this address, as a sentence that says what to do; empty where it may. */
    public Optional<String> refused(Ticket ticket, EmailAddress to) {
        if (participants.isOurs(to)) {
            return Optional.of(
                    say(
                            "This is an address of the desk’s own: the mail would come back here. Enter whom you want to ask.",
                            "Esta dirección es de la propia mesa de ayuda: el correo volvería aquí. Escribe a quién quieres preguntar."));
        } else if (participants.isAtTheDesk(to)) {
            return Optional.of(say(
                    "This is a colleague. Name them with @ in a note instead.",
                    "Es una persona del equipo. Menciónala con @ en una nota."));
        } else if (onTheTicket(ticket).contains(to)) {
            return Optional.of(say(
                    "This person is on the ticket: answer them there.",
                    "Esta persona está en el ticket: respóndele ahí."));
        } else if (customers.findByAddress(to).filter(participants::isChilds).isPresent()) {
            return Optional.of(say(
                    "No side conversation goes to this address. Write to them on a ticket of their own.",
                    "A esta dirección no va ninguna conversación aparte. Escríbele en un ticket propio."));
        }
        return Optional.empty();
    }

    /** Requester, household, whoever wrote or was named here, also in what was merged into it. */
    private Set<EmailAddress> onTheTicket(Ticket ticket) {
        Set<EmailAddress> all = new HashSet<>();
        Ticket here = sides.survivor(ticket);
        Set<Long> whole = new HashSet<>(List.of(ticket.id(), here.id()));
        merges.into(here.id()).forEach(merge -> whole.add(merge.sourceId()));
        for (long id : whole) {
            participants.ofTicket(id).forEach(all::add);
            tickets.find(id)
                    .flatMap(it -> customers.find(it.requesterId()))
                    .ifPresent(requester -> withHousehold(requester).forEach(one -> all.addAll(addresses(one))));
            tickets.messages(id).stream()
                    .flatMap(message -> message.author() instanceof Actor.Customer(long writer)
                            ? customers.find(writer).stream()
                            : Stream.empty())
                    .forEach(writer -> all.addAll(addresses(writer)));
        }
        return all;
    }

    private Stream<Customer> withHousehold(Customer requester) {
        return Stream.concat(
                Stream.of(requester),
                customers.householdOf(requester).stream().flatMap(home -> home.members().stream()));
    }

    private static List<EmailAddress> addresses(Customer customer) {
        return customer.addresses().stream()
                .flatMap(address -> EmailAddress.parse(address.value()).stream())
                .toList();
    }

    private Outbox.Sending send(
            Ticket ticket, EmailAddress to, @Nullable Side before, String subject, String text, Supplier<Side> queue) {
        long[] sideId = {0};
        Outbox.Sending sending = outbox.aside(outgoing(ticket, to, before, subject, text), mailId -> {
            Side side = queue.get();
            sideId[0] = side.id();
            sides.remember(side.id(), List.of(mailId));
            Message message = side.last().orElseThrow();
            return new Outbox.Aside(message, thread(ticket, message, before));
        });
        if (sending instanceof Outbox.Sending.Queued(Message message)) {
            store.tag(message.id(), own.sideTag(sideId[0]));
        }
        return sending;
    }

    /** In answer to what came last, else to what we wrote last. */
    private static OutboundStore.Thread thread(Ticket ticket, Message message, @Nullable Side side) {
        List<String> ids = new ArrayList<>();
        String latest = null;
        for (Message before : side == null ? List.<Message>of() : side.messages()) {
            if (before.mailId() != null) {
                ids.add(before.mailId());
                latest = before.mailId();
            }
        }
        return new OutboundStore.Thread(ticket.id(), message.id(), latest, ids);
    }

    private Outgoing outgoing(Ticket ticket, EmailAddress to, @Nullable Side side, String subject, String text) {
        return new Outgoing(
                Outgoing.Purpose.SIDE,
                Set.of(to),
                subject,
                text,
                !sides.isWritable(ticket),
                Set.of(),
                children(ticket),
                null,
                known(to, side),
                false,
                null);
    }

    /** Names of all on the ticket who are children, or of whom nobody knows that they are not. */
    private List<String> children(Ticket ticket) {
        List<String> names = new ArrayList<>();
        Ticket here = sides.survivor(ticket);
        Set<Long> requesters = new HashSet<>(List.of(ticket.requesterId(), here.requesterId()));
        for (Customer requester : customers.find(requesters).values()) {
            customers
                    .householdOf(requester)
                    .map(Household::children)
                    .orElse(List.of())
                    .forEach(it -> names.add(it.name()));
            boolean grown = requester.relation().answersForChildren()
                    || ages.of(requester).state() == AgeState.ADULT && !requester.isChild();
            if (!grown) {
                Stream.of(requester.name().split("\\s+"))
                        .filter(word -> word.length() > 2 && !NO_NAMES.contains(word.toLowerCase(Locale.ROOT)))
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** What the organisation says of itself, and what whoever is written to has or wrote here. */
    private Outgoing.Own known(EmailAddress to, @Nullable Side side) {
        Playbook playbook = playbooks.current().playbook();
        List<String> words = new ArrayList<>(List.of(playbook.brand().name(), to.value()));
        if (side != null) {
            side.messages().stream()
                    .filter(message -> message.kind() == Message.Kind.SIDE_ANSWER)
                    .forEach(message -> words.addAll(List.of(message.subject(), message.text())));
        }
        Set<String> domains = new HashSet<>(
                List.of(to.domain(), playbook.addresses().support().domain()));
        playbook.addresses().aliases().forEach(alias -> domains.add(alias.domain()));
        return new Outgoing.Own(words, domains);
    }
}
