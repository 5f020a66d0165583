package org.nightlight.desk;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** How a stranger's bytes leave the desk for a browser: kept by none, run by none. */
final class FileAnswers {
    private FileAnswers() {}

    /** A picture in the page's place; no browser keeps it. */
    static ResponseEntity<byte[]> picture(byte[] bytes) {
        return answer(
                ContentDisposition.inline().build(),
                MediaType.parseMediaType(Pictures.type(bytes).orElseThrow(NotHere::new)),
                bytes);
    }

    /** What the picture looks like when nothing can be made out. */
    static ResponseEntity<byte[]> blurred(byte[] bytes) {
        return answer(
                ContentDisposition.inline().build(),
                MediaType.IMAGE_PNG,
                Blurring.of(bytes).orElseThrow(NotHere::new));
    }

    static ResponseEntity<byte[]> text(byte[] bytes) {
        return answer(
                ContentDisposition.inline().build(), new MediaType("text", "plain", StandardCharsets.UTF_8), bytes);
    }

    /** To be kept, never opened here. */
    static ResponseEntity<byte[]> download(TicketReads.Content file) {
        return answer(
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build(),
                MediaType.APPLICATION_OCTET_STREAM,
                file.bytes());
    }

    private static ResponseEntity<byte[]> answer(ContentDisposition how, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, how.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.noStore())
                .contentType(type)
                .body(bytes);
    }
}
