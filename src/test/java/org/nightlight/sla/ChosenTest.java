package org.nightlight.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.Giving;

class ChosenTest {
    private static final Set<String> BOTH = Set.of("spanish", "ios");

    @Test
    void whatAsksForNothingGoesAsItAlwaysWent() {
        assertThat(chosen(Set.of(), true, false, turn(1, 2), turn(2, 1)))
                .contains(new Chosen(turn(2, 1), Set.of(), Set.of(), Chosen.Since.ABLE));
    }

    @Test
    void onlyWhoHasEverythingAskedForIsNextHoweverMuchTheyHold() {
        assertThat(chosen(BOTH, true, false, turn(1, 0, "spanish"), turn(2, 3, "spanish", "ios")))
                .map(it -> it.to().staffId())
                .contains(2L);
    }

    @Test
    void itWaitsAndThenGoesToWhoeverHasMostOfIt() {
        Turn some = turn(1, 3, "spanish");
        Turn none = turn(2, 0);
        assertThat(chosen(BOTH, true, false, some, none)).isEmpty();
        assertThat(chosen(BOTH, true, true, some, none))
                .contains(new Chosen(some, Set.of("spanish"), Set.of("ios"), Chosen.Since.ABSENT));
        assertThat(chosen(BOTH, true, true, turn(1, 4, "spanish"), none))
                .as("who is full is passed over")
                .map(it -> it.to().staffId())
                .contains(2L);
    }

    @Test
    void whoHasItAndIsFullIsToldApartFromWhoIsAway() {
        assertThat(chosen(Set.of("ios"), true, true, turn(1, 4, "ios"), turn(2, 0)))
                .map(Chosen::since)
                .contains(Chosen.Since.FULL);
    }

    @Test
    void nothingWaitsForASkillThatNobodyHas() {
        assertThat(chosen(Set.of("ios"), false, false, turn(1, 0)))
                .map(Chosen::since)
                .contains(Chosen.Since.NOBODY);
        assertThat(chosen(Set.of("ios"), false, true, turn(1, 4)))
                .as("nobody has room")
                .isEmpty();
    }

    private static Optional<Chosen> chosen(Set<String> asked, boolean known, boolean waitedLong, Turn... here) {
        return Chosen.of(asked, List.of(here), Giving.By.LEAST_LOADED, known, waitedLong);
    }

    private static Turn turn(long id, int load, String... skills) {
        return new Turn(id, load, 4, Set.of(skills), null);
    }
}
