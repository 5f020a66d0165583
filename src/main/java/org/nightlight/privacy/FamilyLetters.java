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

/**
 * Mails with a parent's link to what is held of their children, because the parent asked for it. They name nobody. Unlike what the
 * desk sends of its own accord they go to every parent, whatever goes on at home: who asks and hears nothing would learn more.
 */
@Component
class FamilyLetters extends HomeMail<FamilyStore.Visit> {
    /** How a visit ends whose address is no parent's. */
    static final String NOBODY = "nobody";

    static final Duration LINK_LASTS = Duration.ofDays(1);

    private final FamilyStore store;
    private final Customers customers;
    private final ConsentWords words;

    FamilyLetters(FamilyStore store, Customers customers, ConsentWords words, Audit audit, Clock clock) {
        super(store, audit, clock, "family", NOBODY);
        this.store = store;
        this.customers = customers;
        this.words = words;
    }

    @Override
    Optional<Recipient> recipient(FamilyStore.Visit visit) {
        return customers
                .findByAddress(visit.address())
                .filter(person -> person.relation().answersForChildren())
                .map(parent -> new Recipient(parent, visit.address()));
    }

    @Override
    boolean isSilent(FamilyStore.Visit visit, EmailAddress address) {
        return false;
    }

    @Override
    Notices.Mail text(FamilyStore.Visit visit, Customer to, Instant now) {
        return words.family(ConsentWords.language(to), store.insertLink(visit.id(), to.id(), now.plus(LINK_LASTS)));
    }
}
