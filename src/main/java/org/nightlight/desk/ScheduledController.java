package org.nightlight.desk;

import java.util.function.Predicate;
import org.nightlight.channel.ScheduledReplies;
import org.nightlight.database.Database;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A reply that waits for its time: sent now, or made a draft again. */
@Controller
class ScheduledController {
    private final Database database;
    private final Tickets tickets;
    private final ScheduledReplies scheduled;

    ScheduledController(Database database, Tickets tickets, ScheduledReplies scheduled) {
        this.database = database;
        this.tickets = tickets;
        this.scheduled = scheduled;
    }

    @PostMapping("/desk/tickets/{id}/messages/{mid}/departure")
    ModelAndView sendNow(
            @PathVariable long id, @PathVariable long mid, @RequestParam(defaultValue = "") String list, Visit visit) {
        boolean leaves = done(visit, id, mid, message -> scheduled.sendNow(message, visit.actor()));
        return visit.then(page(id, list), leaves ? Said.LEAVES_NOW : Said.NOT_UNDONE, id);
    }

    @PostMapping("/desk/tickets/{id}/messages/{mid}/recall")
    ModelAndView recall(
            @PathVariable long id, @PathVariable long mid, @RequestParam(defaultValue = "") String list, Visit visit) {
        boolean back = done(
                visit, id, mid, message -> scheduled.backToDraft(message, "Not sent: made a draft again at the desk."));
        return visit.then(page(id, list), back ? Said.RECALLED : Said.NOT_UNDONE, id);
    }

    private boolean done(Visit visit, long id, long mid, Predicate<Message> verb) {
        return database.write(visit.clearance(), () -> {
            Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
            return verb.test(tickets.message(mid)
                    .filter(found -> found.ticketId() == ticket.id())
                    .orElseThrow(NotHere::new));
        });
    }

    private static String page(long id, String list) {
        return "/desk/tickets/" + id + (list.isEmpty() ? "" : "?list=" + list);
    }
}
