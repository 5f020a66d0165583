package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nightlight.database.Database;
import org.nightlight.ticket.Links;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Says how two tickets belong together, and takes it back. */
@Controller
class LinksController {
    private static final Pattern NUMBER = Pattern.compile("\\s*#?\\s*(\\d{1,15})\\s*");

    private final Database database;
    private final Verbs verbs;
    private final Links links;
    private final Tickets tickets;

    LinksController(Database database, Verbs verbs, Links links, Tickets tickets) {
        this.database = database;
        this.verbs = verbs;
        this.links = links;
        this.tickets = tickets;
    }

    @PostMapping("/desk/tickets/{id}/links")
    ModelAndView link(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String as,
            @RequestParam(name = "link-to", defaultValue = "") String number,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Verbs.Form form = new Verbs.Form(id, list, "links", "link-to", Map.of("as", as, "link-to", number));
        Verbs.Both both = new Verbs.Both(say("Link", "Enlace"), number, ticket -> "");
        return verbs.run(visit, form, Said.LINKED, both, () -> {
            Links.As what = Links.As.ofKey(as)
                    .orElseThrow(() -> new Refusal(say(
                            "Choose what the other ticket is to this one.", "Elige qué es el otro ticket para este.")));
            Matcher other = NUMBER.matcher(number);
            if (!other.matches()) {
                throw new Refusal(say(
                        "Enter the number of the other ticket, such as 1042.",
                        "Indica el número del otro ticket, por ejemplo 1042."));
            }
            return links.add(id, what, Long.parseLong(other.group(1)), visit.actor());
        });
    }

    @PostMapping("/desk/tickets/{id}/links/{lid}/removal")
    ModelAndView remove(
            @PathVariable long id, @PathVariable long lid, @RequestParam(defaultValue = "") String list, Visit visit) {
        database.write(visit.clearance(), () -> {
            if (tickets.find(id).isEmpty()) {
                throw new NotHere();
            }
            links.remove(id, lid, visit.actor());
        });
        return visit.then(new Verbs.Form(id, list, "", "", Map.of()).page(), Said.UNLINKED, id);
    }
}
