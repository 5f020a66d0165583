package org.nightlight.channel.email;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.ElementPolicy;
import org.owasp.html.Handler;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/** Makes a stranger's HTML safe to show: an allow-list; scripts, forms, frames and remote images are out, tables stay. */
final class HtmlCleaning {
    private static final int LONGEST = 1024 * 1024;

    private static final AttributePolicy IMAGE_SOURCE = HtmlCleaning::imageSource;

    /** Attributes alternate name, value; runs after the attribute policies. */
    private static final ElementPolicy BLOCK_REMOTE = HtmlCleaning::blockRemote;

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "div",
                    "span",
                    "br",
                    "hr",
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "s",
                    "strike",
                    "del",
                    "ins",
                    "sub",
                    "sup",
                    "small",
                    "big",
                    "font",
                    "center",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "blockquote",
                    "pre",
                    "code",
                    "tt",
                    "ul",
                    "ol",
                    "li",
                    "dl",
                    "dt",
                    "dd",
                    "table",
                    "thead",
                    "tbody",
                    "tfoot",
                    "tr",
                    "td",
                    "th",
                    "caption",
                    "colgroup",
                    "col",
                    "a",
                    "abbr",
                    "cite",
                    "q",
                    "address",
                    "details",
                    "summary")
            .allowElements(BLOCK_REMOTE, "img")
            .allowWithoutAttributes("span", "font", "a")
            .allowAttributes(
                    "colspan",
                    "rowspan",
                    "align",
                    "valign",
                    "width",
                    "height",
                    "border",
                    "cellpadding",
                    "cellspacing",
                    "bgcolor")
            .onElements("table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup")
            .allowAttributes("align")
            .onElements("p", "div", "h1", "h2", "h3", "h4", "h5", "h6")
            .allowAttributes("color", "size", "face")
            .onElements("font")
            .allowAttributes("start", "type")
            .onElements("ol", "ul", "li")
            .allowAttributes("dir", "lang", "title")
            .globally()
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("src")
            .matching(IMAGE_SOURCE)
            .onElements("img")
            .allowAttributes("alt", "width", "height")
            .onElements("img")
            .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
            .allowStyling(CssSchema.union(CssSchema.DEFAULT))
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private HtmlCleaning() {}

    /** Empty when the HTML is too long, or so tangled that cleaning it would take more than a second. */
    static Optional<SafeHtml> clean(String html) {
        if (html.length() > LONGEST) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder(html.length());
        try {
            HtmlStreamRenderer renderer = HtmlStreamRenderer.create(out, Handler.DO_NOTHING);
            HtmlSanitizer.sanitize(html, new Hurried(POLICY.apply(renderer)));
            return Optional.of(new SafeHtml(StorableText.of(out.toString())));
        } catch (TimeIsUp e) {
            return Optional.empty();
        }
    }

    /** Plain text as HTML: every line break kept. */
    static SafeHtml ofPlain(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64).append("<div class=\"plain\">");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '\n' -> out.append("<br>\n");
                default -> out.append(c);
            }
        }
        return new SafeHtml(out.append("</div>").toString());
    }

    private static @Nullable String imageSource(String element, String attribute, String value) {
        String source = value.strip().toLowerCase(Locale.ROOT);
        boolean picture = source.startsWith("data:image/png;base64,")
                || source.startsWith("data:image/gif;base64,")
                || source.startsWith("data:image/jpeg;base64,")
                || source.startsWith("data:image/webp;base64,");
        boolean other = source.startsWith("cid:") || source.startsWith("https:") || source.startsWith("http:");
        return picture || other ? value.strip() : null;
    }

    private static @Nullable String blockRemote(String element, List<String> attributes) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            boolean source = attributes.get(i).equals("src");
            if (source && attributes.get(i + 1).toLowerCase(Locale.ROOT).startsWith("http")) {
                attributes.set(i, "data-remote");
            }
        }
        return element;
    }

    /** Gives up when the time is up: the library needs quadratic time for some made-up HTML. */
    private record Hurried(HtmlSanitizer.Policy policy, long deadline) implements HtmlSanitizer.Policy {
        Hurried(HtmlSanitizer.Policy policy) {
            this(policy, System.nanoTime() + 1_000_000_000L);
        }

        @Override
        public void openDocument() {
            policy.openDocument();
        }

        @Override
        public void closeDocument() {
            policy.closeDocument();
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            check();
            policy.openTag(element, attributes);
        }

        @Override
        public void closeTag(String element) {
            check();
            policy.closeTag(element);
        }

        @Override
        public void text(String text) {
            check();
            policy.text(text);
        }

        private void check() {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeIsUp();
            }
        }
    }

    private static final class TimeIsUp extends RuntimeException {
        private static final long serialVersionUID = 1;

        TimeIsUp() {
            super("time is up", null, false, false);
        }
    }
}
