package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleText;
import org.nightlight.knowledge.Articles;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Articles written, shown, put away and taken back by leads and admins. */
@Controller
class ArticleEditController {
    private static final String HERE = "/desk/articles";

    private final Frame frame;
    private final Articles articles;
    private final ArticlePages pages;
    private final Staff staff;

    ArticleEditController(Frame frame, Articles articles, ArticlePages pages, Staff staff) {
        this.frame = frame;
        this.articles = articles;
        this.pages = pages;
        this.staff = staff;
    }

    /**
     * What the form carried; what it did not is null.
     *
     * @param original number of the article that it is to be in the other language
     * @param version that was seen
     */
    record Sent(
            @Nullable String title,
            @Nullable String text,
            @Nullable String language,
            @Nullable String audience,
            @Nullable String category,
            @Nullable String original,
            @Nullable String version) {
        static final Sent NOTHING = new Sent(null, null, null, null, null, null, null);

        static Sent of(Article article) {
            return new Sent(
                    article.title(),
                    article.body(),
                    article.language(),
                    article.audience().key(),
                    article.category(),
                    null,
                    Integer.toString(article.version()));
        }

        static Sent inOtherLanguage(Article original) {
            return new Sent(
                    null,
                    null,
                    original.otherLanguage(),
                    original.audience().key(),
                    original.category(),
                    Long.toString(original.id()),
                    null);
        }

        ArticleText read() {
            return new ArticleText(
                    plain(language),
                    plain(audience),
                    plain(category),
                    plain(title).replaceAll("[\\s\\p{Cntrl}]+", " ").strip(),
                    RepliesController.tidy(plain(text)).strip());
        }

        int seen() {
            return plain(version).matches("\\d{1,9}") ? Integer.parseInt(plain(version)) : -1;
        }

        long originalId() {
            return plain(original).matches("\\d{1,15}") ? Long.parseLong(plain(original)) : 0;
        }
    }

    @GetMapping(HERE + "/new")
    ModelAndView blank(@RequestParam(defaultValue = "0") long original, Visit visit) {
        Sent sent = original == 0
                ? Sent.NOTHING
                : Sent.inOtherLanguage(articles.find(original).orElseThrow(NotHere::new));
        return form(visit, null, sent, Map.of());
    }

    @PostMapping(HERE)
    ModelAndView write(@ModelAttribute Sent sent, Visit visit) {
        Article original =
                sent.originalId() == 0 ? null : articles.find(sent.originalId()).orElseThrow(NotHere::new);
        Articles.Saved saved = articles.write(sent.read(), original == null ? null : original.id(), visit.member());
        return switch (saved) {
            case Articles.Saved.Done(Article article) ->
                visit.then(ArticleWords.address(article.id()), Said.ARTICLE_KEPT);
            case Articles.Saved.Refused(String field, String reason) ->
                visit.answer(422, form(visit, null, sent, Map.of(field, reason)));
            case Articles.Saved.Overtaken(Article now) -> throw new IllegalStateException("new, and yet overtaken");
        };
    }

    @GetMapping(HERE + "/{id}/edit")
    ModelAndView edit(@PathVariable long id, Visit visit) {
        Article article = articles.find(id).orElseThrow(NotHere::new);
        return form(visit, article, Sent.of(article), Map.of());
    }

    @PostMapping(HERE + "/{id}")
    ModelAndView change(@PathVariable long id, @ModelAttribute Sent sent, Visit visit) {
        Article article = articles.find(id).orElseThrow(NotHere::new);
        return switch (articles.change(id, sent.seen(), sent.read(), visit.member())) {
            case Articles.Saved.Done(Article changed) ->
                visit.then(
                        ArticleWords.address(id),
                        changed.state() == Article.State.PUBLISHED ? Said.ARTICLE_SHOWN : Said.ARTICLE_CHANGED);
            case Articles.Saved.Refused(String field, String reason) ->
                visit.answer(422, form(visit, article, sent, Map.of(field, reason)));
            case Articles.Saved.Overtaken(Article now) -> conflict(visit, sent.read(), now);
        };
    }

    @PostMapping(HERE + "/{id}/state")
    ModelAndView move(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "-1") int version,
            Visit visit) {
        if (articles.find(id).isEmpty()) {
            throw new NotHere();
        }
        Optional<Article.State> to = Article.State.ofKey(state);
        if (to.isEmpty()) {
            return refused(visit, id, say("Choose what becomes of it.", "Elige qué se hace con él."));
        }
        return told(
                visit,
                id,
                articles.move(id, version, to.get(), visit.member()),
                switch (to.get()) {
                    case PUBLISHED -> Said.ARTICLE_PUBLISHED;
                    case ARCHIVED -> Said.ARTICLE_ARCHIVED;
                    case DRAFT -> Said.ARTICLE_DRAFT;
                });
    }

    @PostMapping(HERE + "/{id}/versions/{number}/return")
    ModelAndView takeBack(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam(defaultValue = "-1") int version,
            Visit visit) {
        if (articles.find(id).isEmpty()) {
            throw new NotHere();
        }
        Articles.Saved saved =
                articles.takeBack(id, version, number, visit.member()).orElseThrow(NotHere::new);
        return told(visit, id, saved, Said.ARTICLE_TAKEN_BACK);
    }

    private ModelAndView told(Visit visit, long id, Articles.Saved saved, Said done) {
        return switch (saved) {
            case Articles.Saved.Done(Article article) -> visit.then(ArticleWords.address(id), done);
            case Articles.Saved.Refused(String field, String reason) -> refused(visit, id, reason);
            case Articles.Saved.Overtaken(Article now) -> visit.then(ArticleWords.address(id), Said.ARTICLE_OVERTAKEN);
        };
    }

    private ModelAndView refused(Visit visit, long id, String reason) {
        return visit.answer(422, pages.page(visit, id, 0, Map.of("article-state", reason)));
    }

    /** Both versions beside each other; the form below holds one's own, to be kept after all. */
    private ModelAndView conflict(Visit visit, ArticleText mine, Article now) {
        Map<String, String> again = new LinkedHashMap<>();
        again.put("title", mine.title());
        again.put("text", mine.body());
        again.put("language", mine.language());
        again.put("audience", mine.audience());
        again.put("category", mine.category());
        again.put("version", Integer.toString(now.version()));
        return visit.answer(
                409,
                frame.page(
                        visit,
                        Chrome.Place.ARTICLES,
                        "desk/conflict",
                        chrome -> new ConflictPage(
                                chrome,
                                say("Article %d", "Artículo %d").formatted(now.id()),
                                now.title(),
                                say("%s changed this article at %s", "%s cambió este artículo: %s")
                                        .formatted(
                                                staff.find(now.changedBy())
                                                        .map(StaffMember::name)
                                                        .orElse(say("Somebody", "Alguien")),
                                                frame.words()
                                                        .when(now.changedAt())
                                                        .text()),
                                List.of(
                                        new ConflictPage.Difference(
                                                say("Title", "Título"), null, mine.title(), now.title()),
                                        new ConflictPage.Difference(
                                                say("What it says", "Lo que dice"), null, mine.body(), now.body())),
                                ArticleWords.address(now.id()),
                                ArticleWords.address(now.id()),
                                again)));
    }

    private ModelAndView form(Visit visit, @Nullable Article article, Sent sent, Map<String, String> faults) {
        return frame.page(
                visit,
                Chrome.Place.ARTICLES,
                "desk/articleEdit",
                chrome -> new ArticleEditPage(
                        chrome,
                        article == null ? 0 : article.id(),
                        new ArticleEditPage.Form(
                                plain(sent.title()),
                                plain(sent.text()),
                                ArticleWords.languages(plain(sent.language())),
                                ArticleWords.audiences(plain(sent.audience())),
                                ArticleWords.categories(plain(sent.category()), frame.playbook()),
                                Math.max(0, sent.seen())),
                        original(sent.originalId()),
                        article != null && article.state() == Article.State.PUBLISHED,
                        faults));
    }

    private ArticleEditPage.@Nullable Original original(long id) {
        return id == 0
                ? null
                : articles.find(id)
                        .map(it -> new ArticleEditPage.Original(id, it.title(), it.language(), it.body()))
                        .orElse(null);
    }

    private static String plain(@Nullable String sent) {
        return Optional.ofNullable(sent).orElse("").replace("\0", "");
    }
}
