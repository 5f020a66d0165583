package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.Optional;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Component;

/**
 * A case ends in one of two ways. Released: a trained person found no concern, and the ticket returns to the desk. Closed:
 * the work is done, and the wall stays. A second trained person confirms either where {@link Levels#needsTwo} says so.
 */
@Component
public class Ending {
    private final CaseStore store;
    private final DecisionStore decisions;
    private final Proposals proposals;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final Levels levels;
    private final Walls walls;
    private final Paging paging;
    private final Aftercare aftercare;
    private final CurrentPlaybook playbooks;
    private final Clock clock;

    Ending(
            CaseStore store,
            DecisionStore decisions,
            Proposals proposals,
            Chronicle chronicle,
            Reviewers reviewers,
            Levels levels,
            Walls walls,
            Paging paging,
            Aftercare aftercare,
            CurrentPlaybook playbooks,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.proposals = proposals;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.levels = levels;
        this.walls = walls;
        this.paging = paging;
        this.aftercare = aftercare;
        this.playbooks = playbooks;
        this.clock = clock;
    }

    /** @throws Refusal without training or reason, or while somebody at home or of the staff is suspected */
    public Optional<SafetyCase> release(long caseId, Actor.Staff by, String reason) {
        return end(caseId, by, Proposal.Kind.RELEASE, reason);
    }

    /** @throws Refusal without training or reason */
    public Optional<SafetyCase> close(long caseId, Actor.Staff by, String reason) {
        return end(caseId, by, Proposal.Kind.CLOSE, reason);
    }

    private Optional<SafetyCase> end(long caseId, Actor.Staff by, Proposal.Kind how, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.filter(it -> it.standing().isOpen()).ifPresent(it -> {
            reviewers.require(by);
            String why = Reviewers.written(reason);
            check(it, how);
            if (levels.needsTwo(it)) {
                proposals.add(it, by, how, null, why);
            } else {
                proposals.overtake(it, by);
                carryOut(it, by, how, why);
            }
        });
        return store.find(caseId);
    }

    /** @param how {@code RELEASE} or {@code CLOSE} */
    void carryOut(SafetyCase it, Actor.Staff by, Proposal.Kind how, String reason) {
        check(it, how);
        paging.end(it.id(), by.id());
        aftercare.ended(it, by);
        if (how == Proposal.Kind.CLOSE) {
            store.end(it.id(), SafetyCase.Standing.CLOSED, by.id(), reason, clock.instant());
            chronicle.tell(it, by, "closed", "", reason);
            return;
        }
        if (decisions.of(it.id()).suspect() != Suspect.NONE) {
            decisions.suspect(it.id(), Suspect.NONE, null); // no concern: and so nobody is suspected
        }
        store.end(it.id(), SafetyCase.Standing.RELEASED, by.id(), reason, clock.instant());
        walls.open(it.ticketId(), desk(), by);
        chronicle.tell(it, by, "released", "", reason);
    }

    /** Back at the desk, answers go home again: not while whoever reads them there is suspected. */
    private void check(SafetyCase it, Proposal.Kind how) {
        Suspect suspect = decisions.of(it.id()).suspect();
        if (how == Proposal.Kind.RELEASE
                && (suspect == Suspect.HOUSEHOLD || suspect == Suspect.CHILD || suspect == Suspect.STAFF)) {
            throw new Refusal(
                    say(
                            "Somebody is suspected in this case. While that stands it is not released. Decide on the suspect first, with a reason.",
                            "En este caso se sospecha de alguien. Mientras sea así no se devuelve. Decide primero sobre la sospecha, con un motivo."));
        }
        if (how == Proposal.Kind.RELEASE && decisions.hasMarkedFile(it.id())) {
            throw new Refusal(
                    say(
                            "A file of this case may show the abuse of a child. The case can be closed, not released.",
                            "Un archivo de este caso puede mostrar el abuso de un menor. El caso se puede cerrar, pero no devolver."));
        }
    }

    private Work.Place desk() {
        PlaybookVersion rules = playbooks.current();
        var category = rules.playbook().categories().firstEntry();
        Ladder.Rung first = category.getValue().ladder().first();
        return new Work.Place(category.getKey(), null, first.team(), first.level(), rules.number());
    }
}
