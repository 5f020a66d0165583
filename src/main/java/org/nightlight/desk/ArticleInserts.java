package org.nightlight.desk;

import java.util.Optional;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleAddresses;
import org.nightlight.knowledge.ArticleLinks;
import org.nightlight.knowledge.Articles;
import org.nightlight.ticket.Drafts;
import org.springframework.stereotype.Component;

/** Puts the link of an article into what somebody writes to a customer: one that customers can open, or none. */
@Component
class ArticleInserts {
    private static final String ARTICLE = "article:";

    private final Articles articles;
    private final ArticleLinks links;
    private final ArticleAddresses addresses;

    ArticleInserts(Articles articles, ArticleLinks links, ArticleAddresses addresses) {
        this.articles = articles;
        this.links = links;
        this.addresses = addresses;
    }

    /** What a button of the form stands for. */
    static String value(long articleId) {
        return ARTICLE + articleId;
    }

    boolean isOne(String insert) {
        return insert.startsWith(ARTICLE);
    }

    /** Why its link is not put in; empty when it may be, and for what is no article. */
    String hindrance(String insert) {
        return isOne(insert) ? links.hindrance(article(insert)).orElse("") : "";
    }

    /** The draft with the link after it. */
    Drafts.Draft inserted(String insert, Drafts.Draft draft) {
        return article(insert)
                .map(article -> addresses.link(article.entry()))
                .map(link -> new Drafts.Draft(
                        draft.text().isBlank() ? link : draft.text().stripTrailing() + "\n\n" + link, draft.doing()))
                .orElse(draft);
    }

    private Optional<Article> article(String insert) {
        String number = insert.substring(ARTICLE.length());
        return number.matches("\\d{1,15}") ? articles.find(Long.parseLong(number)) : Optional.empty();
    }
}
