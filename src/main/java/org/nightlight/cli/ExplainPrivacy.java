package org.nightlight.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nightlight.privacy.Found;
import org.nightlight.privacy.PersonalFinder;
import tools.jackson.databind.JsonNode;

/**
 * {@code explain privacy}: one JSON line in, one JSON line out, never an exception.
 *
 * <p>In: {@code {"id","text","known"?:["a child's name",…]}}. Out: {@code {"id","spans":[{"start","end","type"}],"redacted"}}, or
 * {@code {"id","error"}}; its id is null unless it could be read. Spans count UTF-16 units of {@code text}, in its order and
 * without overlaps; types are the words of {@link org.nightlight.privacy.PersonalType}.
 */
public final class ExplainPrivacy implements UnaryOperator<String> {
    @Override
    public String apply(String line) {
        return Line.answered(line, ExplainPrivacy::explain);
    }

    private static Map<String, Object> explain(Line line, Map<String, Object> out) {
        if (!line.fields().path("text").isString()) {
            throw new Line.Unanswerable("expected \"text\" to be a string");
        }
        String text = line.fields().path("text").stringValue();
        List<String> known = line.items("known").stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        List<Found> found = PersonalFinder.find(text, known);
        out.put("spans", found.stream().map(ExplainPrivacy::span).toList());
        out.put("redacted", PersonalFinder.masked(text, found));
        return out;
    }

    private static Map<String, Object> span(Found found) {
        Map<String, Object> span = new LinkedHashMap<>();
        span.put("start", found.start());
        span.put("end", found.end());
        span.put("type", found.type().word());
        return span;
    }
}
