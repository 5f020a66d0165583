package org.nightlight.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as this surface reads and writes it: trees by hand, no classes bound to what a stranger sends. */
final class Json {
    static final MediaType TYPE = MediaType.parseMediaType("application/json;charset=UTF-8");
    /** Deeper or longer than any real client sends, and nothing that costs us more than reading it. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(2_000_000)
            .maxNumberLength(100)
            .maxNameLength(1_000)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** @throws tools.jackson.core.JacksonException for what is no JSON, or more than the limits */
    static JsonNode read(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    static ResponseEntity<byte[]> ok(ObjectNode body) {
        return ResponseEntity.ok().contentType(TYPE).body(MAPPER.writeValueAsBytes(body));
    }

    static ResponseEntity<byte[]> created(ObjectNode body, String location) {
        return ResponseEntity.created(URI.create(location)).contentType(TYPE).body(MAPPER.writeValueAsBytes(body));
    }

    static void write(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(TYPE.toString());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** ISO-8601 in UTC to the second: what every client of this dialect parses. */
    static @Nullable String date(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
