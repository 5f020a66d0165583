package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.privacy.FirstName;
import org.nightlight.privacy.Proofs;
import org.nightlight.shared.Spoken;
import org.nightlight.ticket.Ticket;
import org.springframework.stereotype.Component;

/** Who wrote, and what is known of their household: adults by name, children only for whoever asks, which is recorded. */
@Component
class RequesterPanel {
    private final Customers customers;
    private final TicketReads reads;
    private final ConsentPanel consents;
    private final Proofs proofs;
    private final Audit audit;

    RequesterPanel(Customers customers, TicketReads reads, ConsentPanel consents, Proofs proofs, Audit audit) {
        this.customers = customers;
        this.reads = reads;
        this.consents = consents;
        this.proofs = proofs;
        this.audit = audit;
    }

    /** @param names whether the children are named, which is written down */
    TicketPage.Requester of(Ticket ticket, Customer requester, boolean names, Visit visit, Words words) {
        Optional<Household> home = customers.householdOf(requester);
        List<TicketPage.Member> household = home.map(it -> it.members().stream()
                        .filter(member -> member.id() != requester.id())
                        .map(member -> new TicketPage.Member(
                                Words.capital(member.relation().label()),
                                member.relation() == Relation.CHILD && !names ? null : member.name()))
                        .toList())
                .orElse(List.of());
        if (names) {
            audit.recordTicket(visit.actor(), "household-read", ticket.id(), "customer:" + requester.id());
        }
        ConsentPanel.Shown shown = consents.of(ticket, requester, home, names, words);
        Optional<CustomerAddress> mail = requester.firstMail();
        boolean proven = mail.filter(CustomerAddress::proven).isPresent();
        boolean provable = mail.isPresent() && !proven && !ticket.walled() && shown.path() == null;
        Proofs.Standing asking = proofs.standing(requester, ticket.id());
        Instant asked = asking.askedAt();
        return new TicketPage.Requester(
                Words.face(shown.hidden() ? FirstName.of(requester.name()) : requester.name()),
                words.tier(requester.tier()),
                DateTimeFormatter.ofPattern("MMMM yyyy", Spoken.language())
                        .format(requester.createdAt().atZone(words.playbook().zone())),
                requester.addresses().isEmpty()
                        ? say("none", "ninguna")
                        : shown.hidden()
                                ? say("hidden", "oculta")
                                : requester.addresses().getFirst().value(),
                proven
                        ? say("proven to be theirs", "demostrada como suya")
                        : asked == null
                                ? say("not proven", "sin demostrar")
                                : say("not proven, asked ", "sin demostrar, pedido ")
                                        + words.when(asked).text(),
                provable,
                asking.doubtful(),
                shown.hidden(),
                household,
                shown.age(),
                shown.consents(),
                shown.path(),
                shown.asking(),
                reads.others(requester.id(), ticket.id()).stream()
                        .map(other -> new TicketPage.Other(
                                Words.number(other.id()),
                                other.subject(),
                                Words.state(other.state()),
                                "/desk/tickets/" + other.id()))
                        .toList());
    }
}
