package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Whether the child can be answered without anybody else reading it, and in which state the child is. */
@Component
public class Reaching {
    /** Postal codes of the states, districts and territories whose law may ask for a report. */
    public static final List<String> STATES =
            Arrays.asList(("AL AK AZ AR CA CO CT DE DC FL GA GU HI ID IL IN IA KS KY LA"
                            + " ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND MP OH OK OR PA PR RI SC SD TN TX UT VT VI VA WA WV"
                            + " WI WY AS")
                    .split(" "));

    private final CaseStore store;
    private final DecisionStore decisions;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final ApplicationEventPublisher events;

    public Reaching(
            CaseStore store,
            DecisionStore decisions,
            Chronicle chronicle,
            Reviewers reviewers,
            ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.events = events;
    }

    public Decisions decisions(long caseId) {
        return decisions.of(caseId);
    }

    /**
     * Anybody closes the channel; a trained person alone opens it.
     *
     * @throws Refusal without a reason, or when opened without training
     */
    public Optional<SafetyCase> decide(long caseId, Actor.Staff by, SafeChannel channel, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            if (channel.isSafe()) {
                reviewers.require(by);
            }
            String why = Reviewers.written(reason);
            decisions.safeChannel(caseId, channel);
            chronicle.tell(it, by, "channel", channel.key(), why);
            if (!channel.isSafe()) {
                events.publishEvent(new ChannelClosed(it.ticketId()));
            }
        });
        return store.find(caseId);
    }

    /** @param code one of {@link #STATES}, or {@link Decisions#UNKNOWN} */
    public Optional<SafetyCase> locate(long caseId, Actor.Staff by, String code) {
        if (!code.equals(Decisions.UNKNOWN) && !STATES.contains(code)) {
            throw new Refusal(
                    say("Choose a state from the list, or not known.", "Elige un estado de la lista, o “No se sabe”."));
        }
        Optional<SafetyCase> found = store.lock(caseId);
        found.filter(it -> !decisions.of(caseId).jurisdiction().equals(code)).ifPresent(it -> {
            decisions.jurisdiction(caseId, code);
            chronicle.tell(it, by, "jurisdiction", code);
        });
        return store.find(caseId);
    }
}
