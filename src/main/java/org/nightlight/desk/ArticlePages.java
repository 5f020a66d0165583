package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleAddresses;
import org.nightlight.knowledge.ArticleLinks;
import org.nightlight.knowledge.Articles;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Marked;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws an article to be read, as it is or as it was. */
@Component
class ArticlePages {
    private final Frame frame;
    private final Articles articles;
    private final ArticleLinks links;
    private final Staff staff;

    ArticlePages(Frame frame, Articles articles, ArticleLinks links, Staff staff) {
        this.frame = frame;
        this.articles = articles;
        this.links = links;
        this.staff = staff;
    }

    /** @param number of the version that is shown, 0 for the article as it is */
    ModelAndView page(Visit visit, long id, int number, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.ARTICLES, "desk/article", chrome -> {
            Article article = articles.find(id).orElseThrow(NotHere::new);
            Article.Version older =
                    number == 0 ? null : articles.version(id, number).orElseThrow(NotHere::new);
            return filled(chrome, visit, article, older, faults);
        });
    }

    private ArticlePage filled(
            Chrome chrome, Visit visit, Article article, Article.@Nullable Version older, Map<String, String> faults) {
        Words words = frame.words();
        Map<Long, String> names = Talk.names(staff.all());
        List<Article.Version> versions = articles.versions(article.id());
        Article other = articles.other(article).orElse(null);
        boolean mayChange = View.mayShare(visit.member());
        String body = older == null ? article.body() : older.body();
        return new ArticlePage(
                chrome,
                article.id(),
                older == null ? article.title() : older.title(),
                article.language(),
                Marked.html(body).orElse(null),
                body,
                ArticleWords.kind(article.entry()),
                ArticleWords.state(article.state()),
                article.state() == Article.State.PUBLISHED,
                ArticleWords.category(article.category(), words),
                name(article.changedBy(), names),
                words.when(article.changedAt()),
                article.version(),
                older == null ? null : new ArticlePage.Older(older.number(), words.when(older.at())),
                article.entry().isForEverybody() ? ArticleAddresses.path(article.entry()) : null,
                other == null ? null : link(other),
                versions.isEmpty() ? null : use(links.use(article.id())),
                versions.stream()
                        .map(past -> new ArticlePage.Past(
                                past.number(),
                                past.title(),
                                name(past.by(), names),
                                words.when(past.at()),
                                past.title().equals(article.title())
                                        && past.body().equals(article.body())))
                        .toList(),
                moves(article.state()),
                mayChange,
                mayChange && other == null && article.originalId() == null,
                faults);
    }

    private static ArticlePage.Use use(ArticleLinks.Use use) {
        return new ArticlePage.Use(use.tickets(), use.replies());
    }

    private static ArticlePage.Link link(Article other) {
        return new ArticlePage.Link(
                ArticleWords.address(other.id()),
                other.title(),
                other.language(),
                Words.language(other.language()) + ", " + ArticleWords.state(other.state()));
    }

    private static String name(long staffId, Map<Long, String> names) {
        return names.getOrDefault(staffId, say("somebody who left", "alguien que ya no está"));
    }

    private static List<Choice> moves(Article.State now) {
        return Stream.of(
                        new Choice(Article.State.PUBLISHED.key(), say("Publish", "Publicar"), true),
                        new Choice(Article.State.ARCHIVED.key(), say("Archive", "Archivar"), false),
                        new Choice(Article.State.DRAFT.key(), say("Make it a draft again", "Volver a borrador"), false))
                .filter(move -> !move.value().equals(now.key()))
                .toList();
    }
}
