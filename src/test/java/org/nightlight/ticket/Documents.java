package org.nightlight.ticket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openpdf.text.Document;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfWriter;

/** Documents as people attach them, made by other programs than the one that reads them. */
public final class Documents {
    private Documents() {}

    public static byte[] pdf(String words) {
        return pdf(words, false);
    }

    public static byte[] lockedPdf(String words) {
        return pdf(words, true);
    }

    private static byte[] pdf(String words, boolean locked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Document document = new Document();
        PdfWriter writer = PdfWriter.getInstance(document, out);
        if (locked) {
            writer.setEncryption("open".getBytes(StandardCharsets.US_ASCII), null, 0, PdfWriter.ENCRYPTION_AES_128);
        }
        document.open();
        document.add(new Paragraph(words));
        document.close();
        return out.toByteArray();
    }

    /** Six million elements, one in the other. */
    static byte[] pageThatSwells() {
        return "<b>".repeat(6_000_000).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] docx(String words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText(words);
            document.write(out);
        }
        return out.toByteArray();
    }

    static byte[] xlsx(String words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            book.createSheet("one").createRow(0).createCell(0).setCellValue(words);
            book.write(out);
        }
        return out.toByteArray();
    }

    static byte[] odt(String words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String content = """
                <?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>%s</text:p>
                </office:text></office:body></office:document-content>""".formatted(words);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] type = "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII);
            ZipEntry first = new ZipEntry("mimetype");
            first.setMethod(ZipEntry.STORED); // so that the type stands among the first bytes
            first.setSize(type.length);
            CRC32 sum = new CRC32();
            sum.update(type);
            first.setCrc(sum.getValue());
            zip.putNextEntry(first);
            zip.write(type);
            zip.putNextEntry(new ZipEntry("content.xml"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
