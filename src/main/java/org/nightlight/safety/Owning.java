package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/**
 * Who works on a case. Nobody is given one by the software: a trained person takes it, or hands it to another trained
 * person by name.
 */
@Component
public class Owning {
    private final CaseStore store;
    private final DecisionStore decisions;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final Workload workload;
    private final Aftercare aftercare;

    Owning(
            CaseStore store,
            DecisionStore decisions,
            Chronicle chronicle,
            Reviewers reviewers,
            Workload workload,
            Aftercare aftercare) {
        this.store = store;
        this.decisions = decisions;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.workload = workload;
        this.aftercare = aftercare;
    }

    /** Ids of owners by case; a case that nobody works on is not in it. */
    public Map<Long, Long> owners(Collection<Long> caseIds) {
        return caseIds.isEmpty() ? Map.of() : decisions.owners(caseIds.toArray(Long[]::new));
    }

    /** @throws Refusal without training, without a reason when somebody else works on it, or to whom it is too much */
    public Optional<SafetyCase> take(long caseId, Actor.Staff by, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Levels.requireOpen(it);
            reviewers.require(by);
            Decisions now = decisions.of(caseId);
            if (now.ownerId() != null && now.ownerId() == by.id()) {
                return;
            }
            String why = now.ownerId() == null ? reason.strip() : Reviewers.written(reason);
            workload.takeOn(it, by, by.id());
            decisions.people(caseId, by.id(), without(now.secondId(), by.id()));
            chronicle.tell(it, by, "taken", "staff:" + by.id(), why);
            relieved(it, by, now.ownerId());
        });
        return store.find(caseId);
    }

    /** @throws Refusal without a reason, or to somebody who is not trained or is suspected */
    public Optional<SafetyCase> handOver(long caseId, Actor.Staff by, long to, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Levels.requireOpen(it);
            Decisions now = decisions.of(caseId);
            String why = Reviewers.written(reason);
            requireFit(now, to);
            if (now.ownerId() != null && now.ownerId() == to) {
                return;
            }
            workload.takeOn(it, by, to);
            decisions.people(caseId, to, without(now.secondId(), to));
            chronicle.tell(it, by, "handed-over", "staff:" + to, why);
            relieved(it, by, now.ownerId());
        });
        return store.find(caseId);
    }

    /** Who stands by the owner; an emergency needs two. @throws Refusal as {@link #handOver} */
    public Optional<SafetyCase> accompany(long caseId, Actor.Staff by, long second, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Levels.requireOpen(it);
            Decisions now = decisions.of(caseId);
            String why = Reviewers.written(reason);
            requireFit(now, second);
            if (now.ownerId() == null || now.ownerId() == second) {
                throw new Refusal(say(
                        "The second person stands by the owner and is somebody else. Take the case first.",
                        "La segunda persona acompaña a quien lleva el caso y es otra. Toma primero el caso."));
            }
            workload.takeOn(it, by, second);
            decisions.people(caseId, now.ownerId(), second);
            chronicle.tell(it, by, "accompanied", "staff:" + second, why);
            relieved(it, by, now.secondId());
        });
        return store.find(caseId);
    }

    /** Whoever is suspected looks like anybody else who cannot be chosen. */
    private void requireFit(Decisions now, long staffId) {
        boolean suspected = now.suspectStaffId() != null && now.suspectStaffId() == staffId;
        if (suspected || !reviewers.isTrained(staffId)) {
            throw new Refusal(say(
                    "Choose a safety officer with a current training date.",
                    "Elige a alguien de protección con la capacitación vigente."));
        }
    }

    /** Whoever worked on it until now. */
    private void relieved(SafetyCase it, Actor by, @Nullable Long staffId) {
        Decisions now = decisions.of(it.id());
        if (staffId != null && !staffId.equals(now.ownerId()) && !staffId.equals(now.secondId())) {
            aftercare.ended(it, by, List.of(staffId));
        }
    }

    private static @Nullable Long without(@Nullable Long second, long owner) {
        return second != null && second == owner ? null : second;
    }
}
