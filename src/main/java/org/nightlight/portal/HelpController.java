package org.nightlight.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nightlight.knowledge.Article;
import org.nightlight.knowledge.ArticleAddresses;
import org.nightlight.knowledge.ArticleSearch;
import org.nightlight.knowledge.Articles;
import org.nightlight.shared.Spoken;
import org.nightlight.ticket.Marked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The help centre: what customers may read, and nothing else. Nobody is told what somebody looked for or read. */
@Controller
class HelpController {
    private static final Logger LOG = LoggerFactory.getLogger(HelpController.class);
    private static final int MOST = 200;
    private static final int FOUND = 20;
    private static final int LONGEST = 100;
    /** Its number; what stands behind it is for those who read addresses. */
    private static final Pattern NAMED = Pattern.compile("(\\d{1,15})(?:-[a-z0-9-]*)?");

    private final PortalFrame frame;
    private final ArticleSearch search;
    private final Articles articles;

    HelpController(PortalFrame frame, ArticleSearch search, Articles articles) {
        this.frame = frame;
        this.search = search;
        this.articles = articles;
    }

    @GetMapping("/help")
    ModelAndView all(CsrfToken csrf) {
        return page("", csrf);
    }

    /** Posted, so that the words of somebody who is afraid stay in no address and no history of a browser at home. */
    @PostMapping("/help")
    ModelAndView find(@RequestParam(defaultValue = "") String q, CsrfToken csrf) {
        String tidy = q.replace("\0", "").strip();
        String words = tidy.length() > LONGEST ? tidy.substring(0, LONGEST) : tidy;
        return page(words, csrf);
    }

    /** Without the database the ways to write and to call for help still stand here, and no proxy puts its own error in their place. */
    private ModelAndView page(String words, CsrfToken csrf) {
        PortalChrome chrome = frame.chrome(csrf);
        HelpPage page;
        try {
            page = new HelpPage(chrome, words, sections(words), false);
        } catch (RuntimeException away) {
            LOG.warn("articles could not be read: {}", away.getClass().getName());
            page = new HelpPage(chrome, words, List.of(), true);
        }
        return new ModelAndView("portal/help", "page", page);
    }

    private List<HelpPage.Section> sections(String words) {
        String language = Spoken.language().getLanguage();
        return words.isEmpty()
                ? byKind(search.help(language, MOST))
                : HelpPage.Section.found(lines(search.helpWith(words, language, FOUND)));
    }

    /** In the order of the contact form's kinds; what is about none of them comes last. */
    private static List<HelpPage.Section> byKind(List<Article.Entry> found) {
        SequencedMap<String, HelpPage.Section> sections = new LinkedHashMap<>();
        for (ContactPage.Kind kind : ContactPage.KINDS) {
            sections.put(
                    kind.value(),
                    new HelpPage.Section(
                            kind.value(),
                            kind.label(),
                            lines(found.stream()
                                    .filter(article -> kind.value().equals(article.category()))
                                    .toList())));
        }
        sections.put(
                "more",
                HelpPage.Section.more(lines(found.stream()
                        .filter(article -> !sections.containsKey(String.valueOf(article.category())))
                        .toList())));
        return sections.values().stream()
                .filter(section -> !section.lines().isEmpty())
                .toList();
    }

    private static List<HelpPage.Line> lines(List<Article.Entry> found) {
        return found.stream()
                .map(article ->
                        new HelpPage.Line(ArticleAddresses.path(article), article.title(), lang(article.language())))
                .toList();
    }

    /** Empty where it is that of the page. */
    private static String lang(String language) {
        return language.equals(Spoken.language().getLanguage()) ? "" : language;
    }

    /** A draft, what was put away and what is for colleagues is not there, as what never was. */
    @GetMapping("/help/{id}")
    ModelAndView read(@PathVariable String id, CsrfToken csrf) {
        Matcher named = NAMED.matcher(id);
        Article article = Optional.of(named)
                .filter(Matcher::matches)
                .flatMap(it -> articles.find(Long.parseLong(it.group(1))))
                .filter(it -> it.entry().isForEverybody())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String other = articles.other(article)
                .filter(it -> it.entry().isForEverybody())
                .map(it -> ArticleAddresses.path(it.entry()))
                .orElse("/help");
        return new ModelAndView(
                "portal/article",
                "page",
                new HelpArticlePage(
                        frame.chrome(csrf, article.language()),
                        article.title(),
                        article.language(),
                        Marked.html(article.body()).orElse(null),
                        article.body(),
                        other,
                        "safety".equals(article.category())));
    }
}
