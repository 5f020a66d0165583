package org.nightlight.customer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/** What may be set about a customer. {@code tier} is this person's own; null leaves it to the household. */
public record CustomerDetails(
        String name,
        @Nullable String tier,
        @Nullable Long householdId,
        Relation relation,
        @Nullable Integer birthYear,
        @Nullable String externalId,
        @Nullable String language,
        List<CustomerAddress> addresses) {

    /** A person of whom nothing but the name is known. */
    public static CustomerDetails named(String name) {
        return new CustomerDetails(name, null, null, Relation.UNKNOWN, null, null, null, List.of());
    }

    public CustomerDetails withName(String name) {
        return new CustomerDetails(name, tier, householdId, relation, birthYear, externalId, language, addresses);
    }

    public CustomerDetails withTier(@Nullable String tier) {
        return new CustomerDetails(name, tier, householdId, relation, birthYear, externalId, language, addresses);
    }

    public CustomerDetails inHousehold(long householdId, Relation relation) {
        return new CustomerDetails(name, tier, householdId, relation, birthYear, externalId, language, addresses);
    }

    public CustomerDetails withRelation(Relation relation) {
        return new CustomerDetails(name, tier, householdId, relation, birthYear, externalId, language, addresses);
    }

    public CustomerDetails bornIn(int birthYear) {
        return new CustomerDetails(name, tier, householdId, relation, birthYear, externalId, language, addresses);
    }

    public CustomerDetails withExternalId(@Nullable String externalId) {
        return new CustomerDetails(name, tier, householdId, relation, birthYear, externalId, language, addresses);
    }

    public CustomerDetails withLanguage(@Nullable String language) {
        return new CustomerDetails(name, tier, householdId, relation, birthYear, externalId, language, addresses);
    }

    /** With one more address, after those already there; the same when it is there. */
    public CustomerDetails with(CustomerAddress address) {
        if (addresses.stream()
                .anyMatch(one -> one.kind() == address.kind() && one.value().equals(address.value()))) {
            return this;
        }
        List<CustomerAddress> more = new ArrayList<>(addresses);
        more.add(address);
        return new CustomerDetails(
                name, tier, householdId, relation, birthYear, externalId, language, List.copyOf(more));
    }

    public CustomerDetails with(EmailAddress address) {
        return with(CustomerAddress.of(address));
    }
}
