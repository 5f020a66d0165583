package org.nightlight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleSearch;
import org.nightlight.knowledge.ArticleText;
import org.nightlight.knowledge.Articles;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the demo world has written down, told through the same doors as an article of a lead. What is there already is not told twice. */
@Component
class DemoArticles {
    /** Written before anybody asked. */
    private static final Duration AGO = Duration.ofDays(40);

    private static final ArticleSearch.Filter ANY = new ArticleSearch.Filter(null, null, null);
    private static final int ALL = 200;

    private final Articles articles;
    private final ArticleSearch search;

    DemoArticles(Articles articles, ArticleSearch search) {
        this.articles = articles;
        this.search = search;
    }

    /** @param es the same in Spanish, null where there is none */
    record Piece(
            String key,
            String audience,
            String category,
            String title,
            String body,
            @Nullable Spanish es) {}

    record Spanish(String title, String body) {}

    /** The numbers of the articles by the keys that tickets have for them. */
    Map<String, Long> tell(StaffMember writer, Instant now) {
        Map<String, Long> known = search.page(ANY, null, ALL).stream()
                .collect(Collectors.toMap(Article.Entry::title, Article.Entry::id, (one, two) -> one));
        Map<String, Long> told = new HashMap<>();
        Instant at = now.minus(AGO);
        for (Piece piece : read()) {
            Instant then = at;
            DemoClock.at(then, () -> told.put(piece.key(), tell(piece, known, writer)));
            at = at.plus(Duration.ofHours(5));
        }
        return told;
    }

    private long tell(Piece piece, Map<String, Long> known, StaffMember writer) {
        long id = known.computeIfAbsent(
                piece.title(),
                title -> published(
                        new ArticleText(
                                "en",
                                piece.audience(),
                                piece.category(),
                                title,
                                piece.body().strip()),
                        null,
                        writer));
        Spanish spanish = piece.es();
        if (spanish != null) {
            known.computeIfAbsent(
                    spanish.title(),
                    title -> published(
                            new ArticleText(
                                    "es",
                                    piece.audience(),
                                    piece.category(),
                                    title,
                                    spanish.body().strip()),
                            id,
                            writer));
        }
        return id;
    }

    private long published(ArticleText text, @Nullable Long original, StaffMember writer) {
        Article article = done(articles.write(text, original, writer));
        return done(articles.move(article.id(), article.version(), Article.State.PUBLISHED, writer))
                .id();
    }

    private static Article done(Articles.Saved saved) {
        if (saved instanceof Articles.Saved.Done(Article article)) {
            return article;
        }
        throw new IllegalStateException("the demo world has an article that cannot be published: " + saved);
    }

    private static List<Piece> read() {
        try (InputStream file = Objects.requireNonNull(
                DemoArticles.class.getResourceAsStream("/demo/articles.yaml"), "demo/articles.yaml")) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return JsonMapper.shared().convertValue(document, new TypeReference<List<Piece>>() {});
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
