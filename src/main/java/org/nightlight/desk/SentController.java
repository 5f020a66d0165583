package org.nightlight.desk;

import java.util.Map;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Database;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What was sent: once more, or taken back. */
@Controller
class SentController {
    private final Database database;
    private final Tickets tickets;
    private final Outbox outbox;
    private final Work work;
    private final Drafts drafts;

    SentController(Database database, Tickets tickets, Outbox outbox, Work work, Drafts drafts) {
        this.database = database;
        this.tickets = tickets;
        this.outbox = outbox;
        this.work = work;
        this.drafts = drafts;
    }

    @PostMapping("/desk/tickets/{id}/messages/{mid}/resend")
    ModelAndView resend(
            @PathVariable long id, @PathVariable long mid, @RequestParam(defaultValue = "") String list, Visit visit) {
        boolean again = database.write(visit.clearance(), () -> {
            boolean here = tickets.find(id).isPresent()
                    && tickets.message(mid)
                            .filter(message ->
                                    message.ticketId() == id && message.kind().isPublic())
                            .isPresent();
            if (!here) {
                throw new NotHere();
            }
            return outbox.resend(mid, visit.actor());
        });
        return visit.then(new Verbs.Form(id, list, "", "", Map.of()).page(), again ? Said.RESENT : Said.NOT_RESENT);
    }

    /** What was just sent is the writer's draft again, before whatever they have begun since, and the ticket waits for it. */
    @PostMapping("/desk/tickets/{id}/messages/{mid}/undo")
    ModelAndView undo(
            @PathVariable long id, @PathVariable long mid, @RequestParam(defaultValue = "") String list, Visit visit) {
        boolean undone = database.write(visit.clearance(), () -> {
            Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
            Message message = tickets.message(mid)
                    .filter(found -> found.ticketId() == id && found.kind().isPublic())
                    .orElseThrow(NotHere::new);
            if (!outbox.undo(ticket, message, visit.actor())) {
                return false;
            }
            long me = visit.member().id();
            String begun = drafts.of(id, me)
                    .getOrDefault(Drafts.Kind.REPLY, Drafts.Draft.NONE)
                    .text();
            boolean same = begun.isBlank() || begun.equals(message.text());
            drafts.keep(id, me, Drafts.Kind.REPLY, same ? message.text() : message.text() + "\n\n" + begun);
            if (ticket.state() == State.SOLVED || ticket.state() == State.PENDING) {
                work.move(id, Work.ANY, visit.actor(), State.OPEN);
            }
            return true;
        });
        return visit.then(new Verbs.Form(id, list, "", "", Map.of()).page(), undone ? Said.UNDONE : Said.NOT_UNDONE);
    }
}
