package org.nightlight.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Playbooks;
import org.nightlight.playbook.Tier;
import org.nightlight.safety.Screening;
import org.nightlight.safety.Statement;
import org.nightlight.safety.Verdict;
import org.nightlight.triage.Decision;
import org.nightlight.triage.Reason;
import org.nightlight.triage.Triage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code explain triage}: one JSON line in, one JSON line out, never an exception. A message is screened first, as in the
 * desk, and decided with the built-in playbook.
 *
 * <p>In: {@code {"id","subject","text","tier"?}}; subject or text may be missing, not both. Out:
 * {@code {"id","category","issue","team","level","confidence","needs_person","reasons":[{"kind","rule","term","where",
 * "start","end","weight"}]}} with keys of the playbook, or {@code {"id","error"}}; its id is null unless it could be
 * read. Spans count UTF-16 units of the part that {@code where} names.
 */
public final class ExplainTriage implements UnaryOperator<String> {
    private final JsonMapper json = new JsonMapper();
    private final Screening screening;
    private final Triage triage;
    private final Playbook playbook;

    public ExplainTriage() {
        this(Screening.core(), Triage.core(), Playbooks.builtIn());
    }

    ExplainTriage(Screening screening, Triage triage, Playbook playbook) {
        this.screening = screening;
        this.triage = triage;
        this.playbook = playbook;
    }

    @Override
    public String apply(String line) {
        try {
            JsonNode in = json.readTree(line);
            return in.isObject() ? explain(in) : error(null, "expected a JSON object");
        } catch (JacksonException e) {
            return error(null, "not JSON: " + e.getOriginalMessage());
        }
    }

    private String explain(JsonNode in) {
        JsonNode id = in.get("id");
        for (String key : new String[] {"subject", "text", "tier"}) {
            if (in.hasNonNull(key) && !in.get(key).isString()) {
                return error(id, "expected \"" + key + "\" to be a string");
            }
        }
        if (!in.hasNonNull("subject") && !in.hasNonNull("text")) {
            return error(id, "expected \"subject\" or \"text\"");
        }
        String subject = in.path("subject").asString("");
        String text = in.path("text").asString("");
        Verdict verdict = screening.screen(Statement.of(text).withSubject(subject));
        return answer(id, triage.decide(subject, text, tier(in), verdict, playbook));
    }

    /** A tier by key or label. One that the playbook does not have is nobody's error here: it hardly matters. */
    private @Nullable String tier(JsonNode in) {
        String wanted = in.path("tier").asString("");
        return playbook.tiers().values().stream()
                .filter(tier ->
                        tier.key().equalsIgnoreCase(wanted) || tier.label().equalsIgnoreCase(wanted))
                .map(Tier::key)
                .findFirst()
                .orElse(null);
    }

    private String answer(@Nullable JsonNode id, Decision decision) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", id);
        out.put("category", decision.category());
        out.put("issue", decision.issue());
        out.put("team", decision.team());
        out.put("level", decision.level());
        out.put("confidence", rounded(decision.confidence()));
        out.put("needs_person", decision.needsPerson());
        out.put(
                "reasons",
                decision.reasons().stream().map(ExplainTriage::reason).toList());
        return json.writeValueAsString(out);
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("kind", reason.kind().name().toLowerCase(Locale.ROOT));
        out.put("rule", reason.rule());
        out.put("term", reason.term());
        out.put("where", reason.where());
        out.put("start", reason.start());
        out.put("end", reason.end());
        out.put("weight", rounded(reason.weight()));
        return out;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000d;
    }

    private String error(@Nullable JsonNode id, String what) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", id);
        out.put("error", what);
        return json.writeValueAsString(out);
    }
}
