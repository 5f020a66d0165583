package org.nightlight.sla;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.nightlight.playbook.Giving;

/**
 * Whom a ticket is given to, by the skills that it asks for. Pure.
 *
 * @param had those of the skills asked for that this person has
 * @param lacked those that they have not
 * @param since why somebody without them is given it
 */
record Chosen(Turn to, Set<String> had, Set<String> lacked, Since since) {
    enum Since {
        /** Nothing is lacked. */
        ABLE,
        /** Nobody of the team has them all, so that waiting would help nobody. */
        NOBODY,
        /** Nobody who has them all was at work in time. */
        ABSENT,
        /** Whoever has them all and was at work had no room in time. */
        FULL;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whoever is next of those who have every skill asked for. Where none of them has room the ticket waits, unless it has
     * waited long enough or waiting is in vain: then whoever is next of those who have most of the skills.
     *
     * @param here of the team, who is at work
     * @param known whether anybody of the team, at work or away, has every skill asked for
     * @param waitedLong whether the ticket has waited as long as its team lets it
     */
    static Optional<Chosen> of(Set<String> asked, List<Turn> here, Giving.By by, boolean known, boolean waitedLong) {
        List<Turn> able = here.stream().filter(all(asked)).toList();
        Optional<Chosen> first = Turn.next(able, by).map(turn -> of(turn, asked, Since.ABLE));
        if (first.isPresent() || known && !waitedLong) {
            return first;
        }
        Since since = !known ? Since.NOBODY : able.isEmpty() ? Since.ABSENT : Since.FULL;
        List<Turn> room = here.stream().filter(Turn::hasRoom).toList();
        long most = room.stream()
                .map(turn -> shared(turn, asked))
                .max(Comparator.naturalOrder())
                .orElse(0L);
        return Turn.next(
                        room.stream()
                                .filter(turn -> shared(turn, asked) == most)
                                .toList(),
                        by)
                .map(turn -> of(turn, asked, since));
    }

    private static Chosen of(Turn to, Set<String> asked, Since since) {
        return new Chosen(
                to,
                kept(asked, to.skills()::contains),
                kept(asked, skill -> !to.skills().contains(skill)),
                since);
    }

    private static Predicate<Turn> all(Set<String> asked) {
        return turn -> turn.skills().containsAll(asked);
    }

    private static long shared(Turn turn, Set<String> asked) {
        return asked.stream().filter(turn.skills()::contains).count();
    }

    private static Set<String> kept(Set<String> skills, Predicate<String> which) {
        return skills.stream().filter(which).collect(Collectors.toUnmodifiableSet());
    }
}
