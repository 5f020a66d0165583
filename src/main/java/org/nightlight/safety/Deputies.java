package org.nightlight.safety;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.nightlight.staff.Rota;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Whom to ask when somebody of the Safety Team does not answer. Never anybody who is suspected in the case. */
@Component
public class Deputies {
    private final Reviewers reviewers;
    private final Paging paging;
    private final DecisionStore decisions;
    private final Rota rota;
    private final Clock clock;

    Deputies(Reviewers reviewers, Paging paging, DecisionStore decisions, Rota rota, Clock clock) {
        this.reviewers = reviewers;
        this.paging = paging;
        this.decisions = decisions;
        this.rota = rota;
        this.clock = clock;
    }

    /** The next trained person: whoever is on duty first. Empty when there is nobody but those who are passed over. */
    public Optional<StaffMember> next(long ticketId, Set<Long> passedOver) {
        Set<Long> suspected = decisions.suspected(ticketId);
        List<StaffMember> trained = reviewers.all().stream()
                .filter(member -> !passedOver.contains(member.id()) && !suspected.contains(member.id()))
                .toList();
        var duty = rota.onDuty(clock.instant());
        return Stream.concat(duty.first().stream(), duty.backup().stream())
                .filter(trained::contains)
                .findFirst()
                .or(() -> trained.stream().findFirst());
    }

    /** The leads of the Safety Team who may open the case. */
    public List<StaffMember> leads(long ticketId) {
        Set<Long> suspected = decisions.suspected(ticketId);
        return paging.leads().stream()
                .filter(lead -> !suspected.contains(lead.id()))
                .toList();
    }
}
