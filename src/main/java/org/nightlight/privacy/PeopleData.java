package org.nightlight.privacy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Departures;
import org.nightlight.playbook.RetentionRules;
import org.springframework.stereotype.Component;

/** What the room below keeps about people: their names, addresses and households. The last turn, for everything refers to them. */
@Component
class PeopleData implements PersonalData {
    private final Departures departures;

    PeopleData(Departures departures) {
        this.departures = departures;
    }

    @Override
    public String room() {
        return "customer";
    }

    @Override
    public int rank() {
        return 90;
    }

    @Override
    public Set<String> tables() {
        return Set.of("customer", "customer_address", "household", "customer_aside");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        Departures.Kept kept = departures.kept(scope.people(), scope.household());
        return List.of(
                new Holding(
                        "People: name, plan, relation",
                        "Personas: nombre, plan, relación",
                        RetentionRules.CUSTOMERS,
                        kept.people(),
                        kept.since()),
                new Holding(
                        "Addresses and phone numbers",
                        "Direcciones y teléfonos",
                        RetentionRules.CUSTOMERS,
                        kept.addresses(),
                        kept.since()),
                new Holding("Household", "Hogar", RetentionRules.CUSTOMERS, kept.households(), kept.since()));
    }

    @Override
    public void begin(Scope scope, long erasure) {
        departures.begin(scope.people(), scope.household(), erasure);
    }

    @Override
    public void erase(Scope scope) {
        departures.erase(scope.people(), scope.household());
    }

    @Override
    public void unname(Scope scope, List<String> names) {
        departures.unname(scope.people());
    }

    /** They are not there for the desk since it began; behind the wall they stay. */
    @Override
    public void setAside(Scope scope) {}

    @Override
    public Scope over(String recordClass, Instant before, int limit) {
        return recordClass.equals(RetentionRules.CUSTOMERS)
                ? Scope.ofPeople(departures.over(before, limit))
                : Scope.NOTHING;
    }

    @Override
    public int deleteOver(String recordClass, Instant before, int limit) {
        return recordClass.equals(RetentionRules.CUSTOMERS) ? departures.deleteEmptyHouseholds(before, limit) : 0;
    }

    @Override
    public List<Excerpt> excerpts(Scope scope) {
        return departures.details(scope.people()).stream()
                .map(person -> {
                    LinkedHashMap<String, String> facts = new LinkedHashMap<>();
                    facts.put("Name", person.name());
                    facts.put("Relation", person.relation().key());
                    if (person.birthYear() != null) {
                        facts.put("Year of birth", person.birthYear().toString());
                    }
                    if (person.language() != null) {
                        facts.put("Language", person.language());
                    }
                    facts.put("Plan", person.tier());
                    person.addresses()
                            .forEach(address -> facts.merge(
                                    address.kind() == CustomerAddress.Kind.EMAIL ? "E-mail" : "Phone",
                                    address.value(),
                                    (a, b) -> a + ", " + b));
                    return new Excerpt("person", person.name(), facts);
                })
                .toList();
    }
}
