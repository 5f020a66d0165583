package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Component;

/**
 * Who is thought to harm the child. A suspected member of staff loses sight of the case with the transaction that names
 * them: the database closes it to them on every surface, whatever their roles.
 */
@Component
public class Suspecting {
    private final CaseStore store;
    private final DecisionStore decisions;
    private final Proposals proposals;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final Staff staff;
    private final Work work;
    private final Wakeups wakeups;

    public Suspecting(
            CaseStore store,
            DecisionStore decisions,
            Proposals proposals,
            Chronicle chronicle,
            Reviewers reviewers,
            Staff staff,
            Work work,
            Wakeups wakeups) {
        this.store = store;
        this.decisions = decisions;
        this.proposals = proposals;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.staff = staff;
        this.work = work;
        this.wakeups = wakeups;
    }

    /** Members of staff who must hear nothing of this ticket's case. Needs {@code SYSTEM} or {@code SAFETY} clearance. */
    public Set<Long> suspected(long ticketId) {
        return decisions.suspected(ticketId);
    }

    /**
     * @param staffId who it is, when {@code suspect} is {@code STAFF}
     * @throws Refusal without a reason, training, or a person to name
     */
    public Optional<SafetyCase> decide(
            long caseId, Actor.Staff by, Suspect suspect, @Nullable Long staffId, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            reviewers.require(by);
            String why = Reviewers.written(reason);
            Long named = suspect == Suspect.STAFF ? named(staffId, by) : null;
            decisions.suspect(caseId, suspect, named);
            proposals.overtake(it, by);
            if (named != null) {
                work.assign(it.ticketId(), Work.ANY, by, null);
            }
            chronicle.tell(it, by, "suspect", named == null ? suspect.key() : suspect.key() + " staff:" + named, why);
            wakeups.afterCommit("ticket:" + it.ticketId());
        });
        return store.find(caseId);
    }

    private long named(@Nullable Long staffId, Actor.Staff by) {
        if (staffId == null || staff.find(staffId).isEmpty()) {
            throw new Refusal(say("Choose who of the staff is suspected.", "Elige de quién del personal se sospecha."));
        }
        if (staffId == by.id()) {
            throw new Refusal(say(
                    "You cannot decide this about yourself. Ask another safety officer at once.",
                    "No puedes decidir esto sobre ti. Pídelo enseguida a otra persona de protección."));
        }
        return staffId;
    }
}
