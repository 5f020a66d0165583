package org.nightlight.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line given to {@code explain}: a JSON object whose mistakes are told in the answer's {@code error}. */
record Line(JsonNode fields) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The line cannot be answered, for the reason in the message. */
    static final class Unanswerable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswerable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The line's answer with its id in front, or its id and what is wrong with it; never an exception. */
    static String answered(String line, BiFunction<Line, Map<String, Object>, Map<String, Object>> answer) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("id", null);
        try {
            JsonNode fields = JSON.readTree(line);
            if (!fields.isObject()) {
                throw new Unanswerable("expected a JSON object");
            }
            out.put("id", fields.get("id"));
            out.putAll(answer.apply(new Line(fields), new LinkedHashMap<>()));
        } catch (JacksonException e) {
            out.put("error", "not JSON: " + e.getOriginalMessage());
        } catch (Unanswerable | DateTimeException | ArithmeticException e) {
            out.put("error", e.getMessage());
        }
        return JSON.writeValueAsString(out);
    }

    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw new Unanswerable("expected \"" + name + "\"");
        }
        return text;
    }

    /** {@code null} where the field is missing, null or empty. */
    @Nullable
    String optionalText(String name) {
        JsonNode field = fields.path(name);
        if (field.isMissingNode()
                || field.isNull()
                || (field.isString() && field.stringValue().isBlank())) {
            return null;
        }
        if (!field.isString()) {
            throw new Unanswerable("expected \"" + name + "\" to be a string");
        }
        return field.stringValue();
    }

    boolean flag(String name) {
        return fields.path(name).isBoolean() && fields.path(name).booleanValue();
    }

    /** The items of a list; none where the field is missing. */
    List<JsonNode> items(String name) {
        JsonNode field = fields.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return List.of();
        }
        if (!field.isArray()) {
            throw new Unanswerable("expected \"" + name + "\" to be a list");
        }
        return field.valueStream().toList();
    }

    Line section(String name) {
        if (!fields.path(name).isObject()) {
            throw new Unanswerable("expected \"" + name + "\" to be an object");
        }
        return new Line(fields.get(name));
    }

    /** A moment; a time without an offset is the zone's wall clock. */
    Instant moment(String name, ZoneId zone) {
        return moment(fields.path(name), "\"" + name + "\"", zone);
    }

    static Instant moment(JsonNode node, String what, ZoneId zone) {
        if (node.isString()) {
            try {
                return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        node.stringValue(), ZonedDateTime::from, LocalDateTime::from)) {
                    case ZonedDateTime zoned -> zoned.toInstant();
                    case LocalDateTime local -> local.atZone(zone).toInstant();
                    default -> throw new DateTimeException("neither");
                };
            } catch (DateTimeException e) {
                throw new Unanswerable("expected " + what + " to be a time such as 2026-03-02T15:00:00Z");
            }
        }
        throw new Unanswerable("expected " + what + " to be a time such as 2026-03-02T15:00:00Z");
    }
}
