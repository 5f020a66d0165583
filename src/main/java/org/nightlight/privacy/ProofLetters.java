package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/** Mails that ask somebody to show that an address is theirs. They hold a link and name nobody. */
@Component
public class ProofLetters implements ParentMail {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    private static final Duration LINK_LASTS = Duration.ofDays(7);

    private final ProofStore store;
    private final Customers customers;
    private final ConsentWords words;
    private final Audit audit;
    private final Clock clock;

    ProofLetters(ProofStore store, Customers customers, ConsentWords words, Audit audit, Clock clock) {
        this.store = store;
        this.customers = customers;
        this.words = words;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Draft> next() {
        for (Optional<ProofStore.Proof> due = store.due(clock.instant());
                due.isPresent();
                due = store.due(clock.instant())) {
            Optional<Customer> owner = owner(due.get());
            if (owner.isPresent()) {
                return Optional.of(new Draft(due.get().id(), outgoing(due.get(), owner.get())));
            }
            store.ended(due.get().id(), "dropped", clock.instant());
        }
        return Optional.empty();
    }

    /** Whoever still has the address; it may be somebody else's by now, or nobody's. */
    private Optional<Customer> owner(ProofStore.Proof proof) {
        return customers.findByAddress(proof.address()).filter(found -> found.id() == proof.customerId());
    }

    /** To a home that must hear nothing it has no words, and no link is made: the gate stops it by what it comes from. */
    private Outgoing outgoing(ProofStore.Proof proof, Customer owner) {
        boolean silent = store.isSilent(proof.customerId(), proof.address());
        Notices.Mail text = silent
                ? new Notices.Mail("", "")
                : words.proof(
                        ConsentWords.language(owner),
                        store.insertLink(proof.id(), clock.instant().plus(LINK_LASTS)));
        return new Outgoing(
                Outgoing.Purpose.CONSENT,
                Set.of(proof.address()),
                text.subject(),
                text.body(),
                silent,
                Set.of(),
                List.of());
    }

    @Override
    public void queued(Draft draft, String mailId) {
        store.queued(draft.id(), mailId);
    }

    @Override
    public void stopped(Draft draft, Passage.Stopped why) {
        if (why.rule().equals("wall")) {
            withhold(draft.id());
        } else {
            store.ended(draft.id(), "failed", clock.instant());
        }
    }

    @Override
    public boolean isWanted(String mailId) {
        return store.onItsWay(mailId).filter(this::mayGo).isPresent();
    }

    private boolean mayGo(ProofStore.Proof proof) {
        if (owner(proof).isEmpty()) {
            store.ended(proof.id(), "dropped", clock.instant());
            return false;
        }
        if (store.isSilent(proof.customerId(), proof.address())) {
            withhold(proof.id());
            return false;
        }
        return true;
    }

    private void withhold(long id) {
        store.ended(id, "withheld", clock.instant());
        audit.recordWalled(PRIVACY, "proof-withheld", "address-proof:" + id, null, "wall");
    }

    @Override
    public void handedOver(String mailId, boolean taken) {
        store.onItsWay(mailId).ifPresent(proof -> store.ended(proof.id(), taken ? "sent" : "failed", clock.instant()));
    }
}
