package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Articles for customers and colleagues: {@code GET /desk/articles}.
 *
 * @param query words that were looked for; then the best come first and there is one page
 * @param narrowed whether anything is asked for but all of them
 */
public record ArticlesPage(
        Chrome chrome,
        String query,
        List<Choice> states,
        List<Choice> audiences,
        List<Choice> languages,
        boolean narrowed,
        List<Line> lines,
        @Nullable String newer,
        @Nullable String older,
        boolean mayChange) {

    /** @param lang of the title */
    public record Line(
            String address,
            String title,
            String lang,
            String kind,
            String state,
            boolean published,
            String category,
            When changed) {}
}
