package org.nightlight.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of this API, as it is written. A test holds it against the routes. */
@RestController
class OpenApiController {
    private final byte[] document;

    OpenApiController() {
        try (InputStream file = OpenApiController.class.getResourceAsStream("/api/openapi.json")) {
            document = Objects.requireNonNull(file).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @GetMapping("/api/openapi.json")
    ResponseEntity<byte[]> document() {
        return ResponseEntity.ok().contentType(Json.TYPE).body(document);
    }
}
