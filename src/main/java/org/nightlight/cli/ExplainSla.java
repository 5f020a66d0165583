package org.nightlight.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nightlight.cli.Line.Unanswerable;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Tier;
import org.nightlight.sla.ClockEvent;
import org.nightlight.sla.ClockHistory;
import org.nightlight.sla.Deadlines;
import org.nightlight.sla.SlaPolicy;
import org.nightlight.sla.TicketChange;
import tools.jackson.databind.JsonNode;

/**
 * {@code explain sla}: one JSON line in, one JSON line out, never an exception.
 *
 * <p>In: {@code {"id","tier","category","issue"?,"created","events"?:[{"at","type":"pending|open|replied|solved"}]}}; tier,
 * category and issue by key or label; type is also {@code hold}, which is work like {@code open}. Out:
 * {@code {"id","policy","first_response_due","resolution_due","escalation_due","act_by"}} or {@code {"id","error"}}. A
 * deadline that is paused at the end of the events is null.
 */
public final class ExplainSla implements UnaryOperator<String> {
    private final Playbook playbook;
    private final BusinessCalendar calendar;

    public ExplainSla(Playbook playbook) {
        this.playbook = playbook;
        this.calendar = BusinessCalendar.of(playbook.hours());
    }

    private record Change(Instant at, TicketChange what) {}

    @Override
    public String apply(String line) {
        return Line.answered(line, this::answer);
    }

    private Map<String, Object> answer(Line line, Map<String, Object> out) {
        SlaPolicy policy = policy(line);
        ClockHistory history = new ClockHistory(policy, calendar, 0);
        List<ClockEvent> events = new ArrayList<>();
        for (Change change : changes(line)) {
            events.addAll(history.following(events, change.what(), change.at()));
        }
        Deadlines deadlines = Deadlines.of(policy, calendar, events);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(out);
        answer.put("policy", policy.name());
        answer.put("first_response_due", text(deadlines.firstResponse().due()));
        answer.put("resolution_due", text(deadlines.resolution().due()));
        answer.put("escalation_due", text(deadlines.escalation().due()));
        answer.put("act_by", text(deadlines.actBy()));
        return answer;
    }

    private SlaPolicy policy(Line line) {
        String tier = key(line.optionalText("tier"), playbook.tiers(), Tier::label, "tier");
        String category = key(line.optionalText("category"), playbook.categories(), Category::label, "category");
        String issue = category == null
                ? null
                : key(line.optionalText("issue"), playbook.category(category).issues(), Category.Issue::label, "issue");
        return SlaPolicy.of(playbook, tier == null ? playbook.defaultTierKey() : tier, category, issue);
    }

    private List<Change> changes(Line line) {
        ZoneId zone = playbook.zone();
        Instant created = line.moment("created", zone);
        List<Change> changes = new ArrayList<>();
        for (JsonNode event : line.items("events")) {
            Instant at = Line.moment(event.path("at"), "an event's \"at\"", zone);
            if (at.isBefore(created)) {
                throw new Unanswerable("expected no event before \"created\"");
            }
            changes.add(new Change(at, change(event.path("type").asString(""))));
        }
        changes.sort(Comparator.comparing(Change::at));
        changes.addFirst(new Change(created, TicketChange.OPENED));
        return changes;
    }

    private static TicketChange change(String type) {
        return switch (type) {
            case "pending" -> TicketChange.PENDING;
            case "open", "hold" -> TicketChange.WORKING;
            case "replied" -> TicketChange.REPLIED;
            case "solved" -> TicketChange.SOLVED;
            default -> throw new Unanswerable("expected an event's \"type\" to be pending, open, replied or solved");
        };
    }

    /** The key that this text means: a key or a label, whatever its case and punctuation. */
    private static <T> @Nullable String key(
            @Nullable String text, Map<String, T> known, Function<T, String> label, String kind) {
        if (text == null) {
            return null;
        }
        String wanted = folded(text);
        for (Map.Entry<String, T> entry : known.entrySet()) {
            if (folded(entry.getKey()).equals(wanted)
                    || folded(label.apply(entry.getValue())).equals(wanted)) {
                return entry.getKey();
            }
        }
        throw new Unanswerable("expected " + kind + " to be one of " + String.join(", ", known.keySet()));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]|plus", "");
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
