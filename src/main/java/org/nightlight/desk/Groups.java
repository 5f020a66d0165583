package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nightlight.ticket.State;

/** Tickets under the headings of a grouped view. */
final class Groups {
    private static final List<String> PRIORITIES = List.of("urgent", "high", "normal", "low");

    private Groups() {}

    /** @param ids in the view's order */
    record Group(String label, List<Long> ids) {
        String heading() {
            return label + " · " + ids.size();
        }
    }

    /** @param keys what each ticket is grouped by, in the view's order; empty where it has nothing of the kind */
    static List<Group> of(LinkedHashMap<Long, String> keys, Layout.Grouping grouping, Words words) {
        Map<String, List<Long>> found = new HashMap<>();
        keys.forEach(
                (id, key) -> found.computeIfAbsent(key, it -> new ArrayList<>()).add(id));
        return found.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<Long>> group) -> rank(group.getKey(), grouping))
                        .thenComparing(
                                group -> label(group.getKey(), grouping, words).toLowerCase(Locale.ROOT)))
                .map(group -> new Group(label(group.getKey(), grouping, words), group.getValue()))
                .toList();
    }

    /** The heading above each ticket that is the first of its group on this page. */
    static Map<Long, String> headings(List<Group> groups, List<Long> shown) {
        Map<Long, String> headings = new HashMap<>();
        for (Group group : groups) {
            group.ids().stream()
                    .filter(shown::contains)
                    .findFirst()
                    .ifPresent(first -> headings.put(first, group.heading()));
        }
        return headings;
    }

    /** States and priorities have an order of their own, the rest goes by the alphabet; whatever lacks the thing is last. */
    private static int rank(String key, Layout.Grouping grouping) {
        if (key.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        return switch (grouping) {
            case STATE -> State.ofKey(key).ordinal();
            case PRIORITY -> PRIORITIES.indexOf(key);
            default -> 0;
        };
    }

    private static String label(String key, Layout.Grouping grouping, Words words) {
        if (key.isEmpty()) {
            return grouping == Layout.Grouping.ASSIGNEE
                    ? say("Unassigned", "Sin asignar")
                    : say("Nothing set", "Sin definir");
        }
        return switch (grouping) {
            case STATE -> Words.state(key);
            case TEAM -> words.team(key);
            case TIER -> words.tier(key);
            case CATEGORY -> words.category(key);
            case PRIORITY -> Words.priority(key);
            case ASSIGNEE, NONE -> key;
        };
    }
}
