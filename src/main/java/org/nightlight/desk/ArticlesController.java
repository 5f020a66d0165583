package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleSearch;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Articles to be found and read by whoever works at the desk. */
@Controller
class ArticlesController {
    private static final String HERE = "/desk/articles";
    private static final int PAGE = 50;
    private static final int LONGEST = 200;

    private final Frame frame;
    private final ArticleSearch search;
    private final ArticlePages pages;

    ArticlesController(Frame frame, ArticleSearch search, ArticlePages pages) {
        this.frame = frame;
        this.search = search;
        this.pages = pages;
    }

    @GetMapping(HERE)
    ModelAndView list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String audience,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String before,
            Visit visit) {
        String tidy = q.replace("\0", "").strip();
        String words = tidy.length() > LONGEST ? tidy.substring(0, LONGEST) : tidy;
        ArticleSearch.Filter filter = new ArticleSearch.Filter(
                Article.State.ofKey(state).orElse(null),
                Article.Audience.ofKey(audience).orElse(null),
                language.matches("en|es") ? language : null);
        String here = HERE + "?state="
                + key(filter.state() == null ? null : filter.state().key()) + "&audience="
                + key(filter.audience() == null ? null : filter.audience().key()) + "&language="
                + key(filter.language());
        return frame.page(visit, Chrome.Place.ARTICLES, "desk/articles", chrome -> {
            Found found = words.isEmpty()
                    ? page(filter, ListCursor.read(after, before), here)
                    : new Found(search.find(filter, words, PAGE), null, null);
            return new ArticlesPage(
                    chrome,
                    words,
                    ArticleWords.withAny(say("Any state", "Cualquier estado"), ArticleWords.states(state)),
                    ArticleWords.withAny(say("Any readers", "Cualquier lector"), ArticleWords.audiences(audience)),
                    ArticleWords.withAny(say("Any language", "Cualquier idioma"), ArticleWords.languages(language)),
                    !words.isEmpty()
                            || filter.state() != null
                            || filter.audience() != null
                            || filter.language() != null,
                    found.articles().stream().map(this::line).toList(),
                    found.newer(),
                    found.older(),
                    View.mayShare(visit.member()));
        });
    }

    private record Found(
            List<Article.Entry> articles,
            @Nullable String newer,
            @Nullable String older) {}

    private Found page(ArticleSearch.Filter filter, ListCursor cursor, String here) {
        ArticleSearch.Edge edge = cursor.isStart() || cursor.due() == null
                ? null
                : new ArticleSearch.Edge(cursor.due(), cursor.id(), cursor.back());
        List<Article.Entry> found = search.page(filter, edge, PAGE + 1);
        boolean more = found.size() > PAGE;
        boolean back = edge != null && edge.back();
        List<Article.Entry> shown = !more ? found : back ? found.subList(1, found.size()) : found.subList(0, PAGE);
        boolean newer = back ? more : edge != null;
        boolean older = back || more;
        return new Found(
                shown,
                shown.isEmpty()
                        ? edge == null ? null : here
                        : newer ? here + "&before=" + cursor(shown.getFirst()) : null,
                older && !shown.isEmpty() ? here + "&after=" + cursor(shown.getLast()) : null);
    }

    private static String cursor(Article.Entry article) {
        return ListCursor.of(article.changedAt(), article.id());
    }

    private static String key(@Nullable String key) {
        return key == null ? "" : URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private ArticlesPage.Line line(Article.Entry article) {
        Words words = frame.words();
        return new ArticlesPage.Line(
                ArticleWords.address(article.id()),
                article.title(),
                article.language(),
                ArticleWords.kind(article),
                ArticleWords.state(article.state()),
                article.state() == Article.State.PUBLISHED,
                ArticleWords.category(article.category(), words),
                words.when(article.changedAt()));
    }

    @GetMapping(HERE + "/{id}")
    ModelAndView read(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, 0, Map.of());
    }

    /** What it said once. */
    @GetMapping(HERE + "/{id}/versions/{number}")
    ModelAndView version(@PathVariable long id, @PathVariable int number, Visit visit) {
        return pages.page(visit, id, number, Map.of());
    }
}
