package org.nightlight.safety;

import java.util.Optional;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.privacy.ConsentGate;
import org.nightlight.privacy.Ground;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** On what ground the law lets the desk keep what the child of a case wrote (16 CFR 312.5(c)(5) and (6)). */
@Component
public class CaseGround {
    private final CaseStore store;
    private final DecisionStore decisions;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final Tickets tickets;
    private final Customers customers;
    private final ConsentGate gate;

    CaseGround(
            CaseStore store,
            DecisionStore decisions,
            Chronicle chronicle,
            Reviewers reviewers,
            Tickets tickets,
            Customers customers,
            ConsentGate gate) {
        this.store = store;
        this.decisions = decisions;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.tickets = tickets;
        this.customers = customers;
        this.gate = gate;
    }

    public Optional<Ground> of(SafetyCase it) {
        return gate.ground(it.ticketId());
    }

    /**
     * @param subGround {@code i} to {@code iv} of (c)(6); empty for (c)(5), on which the parents are told
     * @throws Refusal without training or a reason, or when parents would have to be told who may not be
     */
    public Optional<SafetyCase> decide(long caseId, Actor.Staff by, String subGround, String reason) {
        store.lock(caseId).ifPresent(it -> {
            reviewers.require(by);
            String why = Reviewers.written(reason);
            Customer child = tickets.find(it.ticketId())
                    .flatMap(ticket -> customers.find(ticket.requesterId()))
                    .orElseThrow();
            boolean silent = decisions.of(caseId).suspect().silencesParents();
            switch (gate.choose(child, it.ticketId(), subGround, why, silent, by)) {
                case Outcome.Done<Ground>(Ground ground) ->
                    chronicle.tell(it, by, "ground", ground.key() + (subGround.isEmpty() ? "" : " " + subGround), why);
                case Outcome.Refused<Ground>(String field, String refused) -> throw new Refusal(refused);
            }
        });
        return store.find(caseId);
    }
}
