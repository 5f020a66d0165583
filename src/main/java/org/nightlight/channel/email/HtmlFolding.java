package org.nightlight.channel.email;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Folds what mail programs mark as quoted, below the writer's own words: one click opens it. Quotations that are answered
 * below stay open, and so does a mail that has no words besides.
 */
final class HtmlFolding {
    private static final String OPENS = "Show quoted text";

    private HtmlFolding() {}

    /** @param body in which quotations carry {@code data-q} */
    static void fold(Element body) {
        Found found = new Found();
        body.traverse(found);
        if (found.history != null && found.ownBeforeHistory) {
            foldFrom(found.history, body);
        }
        found.trailing.stream()
                .filter(quote -> quote.closest("details") == null)
                .forEach(HtmlFolding::foldOne);
    }

    private static void foldOne(Element quote) {
        Element fold = folder();
        quote.replaceWith(fold);
        fold.appendChild(quote);
    }

    /** The line and all that stands below it, however the page nests it. */
    private static void foldFrom(Element line, Element body) {
        Element fold = folder();
        List<Node> below = new ArrayList<>();
        for (Node at = line; at != null && at != body; at = at.parent()) {
            for (Node next = at.nextSibling(); next != null; next = next.nextSibling()) {
                below.add(next);
            }
        }
        line.replaceWith(fold);
        fold.appendChild(line);
        below.forEach(fold::appendChild);
    }

    private static Element folder() {
        Element fold = new Element("details");
        fold.appendElement("summary").text(OPENS);
        return fold;
    }

    private static final class Found implements NodeVisitor {
        private final List<Element> trailing = new ArrayList<>();
        private @Nullable Element history;
        private boolean own;
        private boolean ownBeforeHistory;
        private @Nullable Node within;

        @Override
        public void head(Node node, int depth) {
            if (within != null || history != null) {
                return;
            }
            if (node instanceof TextNode words && !words.isBlank()) {
                own = true;
                trailing.clear();
            } else if (node instanceof Element element && element.attr("data-q").equals("quote")) {
                within = element;
                if (own) {
                    trailing.add(element);
                }
            } else if (node instanceof Element element && element.attr("data-q").equals("history")) {
                history = element;
                ownBeforeHistory = own;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            within = node == within ? null : within;
        }
    }
}
