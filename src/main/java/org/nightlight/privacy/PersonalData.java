package org.nightlight.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one room keeps about people: counted, copied, erased. Each room that has such tables supplies one; a test looks through the
 * catalogue for a table that none of them names. Every call takes part in a transaction of {@code SYSTEM} clearance, touches what
 * the scope names and nothing else, and may come twice.
 */
public interface PersonalData {
    /** The room's name. */
    String room();

    /** Its turn: rooms that refer to others' rows come before those. */
    int rank();

    /** Tables whose rows this part counts and erases. */
    Set<String> tables();

    /** Tables that refer to people or conversations and are not erased by this part, each with the reason. */
    default Map<String, String> exempt() {
        return Map.of();
    }

    List<Holding> holdings(Scope scope);

    /** Conversations of these people outside the wall. */
    default Set<Long> conversations(Set<Long> people) {
        return Set.of();
    }

    /** Conversations of these people behind the wall. */
    default Set<Long> walledConversations(Set<Long> people) {
        return Set.of();
    }

    /** Messages from these addresses that could not be read and are not walled. */
    default Set<Long> arrivals(Set<String> addresses) {
        return Set.of();
    }

    /** What stands in the way of deleting what is kept about these people. */
    default Keeping keeping(Set<Long> people) {
        return Keeping.NOTHING;
    }

    /** Whether one of these people has to be known again, should they write once more: what they wrote before counts then. */
    default boolean mustBeKnownAgain(Set<Long> people) {
        return false;
    }

    /** Begins: from here on whatever the scope names is not there for the desk, and whoever writes is new. */
    default void begin(Scope scope, long erasure) {}

    /** Deletes what the scope names for good. */
    void erase(Scope scope);

    /** Puts what the scope names behind the wall instead, so that the desk cannot tell it from having been erased. */
    default void setAside(Scope scope) {
        erase(scope);
    }

    /**
     * Takes out who somebody is: the conversations that the scope names stay, and nothing in them tells of the people any more.
     *
     * @param names of these people, to be taken out of the words
     */
    default void unname(Scope scope, List<String> names) {}

    /** At most {@code limit} of this class that are over, to be erased by all rooms. */
    default Scope over(String recordClass, Instant before, int limit) {
        return Scope.NOTHING;
    }

    /** Deletes at most {@code limit} rows of this class that are over and concern this room alone; how many. */
    default int deleteOver(String recordClass, Instant before, int limit) {
        return 0;
    }

    /** What a copy for the person holds of this room, in words that a parent can read. */
    default List<Excerpt> excerpts(Scope scope) {
        return List.of();
    }
}
