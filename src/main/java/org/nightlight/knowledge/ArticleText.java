package org.nightlight.knowledge;

import static org.nightlight.shared.Spoken.say;

import java.util.Optional;
import java.util.Set;
import org.nightlight.shared.Outcome;

/**
 * What somebody writes an article to be, as its form carries it.
 *
 * @param audience key of an {@link Article.Audience}
 * @param category a key of the playbook's, empty for any
 */
public record ArticleText(String language, String audience, String category, String title, String body) {
    private static final Set<String> LANGUAGES = Set.of("en", "es");

    Optional<Outcome.Refused<Article>> fault(Set<String> categories) {
        if (title.isEmpty() || letters(title) > Article.LONGEST_TITLE) {
            return refused(
                    "title",
                    say("Give it a title of up to %d letters.", "Ponle un título de hasta %d letras.")
                            .formatted(Article.LONGEST_TITLE));
        }
        if (body.isBlank() || letters(body) > Article.LONGEST_BODY) {
            return refused(
                    "text",
                    say("Write what it says, in up to %d letters.", "Escribe lo que dice, en hasta %d letras.")
                            .formatted(Article.LONGEST_BODY));
        }
        if (!LANGUAGES.contains(language)) {
            return refused("language", say("Choose English or Spanish.", "Elige inglés o español."));
        }
        if (Article.Audience.ofKey(audience).isEmpty()) {
            return refused(
                    "audience",
                    say("Choose whether customers or colleagues read it.", "Elige si lo leen clientes o colegas."));
        }
        return category.isEmpty() || categories.contains(category)
                ? Optional.empty()
                : refused("category", say("Choose a category from the list.", "Elige una categoría de la lista."));
    }

    boolean isThatOf(Article article) {
        return equals(new ArticleText(
                article.language(),
                article.audience().key(),
                article.category() == null ? "" : article.category(),
                article.title(),
                article.body()));
    }

    private static int letters(String words) {
        return words.codePointCount(0, words.length());
    }

    private static Optional<Outcome.Refused<Article>> refused(String field, String reason) {
        return Optional.of(new Outcome.Refused<>(field, reason));
    }
}
