package org.nightlight.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.desk.Specimens.Specimen;
import org.nightlight.ticket.Marked;

/** Articles listed, read, written and beside a ticket. */
final class ArticleSpecimens {
    private static final When EARLIER = new When("10:02", "Friday 20 November 2026, 10:02 EST", "2026-11-20T15:02:00Z");
    private static final String TEXT =
            "Try these steps, one by one.\n\n1. Look at your plan.\n2. Look at the library. Is a filter on?\n\nIt still does not work? **Tell us.**";

    private ArticleSpecimens() {}

    static Map<String, Specimen> all(Chrome chrome) {
        Map<String, Specimen> all = new LinkedHashMap<>();
        all.put("articles", new Specimen("desk/articles", list(chrome, "", lines(), true)));
        all.put("articles-empty", new Specimen("desk/articles", list(chrome, "", List.of(), true)));
        all.put("articles-nothing", new Specimen("desk/articles", list(chrome, "zebra", List.of(), false)));
        all.put("article", new Specimen("desk/article", article(chrome, null, Map.of())));
        all.put(
                "article-older",
                new Specimen("desk/article", article(chrome, new ArticlePage.Older(3, EARLIER), Map.of())));
        all.put(
                "article-refused",
                new Specimen(
                        "desk/article",
                        article(
                                chrome,
                                null,
                                Map.of(
                                        "article-state",
                                        "Everybody can read this page. Take this out first: “0151 234” (a phone number)."))));
        all.put(
                "article-new",
                new Specimen(
                        "desk/articleEdit",
                        new ArticleEditPage(
                                chrome,
                                0,
                                form("", "", 0),
                                new ArticleEditPage.Original(7, "My story does not come", "en", TEXT),
                                false,
                                Map.of("title", "Give it a title of up to 120 letters."))));
        all.put(
                "article-edit",
                new Specimen(
                        "desk/articleEdit",
                        new ArticleEditPage(chrome, 7, form("My story does not come", TEXT, 4), null, true, Map.of())));
        return all;
    }

    static TicketPage.Articles beside(boolean some) {
        return new TicketPage.Articles(
                some
                        ? List.of(
                                line(
                                        7,
                                        "My story does not come. What can I do?",
                                        true,
                                        "[My story](https://desk.example/help/7)"),
                                line(9, "Who may say yes to a refund", false, null))
                        : List.of(),
                some ? List.of(line(8, "I cannot hear the story", false, null)) : List.of(),
                some
                        ? List.of(line(10, "Can I have my money back?", false, "[Money](https://desk.example/help/10)"))
                        : List.of(),
                "",
                true);
    }

    private static TicketPage.Article line(long id, String title, boolean inReply, @Nullable String link) {
        return new TicketPage.Article(
                id,
                "/desk/articles/" + id,
                title,
                "en",
                link == null ? "Runbook, English" : "Help centre, English",
                inReply,
                link,
                link == null ? "For colleagues, so not for a reply." : null);
    }

    private static List<ArticlesPage.Line> lines() {
        return List.of(
                new ArticlesPage.Line(
                        "/desk/articles/7",
                        "My story does not come. What can I do?",
                        "en",
                        "Help centre, English",
                        "Published",
                        true,
                        "Technical",
                        EARLIER),
                new ArticlesPage.Line(
                        "/desk/articles/8",
                        "Mi cuento no llega. ¿Qué puedo hacer?",
                        "es",
                        "Help centre, Spanish",
                        "Draft",
                        false,
                        "Any category",
                        EARLIER));
    }

    private static ArticlesPage list(Chrome chrome, String query, List<ArticlesPage.Line> lines, boolean mayChange) {
        return new ArticlesPage(
                chrome,
                query,
                ArticleWords.withAny("Any state", ArticleWords.states("")),
                ArticleWords.withAny("Any readers", ArticleWords.audiences("")),
                ArticleWords.withAny("Any language", ArticleWords.languages("")),
                !query.isEmpty(),
                lines,
                null,
                lines.isEmpty() ? null : "/desk/articles?after=1763999999000000.7",
                mayChange);
    }

    private static ArticlePage article(Chrome chrome, ArticlePage.@Nullable Older older, Map<String, String> faults) {
        return new ArticlePage(
                chrome,
                7,
                "My story does not come. What can I do?",
                "en",
                Marked.html(TEXT).orElseThrow(),
                TEXT,
                "Help centre, English",
                "Published",
                true,
                "Technical",
                "Dana Whitfield",
                EARLIER,
                4,
                older,
                "/help/7-my-story-does-not-come",
                new ArticlePage.Link("/desk/articles/8", "Mi cuento no llega", "es", "Spanish, Draft"),
                new ArticlePage.Use(12, 4),
                List.of(
                        new ArticlePage.Past(
                                4, "My story does not come. What can I do?", "Dana Whitfield", EARLIER, true),
                        new ArticlePage.Past(3, "My story does not come", "somebody who left", EARLIER, false)),
                List.of(new Choice("archived", "Archive", false), new Choice("draft", "Make it a draft again", false)),
                true,
                false,
                faults);
    }

    private static ArticleEditPage.Form form(String title, String text, int version) {
        return new ArticleEditPage.Form(
                title,
                text,
                ArticleWords.languages("en"),
                ArticleWords.audiences("customers"),
                List.of(new Choice("", "Any category", true), new Choice("technical", "Technical", false)),
                version);
    }
}
