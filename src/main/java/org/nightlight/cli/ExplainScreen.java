package org.nightlight.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Reason;
import org.nightlight.safety.Screening;
import org.nightlight.safety.Statement;
import org.nightlight.safety.Verdict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code explain screen}: one JSON line in, one JSON line out, never an exception.
 *
 * <p>In: {@code {"id","text","age"?,"locale"?,"context"?:["earlier message",…]}}. Out:
 * {@code {"id","level","escalate","types","reasons":[{"rule","start","end"}],"held","engine"}}, or
 * {@code {"id","error"}} for a line that cannot be understood; its id is null unless it could be read. Spans count
 * UTF-16 units of {@code text}; a reason that rests on something else points at 0 to 0.
 */
public final class ExplainScreen implements UnaryOperator<String> {
    private final JsonMapper json = new JsonMapper();
    private final Screening screening;

    public ExplainScreen(Screening screening) {
        this.screening = screening;
    }

    @Override
    public String apply(String line) {
        try {
            JsonNode in = json.readTree(line);
            if (!in.isObject()) {
                return error(null, "expected a JSON object");
            }
            if (!in.path("text").isString()) {
                return error(in.get("id"), "expected \"text\" to be a string");
            }
            return answer(in.get("id"), screening.screen(statement(in)));
        } catch (JacksonException e) {
            return error(null, "not JSON: " + e.getOriginalMessage());
        }
    }

    private static Statement statement(JsonNode in) {
        Statement statement = Statement.of(in.get("text").stringValue());
        if (in.path("age").isInt()) {
            statement = statement.withAge(in.get("age").intValue());
        }
        if (in.path("locale").isString()) {
            statement = statement.withLocale(in.get("locale").stringValue());
        }
        List<String> earlier = new ArrayList<>();
        in.path("context").forEach(each -> earlier.add(each.isString() ? each.stringValue() : each.toString()));
        return statement.withEarlier(earlier);
    }

    private String answer(@Nullable JsonNode id, Verdict verdict) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", id);
        out.put("level", verdict.level().name());
        out.put("escalate", verdict.escalates());
        out.put("types", verdict.types());
        out.put("reasons", verdict.reasons().stream().map(ExplainScreen::reason).toList());
        out.put("held", verdict.held());
        out.put("engine", verdict.engine());
        return json.writeValueAsString(out);
    }

    private static Map<String, Object> reason(Reason reason) {
        boolean inText = reason.where().equals(Reason.TEXT);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("rule", reason.rule());
        out.put("start", inText ? reason.start() : 0);
        out.put("end", inText ? reason.end() : 0);
        return out;
    }

    private String error(@Nullable JsonNode id, String what) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", id);
        out.put("error", what);
        return json.writeValueAsString(out);
    }
}
