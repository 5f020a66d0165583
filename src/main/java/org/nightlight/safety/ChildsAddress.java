package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.privacy.Release;
import org.nightlight.seal.Seal;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** Where an answer to the child would go, and what it must not say: gathered here, judged by the gate. */
@Component
public class ChildsAddress {
    /** So many words in a row are the child's own account. */
    private static final int RETOLD = 5;

    private static final List<String> OFFICES = List.of("cybertipline", "ncmec", "cps", "dcf", "dhs", "fbi", "sheriff");
    /** Short words of names that stand in any sentence. */
    private static final Set<String> IN_ANY_SENTENCE = Set.of("del", "los", "las", "the", "and");

    private final Tickets tickets;
    private final Customers customers;
    private final Staff staff;
    private final Drills drills;
    private final DisclosureGate gate;
    private final Seal seal;

    ChildsAddress(Tickets tickets, Customers customers, Staff staff, Drills drills, DisclosureGate gate, Seal seal) {
        this.tickets = tickets;
        this.customers = customers;
        this.staff = staff;
        this.drills = drills;
        this.gate = gate;
        this.seal = seal;
    }

    /**
     * @param to null where there is no address
     * @param refusal why nothing may be sent there; null when it may
     */
    public record Outlook(@Nullable String to, @Nullable String refusal) {}

    Outlook outlook(SafetyCase it, Decisions decided) {
        Outgoing empty = outgoing(it, decided, new AnswerText("en", "", ""), false);
        String to =
                empty.recipients().stream().findFirst().map(EmailAddress::value).orElse(null);
        if (!it.standing().isOpen()) {
            return new Outlook(
                    to,
                    say(
                            "This case has ended. If there is a new concern, raise it on the ticket.",
                            "Este caso terminó. Si hay un nuevo motivo de preocupación, plantéalo en el ticket."));
        }
        if (drills.isDrill(it.ticketId())) {
            return new Outlook(to, say("This is a drill. Nothing is sent.", "Esto es un simulacro. No se envía nada."));
        }
        return new Outlook(to, gate.decide(empty) instanceof Passage.Stopped stopped ? stopped.reason() : null);
    }

    /** @throws Refusal when the gate would stop it */
    void check(SafetyCase it, Decisions decided, AnswerText text, boolean own) {
        if (gate.decide(outgoing(it, decided, text, own)) instanceof Passage.Stopped stopped) {
            throw new Refusal(stopped.reason());
        }
    }

    /**
     * @param own whether somebody wrote these words for this child, who may have put the case into them: they are compared with
     *     the child's, which must be open to be read
     */
    Outgoing outgoing(SafetyCase it, Decisions decided, AnswerText text, boolean own) {
        if (own) {
            seal.requireOpen(it.ticketId());
        }
        Ticket ticket = tickets.find(it.ticketId()).orElseThrow();
        Customer writer = customers.find(ticket.requesterId()).orElseThrow();
        Optional<Household> home = customers.householdOf(writer);
        Set<EmailAddress> to = writer.email()
                .filter(address -> !address.domain().equals("invalid"))
                .map(Set::of)
                .orElse(Set.of());
        return new Outgoing(
                Outgoing.Purpose.CHILD,
                to,
                AnswerText.subject(ticket.id(), text.language()),
                text.text(),
                ticket.walled(),
                to,
                List.of(),
                new Release(
                        decided.safeChannel().isSafe(),
                        ChildsMailbox.readByOthers(writer, home, ticket.channel()),
                        own ? unsaid(writer, home, decided, tickets.everything(ticket.id())) : List.of()));
    }

    private List<String> unsaid(Customer writer, Optional<Household> home, Decisions decided, List<Message> messages) {
        Stream<String> people = Stream.concat(
                home.stream()
                        .flatMap(it -> it.members().stream())
                        .filter(member -> member.id() != writer.id())
                        .map(Customer::name),
                Stream.ofNullable(decided.suspectStaffId())
                        .flatMap(id -> staff.find(id).stream())
                        .map(StaffMember::name));
        List<String> unsaid = new ArrayList<>(OFFICES);
        people.flatMap(name -> words(name).stream())
                .filter(word -> word.length() > 2 && !IN_ANY_SENTENCE.contains(word))
                .forEach(unsaid::add);
        messages.stream()
                .filter(message -> message.kind().cameIn())
                .forEach(message -> retold(words(message.text()), unsaid));
        return List.copyOf(unsaid);
    }

    private static void retold(List<String> words, List<String> unsaid) {
        for (int i = 0; i + RETOLD <= words.size(); i++) {
            unsaid.add(String.join(" ", words.subList(i, i + RETOLD)));
        }
    }

    private static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
