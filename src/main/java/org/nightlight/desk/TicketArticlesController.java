package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nightlight.database.Database;
import org.nightlight.knowledge.ArticleLinks;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Links an article to a ticket, and takes it off. */
@Controller
class TicketArticlesController {
    private final Database database;
    private final Verbs verbs;
    private final ArticleLinks links;

    TicketArticlesController(Database database, Verbs verbs, ArticleLinks links) {
        this.database = database;
        this.verbs = verbs;
        this.links = links;
    }

    @PostMapping("/desk/tickets/{id}/articles")
    ModelAndView link(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String article,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        return run(visit, id, list, Said.ARTICLE_LINKED, () -> {
            if (!article.matches("\\d{1,15}")) {
                throw new Refusal(say("Choose an article from the list.", "Elige un artículo de la lista."));
            }
            return links.add(id, Long.parseLong(article), visit.actor());
        });
    }

    @PostMapping("/desk/tickets/{id}/articles/{article}/removal")
    ModelAndView remove(
            @PathVariable long id,
            @PathVariable long article,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        return run(visit, id, list, Said.ARTICLE_UNLINKED, () -> links.remove(id, article, visit.actor()));
    }

    private ModelAndView run(Visit visit, long id, String list, Said done, Supplier<Optional<Ticket>> verb) {
        Verbs.Form form = new Verbs.Form(id, list, "articles", "articles", Map.of());
        return verbs.run(visit, form, done, new Verbs.Both("", "", ticket -> ""), verb);
    }
}
