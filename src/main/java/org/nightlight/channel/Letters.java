package org.nightlight.channel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.MailComposer;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Enclosure;
import org.nightlight.privacy.LawfulPath;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Proofs;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * What a letter to a customer is before the gate judges it: whom it goes to, with what subject, from which address, and what its
 * readers know already. Of several readers the one who knows least decides. Belongs into the caller's transaction.
 */
@Component
class Letters {
    private final OutboundStore store;
    private final Tickets tickets;
    private final Customers customers;
    private final Participants participants;
    private final Proofs proofs;
    private final CurrentPlaybook playbooks;

    Letters(
            OutboundStore store,
            Tickets tickets,
            Customers customers,
            Participants participants,
            Proofs proofs,
            CurrentPlaybook playbooks) {
        this.store = store;
        this.tickets = tickets;
        this.customers = customers;
        this.participants = participants;
        this.proofs = proofs;
        this.playbooks = playbooks;
    }

    /** A person's answer: to the requester, with a copy to whoever gets one here. */
    Outgoing reply(
            Ticket ticket, Customer requester, Optional<LawfulPath> path, String text, List<Enclosure> enclosed) {
        return replyBefore(ticket, requester, path, text, enclosed, Long.MAX_VALUE);
    }

    /** As {@link #reply}, judged anew when it is a message on the ticket already. */
    Outgoing replyBefore(
            Ticket ticket,
            Customer requester,
            Optional<LawfulPath> path,
            String text,
            List<Enclosure> enclosed,
            long messageId) {
        Set<EmailAddress> copies = address(requester).isEmpty() ? Set.of() : participants.copied(ticket, requester);
        List<Message> before = tickets.messages(ticket.id()).stream()
                .filter(message -> message.id() < messageId)
                .toList();
        return outgoing(
                ticket, before, requester, toChild(path, before), Outgoing.Purpose.REPLY, copies, text, enclosed);
    }

    /** What the software writes, to the requester alone. */
    Outgoing automatic(Ticket ticket, Customer requester, Optional<LawfulPath> path, String text) {
        List<Message> before = tickets.messages(ticket.id());
        return outgoing(
                ticket,
                before,
                requester,
                toChild(path, before),
                Outgoing.Purpose.AUTOMATIC,
                Set.of(),
                text,
                List.of());
    }

    /** Who of a letter's recipients is not the one whom it answers. */
    static Set<EmailAddress> copies(Outgoing letter, Customer requester) {
        Set<EmailAddress> copies = new HashSet<>(letter.recipients());
        address(requester).ifPresent(copies::remove);
        return copies;
    }

    private static Optional<EmailAddress> address(Customer requester) {
        return requester.email().filter(address -> !address.domain().equals("invalid"));
    }

    /** How many letters to the customer left, or are about to, before this one. */
    int before(long ticketId, long before) {
        return left(tickets.messages(ticketId).stream()
                .filter(message -> message.id() < before)
                .toList());
    }

    private static int left(List<Message> messages) {
        return (int) messages.stream()
                .filter(message -> message.kind() == Message.Kind.REPLY || message.kind() == Message.Kind.AUTOMATIC)
                .filter(message -> message.delivery() != Message.Delivery.WITHHELD)
                .count();
    }

    /** Whoever wrote to one of our further addresses is answered from it. */
    EmailAddress sender(long ticketId) {
        Playbook.Addresses ours = playbooks.current().playbook().addresses();
        return ours.aliases().isEmpty()
                ? ours.support()
                : store.cameTo(ticketId).stream()
                        .flatMap(address -> EmailAddress.parse(address).stream())
                        .filter(ours.aliases()::contains)
                        .findFirst()
                        .orElse(ours.support());
    }

    /** What the mail answers: the customer's latest mail, and the ids of the whole conversation before it. */
    OutboundStore.Thread thread(long ticketId) {
        List<String> ids = new ArrayList<>();
        String latest = null;
        for (Message message : tickets.messages(ticketId)) {
            if (message.mailId() != null) {
                ids.add(message.mailId());
                latest = message.kind() == Message.Kind.CUSTOMER ? message.mailId() : latest;
            }
        }
        return new OutboundStore.Thread(null, null, latest, ids);
    }

    private static Outgoing.@Nullable ToChild toChild(Optional<LawfulPath> path, List<Message> before) {
        return path.map(it -> new Outgoing.ToChild(it, left(before))).orElse(null);
    }

    private Outgoing outgoing(
            Ticket ticket,
            List<Message> messages,
            Customer requester,
            Outgoing.@Nullable ToChild child,
            Outgoing.Purpose purpose,
            Set<EmailAddress> copies,
            String text,
            List<Enclosure> enclosed) {
        String called = CustomerSubjects.latest(ticket, messages);
        boolean ofTheFamily = requester.isChild() || requester.relation().answersForChildren();
        boolean doubtful = ofTheFamily && proofs.isDoubtful(ticket.id());
        Set<EmailAddress> family = new HashSet<>();
        List<String> children = new ArrayList<>();
        customers
                .householdOf(requester)
                .ifPresent(household -> household.members().forEach(member -> {
                    if (ofTheFamily && !doubtful) {
                        member.firstMail()
                                .filter(CustomerAddress::proven)
                                .map(address -> new EmailAddress(address.value()))
                                .ifPresent(family::add);
                    }
                    if (member.isChild()) {
                        children.add(member.name());
                    }
                }));
        Set<EmailAddress> to =
                Stream.concat(address(requester).stream(), copies.stream()).collect(Collectors.toSet());
        return new Outgoing(
                purpose,
                to,
                MailComposer.subject(ticket.id(), subject(called, family.containsAll(to), children)),
                text,
                ticket.walled(),
                family,
                children,
                null,
                own(ticket, messages, requester, copies.isEmpty()),
                ofTheFamily && !family.containsAll(to),
                child,
                new Outgoing.Enclosed(enclosed, !enclosed.isEmpty() && participants.isChilds(requester)));
    }

    /** Nobody at the desk can change a subject: to a stranger it goes without the names, and the gate judges what is left. */
    private static String subject(String called, boolean toFamily, List<String> children) {
        return toFamily ? called : DisclosureGate.withoutNames(called, children);
    }

    /** What the organisation says of itself and, where nobody else reads it, what this customer is or said here. */
    private Outgoing.Own own(Ticket ticket, List<Message> messages, Customer requester, boolean alone) {
        Playbook playbook = playbooks.current().playbook();
        List<String> words = new ArrayList<>(List.of(playbook.brand().name()));
        playbook.templates()
                .values()
                .forEach(template -> template.texts().values().forEach(it -> words.add(it.body())));
        if (alone) {
            words.add(requester.name());
            words.add(ticket.subject());
            requester.addresses().forEach(address -> words.add(address.value()));
        }
        if (alone && !ticket.walled()) {
            messages.stream()
                    .filter(message -> message.author() instanceof Actor.Customer(long id) && id == requester.id())
                    .forEach(message -> words.addAll(List.of(message.subject(), message.text())));
        }
        Set<String> domains = new HashSet<>();
        domains.add(playbook.addresses().support().domain());
        playbook.addresses().aliases().forEach(alias -> domains.add(alias.domain()));
        return new Outgoing.Own(words, domains);
    }
}
