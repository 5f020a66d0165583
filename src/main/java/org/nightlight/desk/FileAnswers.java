package org.nightlight.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.nightlight.ticket.TicketFile;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * How a stranger's bytes leave the desk for a browser: kept by none, run by none, built into no other site's page. What is not a
 * picture of a safe kind or plain text is handed over to be kept, whatever it calls itself, and is never whole in memory.
 */
final class FileAnswers {
    /** The largest picture that is shown, in bytes: it is taken apart in memory. */
    static final long LARGEST_PICTURE = 16L << 20;

    private static final int LARGEST_TEXT = 1 << 20;

    private FileAnswers() {}

    /** A picture in the page's place; no browser keeps it. */
    static ResponseEntity<byte[]> picture(byte[] bytes) {
        return answer(
                        ContentDisposition.inline().build(),
                        MediaType.parseMediaType(Pictures.type(bytes).orElseThrow(NotHere::new)))
                .body(bytes);
    }

    /** What the picture looks like when nothing can be made out. */
    static ResponseEntity<byte[]> blurred(byte[] bytes) {
        return answer(ContentDisposition.inline().build(), MediaType.IMAGE_PNG)
                .body(Blurring.of(bytes).orElseThrow(NotHere::new));
    }

    /** Plain text to be read here, where it is short; else to be kept. */
    static ResponseEntity<?> text(TicketFile file, Supplier<InputStream> bytes) {
        return file.size() > LARGEST_TEXT
                ? download(file, bytes)
                : answer(ContentDisposition.inline().build(), new MediaType("text", "plain", StandardCharsets.UTF_8))
                        .body(whole(bytes));
    }

    /** To be kept, never opened here. */
    static ResponseEntity<Resource> download(TicketFile file, Supplier<InputStream> bytes) {
        return attached(file.name()).contentLength(file.size()).body(new InputStreamResource(bytes::get, "a file"));
    }

    /** As {@link #download(TicketFile, Supplier)}, a paper that the desk holds whole. */
    static ResponseEntity<byte[]> download(String name, byte[] bytes) {
        return attached(name).body(bytes);
    }

    private static ResponseEntity.BodyBuilder attached(String name) {
        return answer(
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build(),
                MediaType.APPLICATION_OCTET_STREAM);
    }

    /** All its bytes: of a picture or a short text alone. */
    static byte[] whole(Supplier<InputStream> bytes) {
        try (InputStream stream = bytes.get()) {
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ResponseEntity.BodyBuilder answer(ContentDisposition how, MediaType type) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, how.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .contentType(type);
    }
}
