package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.knowledge.Article;
import org.nightlight.playbook.Playbook;

/** What articles are called on screens, and what can be chosen of them. */
final class ArticleWords {
    private ArticleWords() {}

    static String address(long id) {
        return "/desk/articles/" + id;
    }

    static String audience(Article.Audience audience) {
        return audience == Article.Audience.CUSTOMERS
                ? say("Help centre", "Centro de ayuda")
                : say("Runbook", "Guía interna");
    }

    static String state(Article.State state) {
        return switch (state) {
            case DRAFT -> say("Draft", "Borrador");
            case PUBLISHED -> say("Published", "Publicado");
            case ARCHIVED -> say("Archived", "Archivado");
        };
    }

    /** Such as {@code Help centre, English}. */
    static String kind(Article.Entry article) {
        return audience(article.audience()) + ", " + Words.language(article.language());
    }

    static String category(@Nullable String key, Words words) {
        return key == null ? say("Any category", "Cualquier categoría") : words.category(key);
    }

    static List<Choice> states(String chosen) {
        return choices(chosen, Stream.of(Article.State.values()).map(one -> new Choice(one.key(), state(one), false)));
    }

    static List<Choice> audiences(String chosen) {
        return choices(
                chosen, Stream.of(Article.Audience.values()).map(one -> new Choice(one.key(), audience(one), false)));
    }

    static List<Choice> languages(String chosen) {
        return choices(chosen, Stream.of("en", "es").map(key -> new Choice(key, Words.language(key), false)));
    }

    static List<Choice> categories(String chosen, Playbook playbook) {
        return withAny(
                say("Any category", "Cualquier categoría"),
                choices(
                        chosen,
                        playbook.categories().values().stream()
                                .map(category -> new Choice(category.key(), category.label(), false))));
    }

    /** With one more before them, which stands for all of them. */
    static List<Choice> withAny(String label, List<Choice> choices) {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice("", label, choices.stream().noneMatch(Choice::chosen)));
        all.addAll(choices);
        return all;
    }

    private static List<Choice> choices(String chosen, Stream<Choice> all) {
        return all.map(one -> new Choice(one.value(), one.label(), one.value().equals(chosen)))
                .toList();
    }
}
