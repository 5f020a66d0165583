package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.util.Objects;
import java.util.Optional;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/** The second trained person reads what the first wants and why, and confirms or declines it. */
@Component
public class SecondOpinions {
    private final CaseStore store;
    private final Proposals proposals;
    private final Levels levels;
    private final Ending ending;
    private final Chronicle chronicle;
    private final Reviewers reviewers;

    public SecondOpinions(
            CaseStore store,
            Proposals proposals,
            Levels levels,
            Ending ending,
            Chronicle chronicle,
            Reviewers reviewers) {
        this.store = store;
        this.proposals = proposals;
        this.levels = levels;
        this.ending = ending;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
    }

    public Optional<Proposal> waiting(long caseId) {
        return proposals.waiting(caseId);
    }

    /**
     * Does what was proposed, in the very words that the second person saw.
     *
     * @throws Refusal to the one who proposed it, without training, or when it no longer waits
     */
    public Optional<SafetyCase> confirm(long caseId, long proposalId, Actor.Staff by) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Proposal proposal = waiting(caseId, proposalId);
            reviewers.require(by);
            if (proposal.by() == by.id()) {
                throw new Refusal(say(
                        "You proposed this yourself. A second trained person has to confirm it.",
                        "La propuesta es tuya. Tiene que confirmarla una segunda persona capacitada."));
            }
            if (!reviewers.isTrained(proposal.by())) {
                throw new Refusal(say(
                        "Whoever proposed this is no longer a trained safety officer. Decline it.",
                        "Quien lo propuso ya no tiene vigente la capacitación de protección. Rechaza la propuesta."));
            }
            proposals.end(proposalId, "confirmed", by);
            chronicle.tell(it, by, "confirmed", Proposals.detail(proposal.kind(), proposal.level()));
            if (proposal.kind() == Proposal.Kind.LOWER) {
                levels.lower(it, by, Objects.requireNonNull(proposal.level()), proposal.reason());
            } else {
                ending.carryOut(it, by, proposal.kind(), proposal.reason());
            }
        });
        return store.find(caseId);
    }

    /** Leaves everything as it is. Whoever proposed it may take it back so. */
    public Optional<SafetyCase> decline(long caseId, long proposalId, Actor.Staff by, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Proposal proposal = waiting(caseId, proposalId);
            String why = Reviewers.written(reason);
            proposals.end(proposalId, "declined", by);
            chronicle.tell(it, by, "declined", Proposals.detail(proposal.kind(), proposal.level()), why);
        });
        return store.find(caseId);
    }

    private Proposal waiting(long caseId, long proposalId) {
        return proposals
                .waiting(caseId)
                .filter(it -> it.id() == proposalId)
                .orElseThrow(() -> new Refusal(say(
                        "This proposal no longer waits: something new came in, or somebody has answered it.",
                        "Esta propuesta ya no espera: llegó algo nuevo, o alguien ya le respondió.")));
    }
}
