package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleAddresses;
import org.nightlight.knowledge.ArticleLinks;
import org.nightlight.knowledge.ArticleSearch;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import org.springframework.stereotype.Component;

/** Articles as a ticket's page shows them: those that belong to it, and those that may help. */
@Component
class ArticlePanel {
    private static final int FOUND = 8;
    private static final int FITTING = 3;
    /** For so long what was taken off can be put back from the page. */
    private static final Duration UNDO = Duration.ofMinutes(30);

    private static final ArticleSearch.Filter PUBLISHED = new ArticleSearch.Filter(Article.State.PUBLISHED, null, null);

    private final ArticleLinks links;
    private final ArticleSearch search;
    private final ArticleAddresses addresses;
    private final Frame frame;

    ArticlePanel(ArticleLinks links, ArticleSearch search, ArticleAddresses addresses, Frame frame) {
        this.links = links;
        this.search = search;
        this.addresses = addresses;
        this.frame = frame;
    }

    /**
     * @param query what somebody looks for here, empty for what may help by itself
     * @param answerable whether a reply can be written here
     */
    TicketPage.Articles of(Ticket ticket, List<TicketEvent> events, String query, boolean answerable) {
        List<ArticleLinks.Linked> linked = linked(ticket.id(), events);
        Set<Long> known = linked.stream()
                .filter(it -> !it.removed())
                .map(it -> it.article().id())
                .collect(Collectors.toSet());
        List<TicketPage.Article> offered = offered(ticket, query, known.size()).stream()
                .filter(article -> !known.contains(article.id()))
                .limit(query.isEmpty() ? FITTING : FOUND)
                .map(article -> line(article, false, answerable))
                .toList();
        return new TicketPage.Articles(
                linked.stream()
                        .filter(it -> !it.removed())
                        .map(it -> line(it.article(), it.inReply(), answerable))
                        .toList(),
                linked.stream()
                        .filter(it -> it.removed() && it.article().state() == Article.State.PUBLISHED)
                        .map(it -> line(it.article(), it.inReply(), answerable))
                        .toList(),
                offered,
                query,
                !ticket.walled() && ticket.mergedInto() == null);
    }

    /** Asked of the database only where the story tells of one. */
    private List<ArticleLinks.Linked> linked(long ticketId, List<TicketEvent> events) {
        return events.stream().noneMatch(event -> event.kind().startsWith("article-"))
                ? List.of()
                : links.of(ticketId, frame.now().minus(UNDO));
    }

    /** Of a ticket behind the wall the category alone is asked with, never a word. */
    private List<Article.Entry> offered(Ticket ticket, String query, int known) {
        if (!query.isEmpty()) {
            return search.find(PUBLISHED, query, FOUND + known);
        }
        return ticket.walled()
                ? search.about(ticket.category(), FITTING + known)
                : search.fitting(ticket.category(), ticket.subject(), FITTING + known);
    }

    private TicketPage.Article line(Article.Entry article, boolean inReply, boolean answerable) {
        boolean open = article.isForEverybody();
        return new TicketPage.Article(
                article.id(),
                ArticleWords.address(article.id()),
                article.title(),
                article.language(),
                ArticleWords.kind(article)
                        + (article.state() == Article.State.PUBLISHED
                                ? ""
                                : ", " + ArticleWords.state(article.state())),
                inReply,
                answerable && open ? addresses.link(article) : null,
                !answerable || open ? null : why(article));
    }

    private static @Nullable String why(Article.Entry article) {
        return article.audience() == Article.Audience.COLLEAGUES
                ? say("For colleagues, so not for a reply.", "Para colegas, por eso no va en una respuesta.")
                : say(
                        "Customers cannot open it now, so not for a reply.",
                        "Los clientes no lo pueden abrir ahora, por eso no va en una respuesta.");
    }
}
