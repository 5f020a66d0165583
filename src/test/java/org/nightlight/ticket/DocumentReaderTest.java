package org.nightlight.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {
    private static final DocumentReader READER = new DocumentReader();
    private static final String WORDS = "The lighthouse keeper's invoice";

    @AfterAll
    static void stop() {
        READER.destroy();
    }

    @Test
    void wordsOfDocumentsAreReadByWhatTheirBytesAre() throws IOException {
        assertThat(words("a.pdf", Documents.pdf(WORDS))).contains(WORDS);
        assertThat(words("no-ending", Documents.pdf(WORDS))).contains(WORDS);
        assertThat(words("a.docx", Documents.docx(WORDS))).contains(WORDS);
        assertThat(words("a.xlsx", Documents.xlsx(WORDS))).contains(WORDS);
        assertThat(words("a.odt", Documents.odt(WORDS))).contains(WORDS);
        assertThat(words("a.rtf", "{\\rtf1\\ansi\\pard The lighthouse\\par}".getBytes(StandardCharsets.US_ASCII)))
                .contains("The lighthouse");
        assertThat(words(
                        "a.html",
                        "<p>The <b>light</b>house</p><script>let hidden</script>".getBytes(StandardCharsets.US_ASCII)))
                .contains("The lighthouse")
                .doesNotContain("hidden");
        assertThat(words("a.txt", "Señal, por favor, mañana".getBytes(StandardCharsets.UTF_8)))
                .contains("Señal, por favor, mañana");
        assertThat(words("a.csv", "día;señal\n1;mañana y siempre así\n".getBytes(Charset.forName("windows-1252"))))
                .contains("mañana y siempre así");
    }

    @Test
    void whatHoldsNoWordsSaysSo() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        assertThat(read("a.txt", png)).isEqualTo(new DocumentText.NoWords());
        assertThat(read("a.zip", "PK\u0003\u0004rest".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new DocumentText.NoWords());
        assertThat(read("a.bin", new byte[] {1, 0, 2, 0, (byte) 200})).isEqualTo(new DocumentText.NoWords());
        assertThat(read("empty.txt", new byte[0])).isEqualTo(new DocumentText.NoWords());
    }

    @Test
    void whatCannotBeReadSaysWhyAndTheNextIsReadAllTheSame() throws IOException {
        assertThat(read("a.pdf", Documents.lockedPdf(WORDS)))
                .isEqualTo(new DocumentText.Unread(DocumentText.Why.LOCKED));
        assertThat(read("a.docx", "PK\u0003\u0004rest".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new DocumentText.Unread(DocumentText.Why.BROKEN));
        assertThat(words("a.pdf", Documents.pdf(WORDS))).contains(WORDS);
    }

    @Test
    void aDocumentThatSwellsBeyondTheProcesssMemoryHarmsNoOther() throws IOException {
        assertThat(read("a.html", Documents.pageThatSwells())).isInstanceOf(DocumentText.Unread.class);
        assertThat(words("a.pdf", Documents.pdf(WORDS))).contains(WORDS);
    }

    @Test
    void ofALongTextTheBeginningIsReadAndALongFileNotAtAll() throws IOException {
        DocumentText long1 = read("a.txt", "lighthouse ".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
        assertThat(long1).isInstanceOfSatisfying(DocumentText.Words.class, words -> {
            assertThat(words.whole()).isFalse();
            assertThat(words.text()).hasSizeBetween(90_000, DocumentReader.LONGEST_TEXT);
        });
        try (InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        }) {
            assertThat(READER.read("a.txt", endless)).isEqualTo(new DocumentText.Unread(DocumentText.Why.LONG));
        }
        assertThat(words("a.pdf", Documents.pdf(WORDS))).contains(WORDS);
    }

    private static DocumentText read(String name, byte[] bytes) throws IOException {
        return READER.read(name, new ByteArrayInputStream(bytes));
    }

    private static String words(String name, byte[] bytes) throws IOException {
        return read(name, bytes) instanceof DocumentText.Words(String text, boolean whole) && whole ? text : "";
    }
}
