package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An article to be written: {@code GET /desk/articles/new} and {@code GET /desk/articles/{id}/edit}.
 *
 * @param id 0 for a new one
 * @param original title of the one that it is to be in the other language, null for none
 * @param shows whether readers see at once what is saved
 */
public record ArticleEditPage(
        Chrome chrome, long id, Form form, @Nullable Original original, boolean shows, Map<String, String> faults) {

    /** @param version that was seen, 0 for a new one */
    public record Form(
            String title,
            String text,
            List<Choice> languages,
            List<Choice> audiences,
            List<Choice> categories,
            int version) {}

    public record Original(long id, String title, String lang, String text) {}

    public String action() {
        return id == 0 ? "/desk/articles" : "/desk/articles/" + id;
    }
}
