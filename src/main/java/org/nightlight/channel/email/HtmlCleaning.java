package org.nightlight.channel.email;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.ElementPolicy;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Makes a stranger's HTML safe to show: an allow-list; scripts, forms, frames and remote images are out, tables stay. */
final class HtmlCleaning {
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
                    "address")
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

    static SafeHtml clean(String html) {
        return new SafeHtml(StorableText.of(POLICY.sanitize(html)));
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
}
