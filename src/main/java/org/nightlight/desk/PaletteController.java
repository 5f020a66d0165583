package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.nightlight.customer.Customer;
import org.nightlight.database.Searches;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleSearch;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the command palette finds beside the actions of the open page: tickets, articles, and people who wrote. */
@Controller
class PaletteController {
    private static final int LONGEST = 200;
    private static final int TICKETS = 6;
    private static final int PEOPLE = 4;
    private static final int ARTICLES = 4;
    private static final ArticleSearch.Filter PUBLISHED = new ArticleSearch.Filter(Article.State.PUBLISHED, null, null);

    private final Searches searches;
    private final TicketSearch search;
    private final PaletteStore store;
    private final ArticleSearch articles;

    PaletteController(Searches searches, TicketSearch search, PaletteStore store, ArticleSearch articles) {
        this.searches = searches;
        this.search = search;
        this.store = store;
        this.articles = articles;
    }

    @GetMapping("/desk/palette")
    ModelAndView find(@RequestParam(defaultValue = "") String q, Visit visit) {
        String tidy = q.replace("\0", "").strip();
        String query = tidy.length() > LONGEST ? tidy.substring(0, LONGEST) : tidy;
        visit.response().setHeader("Cache-Control", "no-store");
        List<PaletteHit> hits = query.isEmpty() ? List.of() : hits(visit, query);
        return new ModelAndView("desk/palette", "hits", hits);
    }

    /** Nothing where it takes too long: the next letter asks again. */
    private List<PaletteHit> hits(Visit visit, String query) {
        try {
            return searches.read(visit.clearance(), () -> found(query));
        } catch (Searches.TooSlow slow) {
            return List.of();
        }
    }

    private List<PaletteHit> found(String query) {
        return Stream.of(
                        search.find(query, Long.MAX_VALUE, TICKETS).stream().map(PaletteController::hit),
                        articles.find(PUBLISHED, query, ARTICLES).stream().map(PaletteController::hit),
                        store.wrote(query, PEOPLE).stream().map(PaletteController::hit))
                .flatMap(hits -> hits)
                .toList();
    }

    private static PaletteHit hit(Ticket ticket) {
        return new PaletteHit(
                "ticket-" + ticket.id(),
                say("Ticket", "Ticket"),
                Words.number(ticket.id()) + " " + ticket.subject(),
                Words.state(ticket.state().key()),
                "/desk/tickets/" + ticket.id());
    }

    private static PaletteHit hit(Article.Entry article) {
        return new PaletteHit(
                "article-" + article.id(),
                say("Article", "Artículo"),
                article.title(),
                ArticleWords.kind(article),
                ArticleWords.address(article.id()));
    }

    private static PaletteHit hit(Customer person) {
        String address = person.email().map(EmailAddress::value).orElse("");
        return new PaletteHit(
                "person-" + person.id(),
                say("Person", "Persona"),
                person.name().isBlank() ? address : person.name(),
                address,
                "/desk/search?q="
                        + URLEncoder.encode(address.isEmpty() ? person.name() : address, StandardCharsets.UTF_8));
    }
}
