package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * An article to be read: {@code GET /desk/articles/{id}}, or what it said once: {@code GET /desk/articles/{id}/versions/{number}}.
 *
 * @param lang of title and text
 * @param html null where nothing is marked, then {@code text} reads as it stands
 * @param older what it said once, where that is shown; null for the article as it is
 * @param page where customers read it, null where they do not
 * @param other the same in the other language, null where there is none
 * @param use how often it helped, null while nobody could use it
 * @param moves states that it can be brought into, by whoever may
 * @param mayTranslate whether the same can be written in the other language
 */
public record ArticlePage(
        Chrome chrome,
        long id,
        String title,
        String lang,
        @Nullable SafeHtml html,
        String text,
        String kind,
        String state,
        boolean published,
        String category,
        String changedBy,
        When changed,
        int version,
        @Nullable Older older,
        @Nullable String page,
        @Nullable Link other,
        @Nullable Use use,
        List<Past> versions,
        List<Choice> moves,
        boolean mayChange,
        boolean mayTranslate,
        Map<String, String> faults) {

    public String address() {
        return "/desk/articles/" + id;
    }

    public record Link(String address, String title, String lang, String label) {}

    public record Use(int tickets, int replies) {}

    /** @param current whether it says so now */
    public record Past(int number, String title, String by, When at, boolean current) {
        public String address(ArticlePage page) {
            return page.address() + "/versions/" + number;
        }
    }

    /** What is shown is what it said then. */
    public record Older(int number, When at) {}
}
