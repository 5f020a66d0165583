package org.nightlight.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a receiver is told: numbers, times and keys of the playbook. No words, no names, no addresses: it may fetch what it may see. */
final class Payload {
    private Payload() {}

    /** A ticket as it stands after what happened. */
    record Facts(
            long id,
            String state,
            @Nullable String priority,
            String category,
            @Nullable String issue,
            String tier,
            String team,
            int level) {}

    /**
     * What happened.
     *
     * @param changed fields of the ticket that are others now
     * @param promise which promised time it is about, and how much of it is used up; null for what is about none
     */
    record Happened(
            EventType type, List<String> changed, @Nullable Promise promise) {
        static Happened of(EventType type, String... changed) {
            return new Happened(type, List.of(changed), null);
        }
    }

    record Promise(String metric, int percent) {}

    static String of(UUID id, Instant at, Happened happened, Facts facts) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id.toString());
        body.put("type", happened.type().key());
        body.put("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
        Map<String, Object> ticket = new LinkedHashMap<>();
        ticket.put("id", facts.id());
        ticket.put("state", facts.state());
        ticket.put("priority", facts.priority());
        ticket.put("category", facts.category());
        ticket.put("issue", facts.issue());
        ticket.put("tier", facts.tier());
        ticket.put("team", facts.team());
        ticket.put("level", facts.level());
        body.put("ticket", ticket);
        body.put("changed", happened.changed());
        Promise promise = happened.promise();
        if (promise != null) {
            body.put("sla", Map.of("metric", promise.metric(), "percent", promise.percent()));
        }
        return JsonMapper.shared().writeValueAsString(body);
    }

    /** Of no ticket, to see whether a receiver understands calls. */
    static String test(UUID id, Instant at) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id.toString());
        body.put("type", "test");
        body.put("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
        return JsonMapper.shared().writeValueAsString(body);
    }
}
