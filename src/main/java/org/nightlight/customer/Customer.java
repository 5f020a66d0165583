package org.nightlight.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/**
 * A person who writes to the desk, or a child in such a person's household.
 *
 * @param tier the playbook's key of the tier that holds for this person: their own, else their household's, else the default
 * @param ownTier set only when it was given to this very person
 * @param birthYear full age is not kept, so that no birthday is
 * @param externalId their id in the organisation's own system
 * @param language a BCP 47 tag
 * @param addresses the first is where we write to
 * @param version grows with every change
 */
public record Customer(
        long id,
        String name,
        String tier,
        @Nullable String ownTier,
        @Nullable Long householdId,
        Relation relation,
        @Nullable Integer birthYear,
        @Nullable String externalId,
        @Nullable String language,
        List<CustomerAddress> addresses,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    /** Where mail to this person goes; empty for one who is reached by phone only, and for most children. */
    public Optional<EmailAddress> email() {
        return firstMail().flatMap(address -> EmailAddress.parse(address.value()));
    }

    /** Their first e-mail address, and whether it is proven to be theirs. */
    public Optional<CustomerAddress> firstMail() {
        return addresses.stream()
                .filter(address -> address.kind() == CustomerAddress.Kind.EMAIL)
                .findFirst();
    }

    public boolean isChild() {
        return relation == Relation.CHILD;
    }

    /** What may be changed about this person, as it stands. */
    public CustomerDetails details() {
        return new CustomerDetails(name, ownTier, householdId, relation, birthYear, externalId, language, addresses);
    }
}
