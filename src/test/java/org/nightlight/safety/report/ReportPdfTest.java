package org.nightlight.safety.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

class ReportPdfTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @Test
    void lettersOfManyLanguagesStandInTheFileAndNothingFallsOutUnseen() throws IOException {
        String text =
                read(pdf("\u201cmi pap\u00e1 me peg\u00f3, \u043f\u043e\u043c\u043e\u0433\u0438 \ud83d\ude22\u201d"));
        assertThat(text).contains("mi pap\u00e1 me peg\u00f3", "\u043f\u043e\u043c\u043e\u0433\u0438", "[U+1F622]");
    }

    @Test
    void aLongMessageRunsOverSeveralPagesAndIsWhole() throws IOException {
        String text = read(pdf("he hits me. ".repeat(2_000) + "the end"));
        assertThat(text).contains("the end");
        assertThat(text.split("he hits me", -1).length).isGreaterThan(1_900);
    }

    @Test
    void r15_theFileNamesNobodyInItsProperties() throws IOException {
        try (PdfReader reader = new PdfReader(pdf("words"))) {
            assertThat(reader.getInfo()).doesNotContainKey("Author");
            assertThat(reader.getInfo().get("Title")).isEqualTo("Report on case 7, version 2");
        }
    }

    private static byte[] pdf(String line) {
        return ReportPdf.of(
                new ReportText(List.of(new ReportText.Section("Exact words, as received", true, List.of(line)))),
                7,
                2,
                NOW);
    }

    static String read(byte[] pdf) throws IOException {
        try (PdfReader reader = new PdfReader(pdf)) {
            PdfTextExtractor extractor = new PdfTextExtractor(reader);
            StringBuilder text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append(' ');
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }
}
