package org.nightlight.privacy;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfWriter;

/** A person's copy to be read on paper. The font lies in the file; a character that it lacks is written as its number. */
final class CopyPdf {
    private static final float MARGIN = 56;

    private CopyPdf() {}

    static byte[] of(long id, List<Excerpt> excerpts, Instant at) {
        BaseFont plain = font("LiberationSans-Regular.ttf");
        BaseFont bold = font("LiberationSans-Bold.ttf");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document document = new Document(PageSize.LETTER, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter writer = PdfWriter.getInstance(document, bytes);
        document.addTitle("Copy " + id);
        GregorianCalendar made = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        made.setTimeInMillis(at.toEpochMilli());
        writer.getInfo().put(PdfName.CREATIONDATE, new PdfDate(made));
        document.open();
        document.add(paragraph("What we keep, copy " + id, bold, 16, 12));
        if (excerpts.isEmpty()) {
            document.add(paragraph("Nothing is held.", plain, 10.5f, 6));
        }
        for (Excerpt excerpt : excerpts) {
            document.add(paragraph(excerpt.heading(), bold, 12, 10));
            excerpt.facts().forEach((name, value) -> document.add(paragraph(name + ": " + value, plain, 10.5f, 3)));
        }
        document.close();
        return bytes.toByteArray();
    }

    private static Paragraph paragraph(String text, BaseFont font, float size, float before) {
        Paragraph paragraph =
                new Paragraph(new Chunk(shown(text, font), new Font(font, size, Font.NORMAL, Color.BLACK)));
        paragraph.setLeading(size * 1.4f);
        paragraph.setSpacingBefore(before);
        return paragraph;
    }

    private static String shown(String text, BaseFont font) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '\n' || font.charExists(point)) {
                shown.appendCodePoint(point);
            } else if (point == '\t') {
                shown.append(' ');
            } else if (point != '\r') {
                shown.append(String.format(Locale.ROOT, "[U+%04X]", point));
            }
        });
        return shown.toString();
    }

    private static BaseFont font(String name) {
        try (InputStream file =
                Objects.requireNonNull(CopyPdf.class.getResourceAsStream("/liberation/" + name), name)) {
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, file.readAllBytes(), null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
