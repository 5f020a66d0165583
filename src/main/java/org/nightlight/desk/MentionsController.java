package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Map;
import org.nightlight.database.Database;
import org.nightlight.ticket.Followers;
import org.nightlight.ticket.Notices;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where one was mentioned, and which tickets one follows. */
@Controller
class MentionsController {
    private static final String HERE = "/desk/mentions";
    private static final int MOST = 100;

    private final Database database;
    private final Frame frame;
    private final Notices notices;
    private final Followers followers;
    private final Tickets tickets;

    MentionsController(Database database, Frame frame, Notices notices, Followers followers, Tickets tickets) {
        this.database = database;
        this.frame = frame;
        this.notices = notices;
        this.followers = followers;
        this.tickets = tickets;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return frame.page(visit, Chrome.Place.MENTIONS, "desk/mentions", chrome -> {
            Words words = frame.words();
            return new MentionsPage(
                    chrome,
                    notices.mentions(visit.member().id(), MOST).stream()
                            .map(one -> new MentionsPage.Line(
                                    HERE + "/" + one.id() + "/reading",
                                    by(one),
                                    Words.number(one.ticketId()),
                                    one.subject(),
                                    words.when(one.at()),
                                    one.seen()))
                            .toList());
        });
    }

    private static String by(Notices.Mention one) {
        return switch (one.kind()) {
            case MENTIONED, ASSIGNED, TASK -> one.by();
            case SIDE_ANSWER ->
                say(
                        "Somebody outside answered in a side conversation",
                        "Alguien de fuera respondió en una conversación aparte");
            case RULE -> say("The rule “%s”", "La regla «%s»").formatted(one.by());
            case RULES_STOPPED ->
                say("Stopped: a circle of rules, with “%s”,", "Detenido: un círculo de reglas, con «%s»,")
                        .formatted(one.by());
        };
    }

    @PostMapping(HERE + "/{id}/reading")
    ModelAndView read(@PathVariable long id, Visit visit) {
        Notices.Mention seen = database.write(
                visit.clearance(), () -> notices.see(id, visit.member().id()).orElseThrow(NotHere::new));
        String page = "redirect:/desk/tickets/" + seen.ticketId();
        return new ModelAndView(
                switch (seen.kind()) {
                    case MENTIONED, ASSIGNED -> page + "#note-" + seen.messageId();
                    case RULE, TASK -> page;
                    case SIDE_ANSWER -> page + "#about-sides";
                    case RULES_STOPPED -> page + "/rules";
                });
    }

    @PostMapping(HERE + "/readings")
    ModelAndView readAll(Visit visit) {
        database.write(visit.clearance(), () -> notices.seeAll(visit.member().id()));
        return visit.then(HERE, Said.SAVED);
    }

    @PostMapping("/desk/tickets/{id}/following")
    ModelAndView follow(
            @PathVariable long id,
            @RequestParam(defaultValue = "true") boolean following,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        database.write(visit.clearance(), () -> {
            Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
            if (following) {
                followers.follow(ticket, visit.member());
            } else {
                followers.unfollow(ticket, visit.member());
            }
        });
        String page = new Verbs.Form(id, list, "", "", Map.of()).page();
        return visit.then(page, following ? Said.FOLLOWED : Said.UNFOLLOWED, id);
    }
}
