package org.nightlight.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.SAXException;

/**
 * The inside of the process that reads documents: one after the other, until its input ends. It has no database, no settings and no
 * secrets, and little memory; a document that is made to harm its reader harms nothing else.
 */
public final class DocumentProcess {
    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    private static final CompositeParser PARSERS = new CompositeParser(
            TYPES.getMediaTypeRegistry(),
            List.of(
                    new TXTParser(),
                    new JSoupParser(),
                    new RTFParser(),
                    new PDFParser(),
                    new OfficeParser(),
                    new OOXMLParser(),
                    new OpenDocumentParser()));

    private DocumentProcess() {}

    /** How an answer begins. The words follow, as their length in bytes and UTF-8; none but after the first two. */
    enum Mark {
        WORDS,
        BEGINNING,
        NO_WORDS,
        LOCKED,
        BROKEN
    }

    /** Answers until {@code in} ends. A file comes as its name, pieces with their lengths before them, and a zero. */
    public static void serve(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            String name;
            try {
                name = in.readUTF();
            } catch (EOFException over) {
                return;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                bytes.write(in.readNBytes(length));
            }
            answer(name, bytes.toByteArray(), out);
            out.flush();
        }
    }

    private static void answer(String name, byte[] bytes, DataOutputStream out) throws IOException {
        WriteOutContentHandler words = new WriteOutContentHandler(DocumentReader.LONGEST_TEXT);
        Mark mark;
        try {
            mark = read(name, bytes, words);
        } catch (EncryptedDocumentException locked) {
            mark = Mark.LOCKED;
        } catch (IOException
                | SAXException
                | TikaException
                | RuntimeException
                | StackOverflowError
                | LinkageError broken) {
            mark = WriteLimitReachedException.isWriteLimitReached(broken) ? Mark.BEGINNING : Mark.BROKEN;
        }
        byte[] text =
                mark == Mark.WORDS || mark == Mark.BEGINNING ? words.toString().getBytes(UTF_8) : new byte[0];
        out.writeByte(mark.ordinal());
        out.writeInt(text.length);
        out.write(text);
    }

    private static Mark read(String name, byte[] bytes, WriteOutContentHandler words)
            throws IOException, SAXException, TikaException {
        Metadata about = new Metadata();
        about.set(TikaCoreProperties.RESOURCE_NAME_KEY, name.toLowerCase(Locale.ROOT));
        MediaType type = TYPES.detect(new ByteArrayInputStream(bytes), about);
        about.set(Metadata.CONTENT_TYPE, type.toString());
        if (bytes.length == 0 || !PARSERS.getParsers(context()).containsKey(supported(type))) {
            return Mark.NO_WORDS;
        }
        PARSERS.parse(new ByteArrayInputStream(bytes), new BodyContentHandler(words), about, context());
        return Mark.WORDS;
    }

    /** The type or the nearest more general one that somebody here reads: a calendar is text. */
    private static MediaType supported(MediaType type) {
        MediaType asked = TYPES.getMediaTypeRegistry().normalize(type.getBaseType());
        var read = PARSERS.getSupportedTypes(context());
        for (MediaType at = asked; at != null; at = TYPES.getMediaTypeRegistry().getSupertype(at)) {
            if (read.contains(at)) {
                return at;
            }
        }
        return asked;
    }

    private static ParseContext context() {
        ParseContext context = new ParseContext();
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        context.set(PDFParserConfig.class, pdf);
        return context;
    }
}
