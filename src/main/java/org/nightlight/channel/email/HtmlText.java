package org.nightlight.channel.email;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** HTML to the plain text that a person would read: blocks on lines of their own, cells apart, quotes with {@code > }. */
final class HtmlText {
    /** Stands on a line of its own where a mail program's marked quotation begins and ends, when asked for. */
    static final String QUOTE_BEGINS = "\uE000";

    static final String QUOTE_ENDS = "\uE001";

    /** Stands where Outlook's line over the history is: everything below it is quoted, to the end. */
    static final String HISTORY_BEGINS = "\uE002";

    private static final int LIMIT = 512 * 1024;
    private static final Pattern DATA = Pattern.compile("data:[\\w/+.-]{1,60};base64,[\\w+/=%\\s]{1000,}+");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,2000}+>");
    private static final int DEEPEST = 200;
    private static final int MOST_ATTRIBUTES = 60;

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

    /** How Gmail, Apple Mail, Yahoo, Thunderbird, Proton, GMX and Zoho mark what they quote. */
    private static final String QUOTATIONS = "div.gmail_quote, div.gmail_quote_container, div.yahoo_quoted, "
            + "div.moz-cite-prefix, div.moz-forward-container, div.protonmail_quote, blockquote.protonmail_quote, "
            + "blockquote[type=cite], div[name=quote], div.gmx_quote, div.zmail_extra, blockquote.tutanota_quote, "
            + "div#mail-editor-reference-message-container";

    /** How Outlook on desktop, web and phone marks where history begins. */
    private static final String HISTORIES = "div#divRplyFwdMsg, div#appendonsend, div.OutlookMessageHeader, "
            + "div[style*=border-top:solid #E1E1E1], div[style*=border-top:solid #B5C4DF], div[style*=border-top:solid windowtext]";

    private HtmlText() {}

    /**
     * @param marked as {@code text}, with signs on lines of their own where quotations begin and end; the same without any
     * @param beyond bare words after the first half million characters, which are not shown
     * @param normal the page's body as well-formed HTML: not yet safe, but nothing in it can be read in two ways; what programs mark as quoted is folded
     */
    record Read(String text, String marked, String normal, String beyond) {
        boolean hasMarks() {
            return marked.contains(QUOTE_BEGINS) || marked.contains(HISTORY_BEGINS);
        }
    }

    static String of(String html) {
        return text(parse(html), false);
    }

    static Read read(String whole) {
        String html = whole.length() <= LIMIT ? whole : DATA.matcher(whole).replaceAll("data:,");
        Document page = parse(html);
        String text = text(page, false);
        page.getAllElements().stream()
                .filter(element -> element.attributesSize() > MOST_ATTRIBUTES)
                .forEach(Element::clearAttributes);
        page.select("details, summary").unwrap();
        page.select(QUOTATIONS).forEach(quote -> quote.attr("data-q", "quote"));
        page.select(HISTORIES).forEach(line -> line.attr("data-q", "history"));
        String marked = page.selectFirst("[data-q]") == null ? text : text(page, true);
        HtmlFolding.fold(page.body());
        return new Read(text, marked, page.body().html(), beyond(html));
    }

    private static String beyond(String html) {
        return html.length() <= LIMIT ? "" : TAG.matcher(html.substring(LIMIT)).replaceAll(" ");
    }

    private static Document parse(String html) {
        String cut = StorableText.cut(html, LIMIT)
                .replace('\uE000', ' ')
                .replace('\uE001', ' ')
                .replace('\uE002', ' ');
        Document page = Jsoup.parse(cut, Parser.htmlParser().setMaxDepth(DEEPEST));
        page.outputSettings().prettyPrint(false);
        return page;
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
            mark(element, element.attr("data-q").equals("history") ? HISTORY_BEGINS : QUOTE_BEGINS);
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
            if (element.attr("data-q").equals("quote")) {
                mark(element, QUOTE_ENDS);
            }
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

        /** White space runs as one space, as a browser shows them. */
        private static String collapsed(String text) {
            StringBuilder out = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean space = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
                if (!space) {
                    out.append(c);
                } else if (out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            }
            return out.toString();
        }

        private void preformatted(String line) {
            if (!line.isEmpty()) {
                startLine();
                out.append(line);
                lineHasText = true;
            }
            newline();
        }

        private void words(String text) {
            if (!text.isBlank() || (lineHasText && !text.isEmpty() && wantedBreaks == 0)) {
                startLine();
                out.append(lineHasText ? text : text.stripLeading());
                lineHasText = true;
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
