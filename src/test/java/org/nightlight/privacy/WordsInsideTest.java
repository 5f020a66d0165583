package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.openpdf.text.Document;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfWriter;

class WordsInsideTest {
    @Test
    void plainTextIsReadInWhateverLettersItWasWritten() {
        for (byte[] bytes : new byte[][] {
            "Zoë, Köln".getBytes(StandardCharsets.UTF_8),
            "Zoë, Köln".getBytes(StandardCharsets.UTF_16),
            "Zoë, Köln".getBytes(StandardCharsets.ISO_8859_1)
        }) {
            assertThat(WordsInside.of("text/plain", bytes)).isEqualTo(new WordsInside("Zoë, Köln", true));
        }
        assertThat(WordsInside.of("text/html", "<p>Z&ouml;".getBytes(StandardCharsets.UTF_8))
                        .whole())
                .as("words in another shape")
                .isFalse();
    }

    @Test
    void aDocumentIsReadWithItsCommentsAndLinksAndWhatIsPackedInItStaysUnread() throws IOException {
        Map<String, String> parts = Map.of(
                "[Content_Types].xml", "<Types/>",
                "word/document.xml", "<d><p><r><t>Dear Ki</t></r><r><t>t Vale</t></r></p><p><t>next</t></p></d>",
                "word/comments.xml", "<c><p><t>ask her mother</t></p></c>",
                "word/_rels/document.xml.rels",
                        "<Relationships><Relationship Target='mailto:kit@example.org' TargetMode='External'/></Relationships>");
        WordsInside read = WordsInside.of("application/zip", zip(parts));
        assertThat(read.words()).contains("Dear Kit Vale\n", "ask her mother", "kit@example.org");
        assertThat(read.whole()).isTrue();
        assertThat(WordsInside.of(
                                "application/zip",
                                zip(Map.of("[Content_Types].xml", "<Types/>", "word/media/image1.png", "a picture")))
                        .whole())
                .isFalse();
        assertThat(WordsInside.of("application/zip", zip(Map.of("list.txt", "Kit Vale")))
                        .whole())
                .as("an archive")
                .isFalse();
    }

    @Test
    void aDocumentThatGrowsWithoutEndOrAsksForOtherFilesIsNotFollowed() throws IOException {
        assertThat(WordsInside.of(
                                "application/zip",
                                zip(Map.of("word/document.xml", "<d>" + " ".repeat(40 << 20) + "</d>")))
                        .whole())
                .isFalse();
        String asks = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><d>&x;</d>";
        assertThat(WordsInside.of("application/zip", zip(Map.of("content.xml", asks)))
                        .words())
                .isBlank();
    }

    @Test
    void aPdfIsReadAndOneWithoutWordsIsNot() {
        WordsInside read = WordsInside.of("application/pdf", pdf("Her phone is 212-555-0177."));
        assertThat(read.words()).contains("212-555-0177");
        assertThat(read.whole()).isTrue();
        assertThat(WordsInside.of("application/pdf", pdf(" ")).whole()).isFalse();
        assertThat(WordsInside.of("application/pdf", "%PDF-1.7 broken".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new WordsInside("", false));
    }

    @Test
    void whatIsNoTextAtAllIsNotRead() {
        assertThat(WordsInside.of("application/octet-stream", new byte[] {1, 2, 3}))
                .isEqualTo(new WordsInside("", false));
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] pdf(String words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document();
        PdfWriter.getInstance(document, out);
        document.open();
        document.add(new Paragraph(words));
        document.close();
        return out.toByteArray();
    }
}
