package org.nightlight.ticket;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.nightlight.shared.SafeHtml;

/**
 * What a colleague wrote, with the marks of Markdown that people know from elsewhere: bold, italic, code, lists, quotes and links. Lines
 * stay lines. What is no mark of these stays as it was typed, HTML too; a picture from elsewhere is never fetched, it becomes a link.
 */
public final class Marked {
    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(BlockQuote.class, ListBlock.class))
            .build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .softbreak("<br>\n")
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (node instanceof Link) {
                    attributes.put("rel", "noopener noreferrer nofollow");
                }
            })
            .build();
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|mailto:)[^\\s]+");

    private Marked() {}

    /** Empty where nothing is marked: then the text reads as it stands. */
    public static Optional<SafeHtml> html(String text) {
        Node read = PARSER.parse(text);
        read.accept(new Links());
        Marks marks = new Marks();
        read.accept(marks);
        return marks.any && !marks.swallowed ? Optional.of(new SafeHtml(HTML.render(read))) : Optional.empty();
    }

    /** Only addresses of the web and of mail are links; anything else is its words. */
    private static final class Links extends AbstractVisitor {
        @Override
        public void visit(Link link) {
            visitChildren(link);
            link.setTitle(null);
            if (!ADDRESS.matcher(link.getDestination()).matches()) {
                moveChildrenBefore(link, link);
                link.unlink();
            }
        }

        @Override
        public void visit(Image image) {
            Link link = new Link(image.getDestination(), null);
            moveChildren(image, link);
            image.insertBefore(link);
            image.unlink();
            if (link.getFirstChild() == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            visit(link);
        }

        private static void moveChildren(Node from, Node to) {
            for (Node child = from.getFirstChild(); child != null; child = from.getFirstChild()) {
                to.appendChild(child);
            }
        }

        private static void moveChildrenBefore(Node from, Node place) {
            for (Node child = from.getFirstChild(); child != null; child = from.getFirstChild()) {
                place.insertBefore(child);
            }
        }
    }

    private static final class Marks extends AbstractVisitor {
        private boolean any;

        /** A line such as {@code [1]: see above} would define a link and be shown to nobody. */
        private boolean swallowed;

        @Override
        protected void visitChildren(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                switch (child) {
                    case Document document -> visitChildren(document);
                    case Paragraph paragraph -> visitChildren(paragraph);
                    case Text text -> {}
                    case SoftLineBreak line -> {}
                    case HardLineBreak line -> {}
                    case HtmlInline typed -> {}
                    case LinkReferenceDefinition definition -> swallowed = true;
                    default -> {
                        any = true;
                        visitChildren(child);
                    }
                }
            }
        }
    }
}
