package org.nightlight.playbook;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The way up for a category: rungs from the lowest to the top, levels rising by one. */
public record Ladder(List<Rung> rungs) {
    /** The reason kept when the software climbs because a time is up. */
    public static final String TIME_IS_UP = "time-is-up";

    /** The safety ladder starts below level 1: there the software acts at once. */
    public static final int IMMEDIATE = 0;

    /**
     * One level.
     *
     * @param level 1 and up, or {@link #IMMEDIATE}
     * @param team key of the team that works here
     * @param reasons why a ticket leaves for the next level, by key; empty at the top
     */
    public record Rung(int level, String team, SequencedMap<String, String> reasons) {}

    public Rung first() {
        return rungs.getFirst();
    }

    public Rung top() {
        return rungs.getLast();
    }

    public Optional<Rung> rung(int level) {
        return rungs.stream().filter(rung -> rung.level() == level).findFirst();
    }

    /** The next rung up; empty at the top. */
    public Optional<Rung> above(int level) {
        return rung(level + 1);
    }

    /** The lowest rung on which people work, at or above the first. */
    public Rung firstWithPeople(Playbook playbook) {
        return rungs.stream()
                .filter(rung -> !playbook.team(rung.team()).software())
                .findFirst()
                .orElse(top());
    }
}
