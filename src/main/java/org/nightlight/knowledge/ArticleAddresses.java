package org.nightlight.knowledge;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nightlight.ticket.TicketSearch;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where customers read an article, and which articles a text leads to. */
@Component
public class ArticleAddresses {
    private static final int LONGEST_NAME = 60;

    private final String url;
    private final Pattern help;
    private final Pattern desk;

    ArticleAddresses(@Value("${nightlight.public-url}") String publicUrl, @Value("${nightlight.port}") int port) {
        url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
        help = Pattern.compile("(?i)" + Pattern.quote(url) + "/help/(\\d{1,15})");
        desk = Pattern.compile("(?i)" + Pattern.quote(url) + "/desk/articles/\\d");
    }

    /** Below the desk's own address: its number, and its title as far as an address can say it. */
    public static String path(Article.Entry article) {
        String name =
                TicketSearch.fold(article.title()).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut = name.length() > LONGEST_NAME
                ? name.substring(0, Math.max(1, name.lastIndexOf('-', LONGEST_NAME)))
                : name;
        return "/help/" + article.id() + (cut.isEmpty() ? "" : "-" + cut);
    }

    /** As a mark of Markdown, to stand in a reply. */
    public String link(Article.Entry article) {
        return "[" + article.title().replaceAll("([\\[\\]\\\\])", "\\\\$1") + "](" + url + path(article) + ")";
    }

    /** The numbers of the articles whose pages for customers this text names. */
    Set<Long> help(String words) {
        Set<Long> named = new TreeSet<>();
        Matcher address = help.matcher(words);
        while (address.find()) {
            named.add(Long.parseLong(address.group(1)));
        }
        return named;
    }

    boolean leadsToDesk(String words) {
        return desk.matcher(words).find();
    }
}
