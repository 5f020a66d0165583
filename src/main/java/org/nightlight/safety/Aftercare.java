package org.nightlight.safety;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/** What follows for people once their part in a grave case is over: rest after an emergency, and the offer to talk. */
@Component
class Aftercare {
    private final DecisionStore decisions;
    private final Care care;
    private final Debriefs debriefs;

    Aftercare(DecisionStore decisions, Care care, Debriefs debriefs) {
        this.decisions = decisions;
        this.care = care;
        this.debriefs = debriefs;
    }

    /** @param it as grave as it was until now */
    void ended(SafetyCase it, Actor by) {
        Decisions now = decisions.of(it.id());
        Set<Long> people = new LinkedHashSet<>();
        Optional.ofNullable(now.ownerId()).ifPresent(people::add);
        Optional.ofNullable(now.secondId()).ifPresent(people::add);
        Optional.ofNullable(it.acknowledgedBy()).ifPresent(people::add);
        Optional.ofNullable(now.suspectStaffId()).ifPresent(people::remove);
        ended(it, by, people);
    }

    void ended(SafetyCase it, Actor by, Collection<Long> people) {
        if (!Levels.isGrave(it.level())) {
            return;
        }
        for (long person : people) {
            if (it.level() == Level.S4) {
                care.rest(it, by, person);
            }
            debriefs.offer(it, by, person);
        }
    }
}
