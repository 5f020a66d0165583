package org.nightlight.desk;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.nightlight.ticket.State;

/**
 * What a list of tickets is asked for, as {@link FilterText} read it: every part must hold. Names of people, teams and days
 * are already what the database knows them by.
 */
record Filter(List<Part> parts) {
    static final Filter ALL = new Filter(List.of());

    /** One part, such as {@code tier:premium}. */
    sealed interface Part {}

    record InState(Set<State> states) implements Part {}

    /** One of these keys of the playbook. */
    record Keyed(Key key, Set<String> values) implements Part {}

    enum Key {
        TIER,
        TEAM,
        PRIORITY,
        CATEGORY,
        CHANNEL
    }

    /** With one of these members of staff; 0 stands for nobody. */
    record Assigned(Set<Long> staff) implements Part {}

    /** Followed by one of these members of staff. */
    record Followed(Set<Long> staff) implements Part {}

    record Tagged(String tag) implements Part {}

    /** Asked by whoever has an address that begins like this; with {@code @} in front, that ends like this. */
    record By(String address) implements Part {}

    /** Unsolved, with a promise that ends before then. */
    record DueBefore(Instant end) implements Part {}

    /** @param until not part of it any more */
    record Created(Instant from, Instant until) implements Part {}

    /** All of these words occur, accents and case aside; the last may be a beginning. */
    record Says(String words) implements Part {}

    /** Behind the safety wall; asked only by those who see behind it. */
    record Walled() implements Part {}

    record Not(Part part) implements Part {}

    /** Whether no ticket that is solved can be among what is found: only then there is an order by promised time. */
    boolean onlyUnsolved() {
        return parts.stream().anyMatch(part -> switch (part) {
            case InState(Set<State> states) -> states.stream().allMatch(State::isOpen);
            case DueBefore due -> true;
            default -> false;
        });
    }

    /** Whether it holds a customer's address. */
    boolean namesSomebody() {
        return parts.stream()
                .anyMatch(part -> part instanceof By || part instanceof Not(Part inner) && inner instanceof By);
    }

    /** Long walks are cut into pieces; looking at words costs more a ticket than looking at the ticket alone. */
    boolean looksAtWords() {
        return parts.stream()
                .anyMatch(part -> part instanceof Says || part instanceof Not(Part inner) && inner instanceof Says);
    }
}
