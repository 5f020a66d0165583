package org.nightlight.privacy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure, a count or a copy is about, by numbers, frozen in the moment in which it was asked for.
 *
 * @param people customers
 * @param household when all of it is meant, and not only its people
 * @param tickets conversations; of those behind the wall only where the Safety Team and Legal have let them go
 * @param arrivals messages of theirs that could not be read and belong to no conversation
 */
public record Scope(Set<Long> people, @Nullable Long household, Set<Long> tickets, Set<Long> arrivals) {
    public static final Scope NOTHING = new Scope(Set.of(), null, Set.of(), Set.of());

    public static Scope ofTickets(Set<Long> tickets) {
        return new Scope(Set.of(), null, tickets, Set.of());
    }

    public static Scope ofPeople(Set<Long> people) {
        return new Scope(people, null, Set.of(), Set.of());
    }

    public boolean isEmpty() {
        return people.isEmpty() && household == null && tickets.isEmpty() && arrivals.isEmpty();
    }
}
