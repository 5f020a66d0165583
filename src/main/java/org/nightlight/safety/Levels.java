package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.util.Optional;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * How grave a case is. Anybody who sees it raises it at once. Only a trained person lowers it, with a reason, and from
 * {@code S3} on, or while the time for a report runs, only when a second one confirms.
 */
@Component
public class Levels {
    private final CaseStore store;
    private final DecisionStore decisions;
    private final Proposals proposals;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final Paging paging;
    private final Aftercare aftercare;
    private final ReportDuty duty;
    private final ApplicationEventPublisher events;

    Levels(
            CaseStore store,
            DecisionStore decisions,
            Proposals proposals,
            Chronicle chronicle,
            Reviewers reviewers,
            Paging paging,
            Aftercare aftercare,
            ReportDuty duty,
            ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.proposals = proposals;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.paging = paging;
        this.aftercare = aftercare;
        this.duty = duty;
        this.events = events;
    }

    /** Whether a case of this level is never lowered, released or closed by one person alone. */
    public static boolean isGrave(Level level) {
        return level.compareTo(Level.S3) >= 0;
    }

    /** Whether one person alone may not lower, release or close it: also while the time for a report runs. */
    public boolean needsTwo(SafetyCase it) {
        return isGrave(it.level()) || duty.runs(it.id());
    }

    /**
     * Sets or proposes another level, whichever one person may.
     *
     * @throws Refusal when lowered without training or reason, or when the case has ended
     */
    public Optional<SafetyCase> change(long caseId, Actor.Staff by, Level to, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.filter(it -> it.level() != to).ifPresent(it -> {
            requireOpen(it);
            if (to.compareTo(it.level()) > 0) {
                raise(it, by, to, reason.strip());
                return;
            }
            reviewers.require(by);
            String why = Reviewers.written(reason);
            if (to == Level.S0) {
                throw new Refusal(say(
                        "To say that there is no concern, release the case.",
                        "Para decir que no hay motivo de preocupación, devuelve el caso."));
            } else if (needsTwo(it)) {
                proposals.add(it, by, Proposal.Kind.LOWER, to, why);
            } else {
                lower(it, by, to, why);
            }
        });
        return store.find(caseId);
    }

    void lower(SafetyCase it, Actor by, Level to, String reason) {
        decisions.level(it.id(), to);
        chronicle.tell(it, by, "lowered", it.level() + " " + to, reason);
        if (it.level() == Level.S4 || !isGrave(to)) {
            aftercare.ended(it, by);
        }
    }

    static void requireOpen(SafetyCase it) {
        if (!it.standing().isOpen()) {
            throw new Refusal(say(
                    "This case has ended. If there is a new concern, raise it on the ticket.",
                    "Este caso terminó. Si hay un nuevo motivo de preocupación, plantéalo en el ticket."));
        }
    }

    /** Everybody is called again: what they knew of it was less grave. */
    private void raise(SafetyCase it, Actor by, Level to, String reason) {
        proposals.overtake(it, by);
        store.raise(it.id(), to, it.types().toArray(String[]::new), it.held());
        chronicle.tell(it, by, "raised", it.level() + " " + to, reason);
        paging.opened(it.id(), it.ticketId(), true, by);
        events.publishEvent(new CaseOpened(it.id(), it.ticketId()));
    }
}
