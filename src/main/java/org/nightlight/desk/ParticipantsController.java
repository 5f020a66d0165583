package org.nightlight.desk;

import java.util.function.BiFunction;
import org.nightlight.channel.Participants;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is on a ticket besides its requester: named, copied, taken off. What is being typed is kept meanwhile. */
@Controller
class ParticipantsController {
    private final Database database;
    private final Tickets tickets;
    private final Customers customers;
    private final Participants participants;
    private final Drafts drafts;
    private final TicketPages pages;

    ParticipantsController(
            Database database,
            Tickets tickets,
            Customers customers,
            Participants participants,
            Drafts drafts,
            TicketPages pages) {
        this.database = database;
        this.tickets = tickets;
        this.customers = customers;
        this.participants = participants;
        this.drafts = drafts;
        this.pages = pages;
    }

    /**
     * Somebody's address, to be copied in.
     *
     * @param enter not empty where Enter was pressed in some field of the composer: that sends nothing, and where no address stands
     *     what was typed is kept
     */
    @PostMapping("/desk/tickets/{id}/participants")
    ModelAndView name(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String copy,
            @RequestParam(defaultValue = "") String enter,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        if (!enter.isEmpty() && copy.isBlank()) {
            return run(visit, id, list, text, Said.DRAFT_KEPT, (ticket, requester) -> Outcome.done(ticket));
        }
        return run(
                visit,
                id,
                list,
                text,
                Said.PARTICIPANT_NAMED,
                (ticket, requester) -> participants.name(ticket, requester, copy, visit.actor()));
    }

    @PostMapping("/desk/tickets/{id}/participants/{pid}")
    ModelAndView stand(
            @PathVariable long id,
            @PathVariable long pid,
            @RequestParam(defaultValue = "") String standing,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        return switch (standing) {
            case "copied" ->
                run(
                        visit,
                        id,
                        list,
                        text,
                        Said.PARTICIPANT_COPIED,
                        (ticket, requester) -> participants
                                .copy(ticket, requester, pid, visit.actor())
                                .orElseThrow(NotHere::new));
            case "removed" ->
                run(
                        visit,
                        id,
                        list,
                        text,
                        Said.PARTICIPANT_REMOVED,
                        (ticket, requester) -> Outcome.done(
                                participants.remove(ticket, pid, visit.actor()).orElseThrow(NotHere::new)));
            default -> throw new NotHere();
        };
    }

    private ModelAndView run(
            Visit visit, long id, String list, String text, Said done, BiFunction<Ticket, Customer, Outcome<?>> verb) {
        Outcome<?> outcome = database.write(visit.clearance(), () -> {
            Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
            if (!text.isBlank()) {
                drafts.keep(id, visit.member().id(), Drafts.Kind.REPLY, RepliesController.tidy(text));
            }
            return verb.apply(ticket, customers.find(ticket.requesterId()).orElseThrow(NotHere::new));
        });
        return switch (outcome) {
            case Outcome.Done<?> it ->
                visit.then("/desk/tickets/" + id + (list.isEmpty() ? "" : "?list=" + list), done, id);
            case Outcome.Refused<?>(String field, String reason) ->
                visit.answer(
                        422, pages.page(visit, id, TicketPages.View.of(list).with(field, reason)));
        };
    }
}
