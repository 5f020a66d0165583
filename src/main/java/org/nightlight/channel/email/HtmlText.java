package org.nightlight.channel.email;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML to the plain text that a person would read: blocks on lines of their own, cells apart, quotes with {@code > }. */
final class HtmlText {
    /** Stands on a line of its own where a mail program's marked quotation begins and ends, when asked for. */
    static final String QUOTE_BEGINS = "\uE000";

    static final String QUOTE_ENDS = "\uE001";

    private static final int LIMIT = 2 * 1024 * 1024;

    private static final Set<String> SILENT =
            Set.of("script", "style", "head", "title", "template", "noscript", "object");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "table",
            "tr",
            "ul",
            "ol",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "blockquote",
            "hr",
            "dl",
            "dt",
            "dd",
            "center",
            "address",
            "section",
            "article",
            "header",
            "footer",
            "form",
            "fieldset",
            "caption");
    private static final Set<String> SPACED =
            Set.of("p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre");

    /** How Gmail, Outlook, Apple Mail, Yahoo, Thunderbird, Proton, GMX and Zoho mark what they quote. */
    private static final String QUOTATIONS =
            "div.gmail_quote, div.gmail_quote_container, div.gmail_extra > div.gmail_quote, "
                    + "div#divRplyFwdMsg, div#appendonsend, div.yahoo_quoted, div.yahoo-quoted-begin, div.moz-cite-prefix, "
                    + "div.moz-forward-container, div.protonmail_quote, blockquote.protonmail_quote, blockquote[type=cite], "
                    + "div.OutlookMessageHeader, div[name=quote], div.gmx_quote, div.zmail_extra, blockquote.tutanota_quote, "
                    + "div.WordSection1 > div > div[style*=border-top:solid #], div[style*=border-top:solid #E1E1E1], "
                    + "div[style*=border-top:solid #B5C4DF], div#mail-editor-reference-message-container";

    private HtmlText() {}

    static String of(String html) {
        return text(parse(html), false);
    }

    /** As {@link #of}, with the begin and end of each marked quotation on lines of their own. */
    static String withQuoteMarks(String html) {
        Document page = parse(html);
        page.select(QUOTATIONS).forEach(quote -> quote.attr("data-q", "1"));
        return text(page, true);
    }

    private static Document parse(String html) {
        return Jsoup.parse(StorableText.cut(html, LIMIT).replace('\uE000', ' ').replace('\uE001', ' '));
    }

    private static String text(Document page, boolean marks) {
        Writer writer = new Writer(marks);
        page.traverse(writer);
        return writer.text();
    }

    private static final class Writer implements NodeVisitor {
        private final boolean marks;
        private final StringBuilder out = new StringBuilder();
        private int silent;
        private int quoted;
        private int preformatted;
        private int wantedBreaks;
        private boolean lineHasText;

        Writer(boolean marks) {
            this.marks = marks;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                if (silent == 0) {
                    words(
                            preformatted > 0
                                    ? words.getWholeText()
                                    : words.getWholeText().replaceAll("[ \\t\\r\\n\\f]+", " "));
                }
                return;
            }
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (SILENT.contains(name)) {
                silent++;
            }
            if (silent > 0) {
                return;
            }
            block(name);
            mark(element, QUOTE_BEGINS);
            switch (name) {
                case "br" -> newline();
                case "hr" -> words("________________________________");
                case "li" -> words("- ");
                case "blockquote" -> quoted++;
                case "pre" -> preformatted++;
                case "td", "th" -> {
                    if (lineHasText && wantedBreaks == 0) {
                        words(" ");
                    }
                }
                case "img" -> {
                    String alt = element.attr("alt");
                    if (!alt.isBlank() && alt.length() < 200) {
                        words("[" + alt.strip() + "]");
                    }
                }
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            String name = element.normalName();
            if (SILENT.contains(name)) {
                silent--;
                return;
            }
            if (silent > 0) {
                return;
            }
            block(name);
            switch (name) {
                case "blockquote" -> quoted--;
                case "pre" -> preformatted--;
                default -> {}
            }
            mark(element, QUOTE_ENDS);
        }

        private void mark(Element element, String sign) {
            if (marks && element.hasAttr("data-q")) {
                flushLine();
                out.append(sign).append('\n');
                lineHasText = false;
                wantedBreaks = 0;
            }
        }

        private void block(String name) {
            if (BLOCKS.contains(name.toLowerCase(Locale.ROOT))) {
                wantedBreaks = Math.max(wantedBreaks, SPACED.contains(name) ? 2 : 1);
            }
        }

        private void words(String text) {
            for (String line : text.split("(?<=\n)", -1)) {
                boolean ends = line.endsWith("\n");
                String body = ends ? line.substring(0, line.length() - 1) : line;
                if (!body.isBlank() || (lineHasText && !body.isEmpty() && wantedBreaks == 0)) {
                    startLine();
                    out.append(lineHasText || preformatted > 0 ? body : body.stripLeading());
                    lineHasText = true;
                }
                if (ends) {
                    newline();
                }
            }
        }

        private void startLine() {
            if (wantedBreaks > 0) {
                if (!out.isEmpty()) {
                    flushLine();
                    if (wantedBreaks > 1 && !endsBlank()) {
                        out.append(quoted > 0 ? ">\n" : "\n");
                    }
                }
                wantedBreaks = 0;
            }
            if (!lineHasText && quoted > 0 && (out.isEmpty() || out.charAt(out.length() - 1) == '\n')) {
                out.append("> ".repeat(Math.min(quoted, 5)));
            }
        }

        private void newline() {
            if (wantedBreaks > 0) {
                startLine();
            }
            if (!lineHasText && quoted > 0) {
                out.append('>');
            }
            out.append('\n');
            lineHasText = false;
        }

        private void flushLine() {
            if (lineHasText) {
                out.append('\n');
                lineHasText = false;
            }
        }

        private boolean endsBlank() {
            int length = out.length();
            return length == 0 || (length >= 2 && out.charAt(length - 1) == '\n' && (out.charAt(length - 2) == '\n'));
        }

        String text() {
            return StorableText.of(out.toString()
                            .replace('\u00A0', ' ')
                            .replaceAll("(?<![ \\t])[ \\t]++\n", "\n")
                            .replaceAll("\n{3,}", "\n\n"))
                    .strip();
        }
    }
}
