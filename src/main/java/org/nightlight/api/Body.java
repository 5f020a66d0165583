package org.nightlight.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request's JSON, asked field by field. What has the wrong type is noted with its field, and all faults are told at once
 * by {@link #sound}. Text comes out as the database can keep it: without NUL, half surrogate pairs replaced.
 */
final class Body {
    static final int LARGEST = 4 << 20;

    private final JsonNode node;
    private final Map<String, List<Problem.Detail>> faults;

    private Body(JsonNode node, Map<String, List<Problem.Detail>> faults) {
        this.node = node;
        this.faults = faults;
    }

    /** The request's body itself. */
    static Body whole(HttpServletRequest request) {
        return new Body(json(request), new LinkedHashMap<>());
    }

    /** The object under {@code root} of the request's body. */
    static Body of(HttpServletRequest request, String root) {
        JsonNode inner = json(request).get(root);
        if (inner == null || !inner.isObject()) {
            throw Problem.badRequest("The body must be an object with an object \"" + root + "\" in it.");
        }
        return new Body(inner, new LinkedHashMap<>());
    }

    private static JsonNode json(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && !type.toLowerCase(Locale.ROOT).matches("application/([\\w.+-]+\\+)?json\\s*(;.*)?")) {
            throw Problem.of(415, "UnsupportedMediaType", "Send JSON with the content type application/json.");
        }
        return tree(bytes(request));
    }

    /** Whether the field is there at all, be it null. */
    boolean has(String field) {
        return node.has(field);
    }

    /** Whether the field is there with a value. */
    boolean gives(String field) {
        return node.hasNonNull(field);
    }

    /** The text of a field; a number is taken as it is written. Null when absent, null or faulty. */
    @Nullable
    String text(String field, int longest) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() && !value.isIntegralNumber()) {
            fault(field, "must be text", "InvalidValue");
            return null;
        }
        String text = storable(value.isString() ? value.stringValue() : value.toString());
        if (text.length() > longest) {
            fault(field, "is too long (at most " + longest + " characters)", "TooLong");
            return null;
        }
        return text;
    }

    /** An id: an integer, or text of digits alone. Null when absent, null or faulty. */
    @Nullable
    Long id(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isString() && value.stringValue().matches("\\d{1,18}")) {
            return Long.valueOf(value.stringValue());
        }
        fault(field, "must be an id", "InvalidValue");
        return null;
    }

    /** A yes or no; {@code otherwise} when absent or null. */
    boolean flag(String field, boolean otherwise) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isString() && value.stringValue().matches("true|false")) {
            return value.stringValue().equals("true");
        }
        fault(field, "must be true or false", "InvalidValue");
        return otherwise;
    }

    /** A list of words: an array of texts, or one text with words apart by spaces or commas. */
    List<String> words(String field) {
        JsonNode value = node.get(field);
        List<String> words = new ArrayList<>();
        if (value == null || value.isNull()) {
            return words;
        }
        if (value.isString()) {
            words.addAll(List.of(storable(value.stringValue()).strip().split("[\\s,]+")));
            words.removeIf(String::isEmpty);
        } else if (value.isArray()) {
            for (JsonNode one : value) {
                if (!one.isString()) {
                    fault(field, "must be a list of texts", "InvalidValue");
                    return List.of();
                }
                words.add(storable(one.stringValue()));
            }
        } else {
            fault(field, "must be a list of texts", "InvalidValue");
        }
        if (words.size() > 200) {
            fault(field, "has too many entries (at most 200)", "TooLong");
        }
        return words;
    }

    /** The object in a field, sharing this one's faults; empty when there is none. */
    Body inside(String field) {
        JsonNode value = node.get(field);
        if (value != null && !value.isNull() && !value.isObject()) {
            fault(field, "must be an object", "InvalidValue");
        }
        return new Body(value != null && value.isObject() ? value : Json.object(), faults);
    }

    /** The objects in a list. */
    List<Body> each(String field) {
        JsonNode value = node.get(field);
        List<Body> all = new ArrayList<>();
        if (value == null || value.isNull()) {
            return all;
        }
        if (!value.isArray()) {
            fault(field, "must be a list", "InvalidValue");
            return all;
        }
        for (JsonNode one : value) {
            if (one.isObject()) {
                all.add(new Body(one, faults));
            } else {
                fault(field, "must be a list of objects", "InvalidValue");
            }
        }
        return all;
    }

    boolean isText(String field) {
        JsonNode value = node.get(field);
        return value != null && value.isString();
    }

    void fault(String field, String what, String error) {
        String name =
                Character.toUpperCase(field.charAt(0)) + field.substring(1).replace('_', ' ');
        faults.computeIfAbsent(field, f -> new ArrayList<>()).add(new Problem.Detail(name + ": " + what, error));
    }

    /** @throws Problem 422 with every fault noted so far */
    void sound() {
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    /** PostgreSQL keeps neither NUL nor half a surrogate pair. */
    static String storable(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c != 0 && !Character.isSurrogate(c);
        }
        if (plain) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .forEach(c -> kept.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
        return kept.toString();
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            JsonNode whole = Json.read(bytes);
            if (!whole.isObject()) {
                throw Problem.brokenJson();
            }
            return whole;
        } catch (JacksonException broken) {
            throw Problem.brokenJson();
        }
    }

    private static byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > LARGEST) {
            throw tooLarge();
        }
        try {
            byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException broken) {
            throw Problem.badRequest("The body broke off.");
        }
    }

    private static Problem tooLarge() {
        return Problem.of(413, "RequestEntityTooLarge", "A body of at most 4 MB is taken.");
    }
}
