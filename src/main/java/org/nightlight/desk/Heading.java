package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.State;

/**
 * What tickets of a grouped list stand under. States and priorities have an order of their own, the rest goes by the alphabet;
 * whatever lacks the thing is last.
 *
 * @param key as tickets have it: of a state, a team, the number of a member of staff; empty for tickets that lack it
 */
record Heading(String key, String label, int rank) implements Comparable<Heading> {
    static final String NOTHING = "";

    private static final List<String> STATES =
            Arrays.stream(State.values()).map(State::key).toList();

    private static final List<String> PRIORITIES = List.of("urgent", "high", "normal", "low");

    private static final Comparator<Heading> ORDER = Comparator.comparingInt((Heading heading) -> heading.rank())
            .thenComparing(heading -> heading.label().toLowerCase(Locale.ROOT))
            .thenComparing(Heading::key);

    /** @param name of the member of staff, where tickets stand under those */
    static Heading of(String key, Layout.Grouping grouping, Words words, @Nullable String name) {
        return new Heading(key, label(key, grouping, words, name), rank(key, grouping));
    }

    @Override
    public int compareTo(Heading other) {
        return ORDER.compare(this, other);
    }

    private static int rank(String key, Layout.Grouping grouping) {
        if (key.equals(NOTHING)) {
            return Integer.MAX_VALUE;
        }
        return switch (grouping) {
            case STATE -> STATES.indexOf(key);
            case PRIORITY -> PRIORITIES.indexOf(key);
            case NONE, TEAM, ASSIGNEE, TIER, CATEGORY -> 0;
        };
    }

    private static String label(String key, Layout.Grouping grouping, Words words, @Nullable String name) {
        if (key.equals(NOTHING)) {
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
            case ASSIGNEE -> name == null ? key : name;
            case NONE -> key;
        };
    }
}
