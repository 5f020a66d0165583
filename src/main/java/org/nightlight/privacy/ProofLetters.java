package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** Mails that ask somebody to show that an address is theirs. They hold a link and name nobody. */
@Component
class ProofLetters extends HomeMail<ProofStore.Proof> {
    private static final Duration LINK_LASTS = Duration.ofDays(7);

    private final ProofStore store;
    private final Customers customers;
    private final ConsentWords words;

    ProofLetters(ProofStore store, Customers customers, ConsentWords words, Audit audit, Clock clock) {
        super(store, audit, clock, "proof", "dropped");
        this.store = store;
        this.customers = customers;
        this.words = words;
    }

    /** Whoever still has the address; it may be somebody else's by now, or nobody's. */
    @Override
    Optional<Recipient> recipient(ProofStore.Proof proof) {
        return customers
                .findByAddress(proof.address())
                .filter(found -> found.id() == proof.customerId())
                .map(owner -> new Recipient(owner, proof.address()));
    }

    @Override
    boolean isSilent(ProofStore.Proof proof, EmailAddress address) {
        return store.isSilent(proof.customerId(), address);
    }

    @Override
    Notices.Mail text(ProofStore.Proof proof, Customer to, Instant now) {
        return words.proof(ConsentWords.language(to), store.insertLink(proof.id(), now.plus(LINK_LASTS)));
    }
}
