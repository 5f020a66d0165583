package org.nightlight.sla;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Giving;

/**
 * Somebody who could be given a ticket. Pure.
 *
 * @param load the new and open tickets that they hold, as far as the whole desk may know of them
 * @param skills keys of what they can do beyond their team
 * @param given when their team last gave them one by itself; null for never
 */
record Turn(
        long staffId,
        int load,
        int capacity,
        Set<String> skills,
        @Nullable Instant given) {
    private static final Comparator<Turn> LONGEST_WITHOUT = Comparator.comparing(
                    Turn::given, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Turn::load)
            .thenComparing(Turn::staffId);
    private static final Comparator<Turn> MOST_ROOM = ((Comparator<Turn>)
                    (one, other) -> Integer.compare(one.load * other.capacity, other.load * one.capacity))
            .thenComparing(LONGEST_WITHOUT);

    boolean hasRoom() {
        return load < capacity;
    }

    /** Whoever is next of those that have room; empty when nobody has. */
    static Optional<Turn> next(List<Turn> people, Giving.By by) {
        return people.stream()
                .filter(Turn::hasRoom)
                .min(
                        switch (by) {
                            case ROUND_ROBIN -> LONGEST_WITHOUT;
                            case LEAST_LOADED -> MOST_ROOM;
                        });
    }
}
