package org.nightlight.privacy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Departures;
import org.springframework.stereotype.Component;

/** All rooms that keep something about people, in the order of their turns. */
@Component
public class PersonalStores {
    private final List<PersonalData> parts;
    private final Departures departures;

    PersonalStores(List<PersonalData> parts, Departures departures) {
        this.parts = parts.stream()
                .sorted(Comparator.comparingInt(PersonalData::rank))
                .toList();
        this.departures = departures;
    }

    public List<PersonalData> parts() {
        return parts;
    }

    /** The room whose turn comes after this rank. */
    Optional<PersonalData> after(int rank) {
        return parts.stream().filter(part -> part.rank() > rank).findFirst();
    }

    PersonalData at(int rank) {
        return parts.stream().filter(part -> part.rank() == rank).findFirst().orElseThrow();
    }

    /** All that is kept about a person, outside the wall. */
    public Scope ofPerson(long customerId) {
        return scope(Set.of(customerId), null);
    }

    Optional<Customer> person(long id) {
        return departures.details(Set.of(id)).stream().findFirst();
    }

    /** All that is kept about a household and its people, outside the wall. */
    public Scope ofHousehold(long householdId) {
        return scope(departures.members(householdId), householdId);
    }

    private Scope scope(Set<Long> people, @Nullable Long household) {
        return new Scope(
                people,
                household,
                all(people, PersonalData::conversations),
                all(departures.addresses(people), PersonalData::arrivals));
    }

    Set<Long> walledConversations(Set<Long> people) {
        return all(people, PersonalData::walledConversations);
    }

    /** What stands in the way, for these people and everybody of their households: a case about one concerns all. */
    Keeping keeping(Set<Long> people) {
        Set<Long> families = departures.families(people);
        return parts.stream()
                .map(part -> part.keeping(families))
                .max(Comparator.naturalOrder())
                .orElse(Keeping.NOTHING);
    }

    boolean mustBeKnownAgain(long person) {
        return parts.stream().anyMatch(part -> part.mustBeKnownAgain(Set.of(person)));
    }

    /** In one transaction, so that nobody is half forgotten. */
    void unname(Scope scope) {
        List<String> names =
                departures.details(scope.people()).stream().map(Customer::name).toList();
        parts.forEach(part -> part.unname(scope, names));
    }

    public List<Holding> holdings(Scope scope) {
        return parts.stream()
                .flatMap(part -> part.holdings(scope).stream())
                .filter(holding -> holding.number() > 0)
                .toList();
    }

    private <A> Set<Long> all(A about, BiFunction<PersonalData, A, Set<Long>> find) {
        Set<Long> all = new HashSet<>();
        parts.forEach(part -> all.addAll(find.apply(part, about)));
        return Set.copyOf(all);
    }
}
