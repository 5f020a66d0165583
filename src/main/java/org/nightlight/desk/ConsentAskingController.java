package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Database;
import org.nightlight.privacy.AgeState;
import org.nightlight.privacy.Ages;
import org.nightlight.privacy.Consents;
import org.nightlight.privacy.Proofs;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** From a ticket's page: how old somebody is, and asking a parent. */
@Controller
class ConsentAskingController {
    private final Database database;
    private final Tickets tickets;
    private final Customers customers;
    private final Ages ages;
    private final Consents consents;
    private final Proofs proofs;
    private final TicketPages pages;

    ConsentAskingController(
            Database database,
            Tickets tickets,
            Customers customers,
            Ages ages,
            Consents consents,
            Proofs proofs,
            TicketPages pages) {
        this.database = database;
        this.tickets = tickets;
        this.customers = customers;
        this.ages = ages;
        this.consents = consents;
        this.proofs = proofs;
        this.pages = pages;
    }

    @PostMapping("/desk/tickets/{id}/ages")
    ModelAndView state(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String age,
            @RequestParam(name = "age-reason", defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        return run(visit, id, list, Said.AGE_STATED, ticket -> {
            if (Arrays.stream(AgeState.values()).noneMatch(it -> it.key().equals(age))) {
                return Outcome.refused(
                        "age-reason", say("Choose an age from the list.", "Elige una edad de la lista."));
            }
            Customer requester = customers.find(ticket.requesterId()).orElseThrow(NotHere::new);
            return ages.state(requester, AgeState.ofKey(age), reason, id, ticket.walled(), visit.actor());
        });
    }

    /**
     * Behind the wall nobody at home is asked. Outside of it every family is asked alike: whether the mail may go is decided by
     * the software later, and shown to nobody here.
     */
    @PostMapping("/desk/tickets/{id}/consent-requests")
    ModelAndView ask(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String child,
            @RequestParam(name = "known-parent", defaultValue = "") String known,
            @RequestParam(defaultValue = "") String parent,
            @RequestParam(name = "parent-relation", defaultValue = "") String relation,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        return run(visit, id, list, Said.PARENT_ASKED, ticket -> {
            if (ticket.walled()) {
                return Outcome.refused(
                        "consent",
                        say(
                                "Nobody at home is asked anything from a ticket behind the safety wall.",
                                "Desde un ticket tras el muro de protección no se pregunta nada a nadie en casa."));
            }
            Customer requester = customers.find(ticket.requesterId()).orElseThrow(NotHere::new);
            Optional<Household> home = customers.householdOf(requester);
            Customer about = ConsentPanel.children(requester, ages.of(requester), home).stream()
                    .filter(it -> Long.toString(it.id()).equals(child))
                    .findFirst()
                    .orElse(null);
            if (about == null) {
                return Outcome.refused(
                        "consent", say("Choose the child from the list.", "Elige al niño o niña de la lista."));
            }
            return consents.ask(
                    about,
                    id,
                    parent.isBlank() ? known : parent,
                    relation.matches("parent|guardian") ? Relation.ofKey(relation) : Relation.UNKNOWN,
                    about.language() == null ? requester.language() : about.language(),
                    visit.actor());
        });
    }

    /** Asked alike of everybody; whether the mail may go is decided by the software later. */
    @PostMapping("/desk/tickets/{id}/proofs")
    ModelAndView prove(@PathVariable long id, @RequestParam(defaultValue = "") String list, Visit visit) {
        return run(visit, id, list, Said.PROOF_ASKED, ticket -> {
            if (ticket.walled()) {
                return Outcome.refused(
                        "proof",
                        say(
                                "Nobody is asked anything from a ticket behind the safety wall.",
                                "Desde un ticket tras el muro de protección no se pregunta nada a nadie."));
            }
            return proofs.ask(customers.find(ticket.requesterId()).orElseThrow(NotHere::new), id, visit.actor());
        });
    }

    private ModelAndView run(Visit visit, long id, String list, Said done, Function<Ticket, Outcome<?>> verb) {
        Outcome<?> outcome = database.write(
                visit.clearance(), () -> verb.apply(tickets.find(id).orElseThrow(NotHere::new)));
        return switch (outcome) {
            case Outcome.Done<?> it ->
                visit.then("/desk/tickets/" + id + (list.isEmpty() ? "" : "?list=" + list), done, id);
            case Outcome.Refused<?>(String field, String reason) ->
                visit.answer(
                        422, pages.page(visit, id, TicketPages.View.of(list).with(field, reason)));
        };
    }
}
