package org.nightlight.privacy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/**
 * The words in a file: of plain text, of documents as today's office programs write them, and of PDF. What cannot be read, or only in part, says so.
 *
 * @param whole whether these are all of them
 */
record WordsInside(String words, boolean whole) {
    /** So many characters are read of a file. */
    static final int LONGEST = 400_000;

    private static final int LARGEST_UNPACKED = 32 << 20;
    private static final int MOST_PAGES = 300;

    private static final WordsInside NONE = new WordsInside("", false);
    private static final Set<String> PLAIN =
            Set.of("application/json", "application/xml", "application/x-empty", "application/x-ndjson");
    /** Text by its bytes, with words that stand there in another shape. */
    private static final Set<String> ENCODED = Set.of("text/rtf", "text/html", "text/calendar", "text/x-vcard");

    /** What office programs add by themselves: a small picture of the first page, and the kind of the whole. */
    private static final Set<String> KNOWN_PARTS =
            Set.of("mimetype", "Thumbnails/thumbnail.png", "docProps/thumbnail.jpeg", "docProps/thumbnail.emf");

    static WordsInside of(String type, byte[] bytes) {
        String plain = type.strip().toLowerCase(Locale.ROOT);
        try {
            if (bytes.length == 0) {
                return new WordsInside("", true);
            } else if (starts(bytes, "PK\3\4")) {
                return office(bytes);
            } else if (starts(bytes, "%PDF-")) {
                return pdf(bytes);
            } else if (plain.startsWith("text/") || PLAIN.contains(plain)) {
                return cut(text(bytes), !ENCODED.contains(plain));
            }
            return NONE;
        } catch (IOException | XMLStreamException | RuntimeException | StackOverflowError odd) {
            return NONE;
        }
    }

    private static boolean starts(byte[] bytes, String mark) {
        byte[] start = mark.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= start.length
                && ByteBuffer.wrap(bytes, 0, start.length).equals(ByteBuffer.wrap(start));
    }

    private static WordsInside cut(String words, boolean whole) {
        String storable = words.replace("\0", "");
        return storable.length() > LONGEST
                ? new WordsInside(storable.substring(0, LONGEST), false)
                : new WordsInside(storable, whole);
    }

    private static String text(byte[] bytes) {
        if (starts(bytes, "\u00ff\u00fe") || starts(bytes, "\u00fe\u00ff")) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /** Pages without a word are pictures of words, or none of ours to read. */
    private static WordsInside pdf(byte[] bytes) throws IOException {
        StringBuilder words = new StringBuilder();
        boolean whole = true;
        try (PdfReader reader = new PdfReader(bytes)) {
            int pages = reader.getNumberOfPages();
            PdfTextExtractor extractor = new PdfTextExtractor(reader);
            for (int page = 1; page <= Math.min(pages, MOST_PAGES) && words.length() <= LONGEST; page++) {
                String said = extractor.getTextFromPage(page);
                whole &= said.codePoints().filter(Character::isLetterOrDigit).count() * 2
                        > said.codePoints()
                                .filter(it -> !Character.isWhitespace(it))
                                .count();
                words.append(said).append('\n');
            }
            whole &= pages <= MOST_PAGES && reader.getCatalog().get(org.openpdf.text.pdf.PdfName.ACROFORM) == null;
        }
        return cut(words.toString(), whole);
    }

    /** Every text in every part; pictures and files that are packed in with it stay unread. */
    private static WordsInside office(byte[] bytes) throws IOException, XMLStreamException {
        StringBuilder words = new StringBuilder();
        boolean document = false;
        boolean whole = true;
        int left = LARGEST_UNPACKED;
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                String name = part.getName();
                document |= name.equals("[Content_Types].xml") || name.equals("content.xml");
                byte[] content = parts.readNBytes(left);
                left -= content.length;
                if (left == 0 || words.length() > LONGEST) {
                    return cut(words.toString(), false);
                }
                if (name.endsWith(".xml") || name.endsWith(".rels")) {
                    read(content, words);
                } else if (!part.isDirectory() && !KNOWN_PARTS.contains(name)) {
                    whole = false;
                }
            }
        }
        return cut(words.toString(), whole && document);
    }

    private static void read(byte[] xml, StringBuilder words) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> words.append(link(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> words.append(reader.getText());
                // A word may be cut into runs; paragraphs, cells and lines end one.
                case XMLStreamConstants.END_ELEMENT -> words.append(ends(reader.getLocalName()) ? "\n" : "");
                default -> {}
            }
        }
        words.append('\n');
    }

    /** Where a link leads stands apart from its words: it may be somebody's address. */
    private static String link(XMLStreamReader element) {
        String target = "External".equals(element.getAttributeValue(null, "TargetMode"))
                ? element.getAttributeValue(null, "Target")
                : null;
        return target == null ? "" : target + "\n";
    }

    private static boolean ends(String element) {
        return !Set.of("t", "r", "rPr", "span", "proofErr", "bookmarkStart", "bookmarkEnd", "v")
                .contains(element);
    }
}
