package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * A parent's own page (16 CFR 312.6): what kinds of things are held of their children, copies, and deletion, for whoever answers for
 * the children of a household and opened a link that went to their address. Nothing of what is behind the wall is counted or shown,
 * and all is the same with a safety case and without one. What a link does not open looks the same whatever is wrong with it.
 */
@Component
public class FamilyVisits {
    private static final Set<AgeState> GROWN = Set.of(AgeState.TEEN, AgeState.ADULT);
    private static final Duration BETWEEN = Duration.ofMinutes(15);

    private final Database database;
    private final FamilyStore store;
    private final Customers customers;
    private final Ages ages;
    private final PersonalStores stores;
    private final Copies copies;
    private final Erasures erasures;
    private final ConsentCentre consents;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    FamilyVisits(
            Database database,
            FamilyStore store,
            Customers customers,
            Ages ages,
            PersonalStores stores,
            Copies copies,
            Erasures erasures,
            ConsentCentre consents,
            CurrentPlaybook playbooks,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.customers = customers;
        this.ages = ages;
        this.stores = stores;
        this.copies = copies;
        this.erasures = erasures;
        this.consents = consents;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a link opens.
     *
     * @param language {@code en} or {@code es}
     * @param waitDays so many days every erasure waits
     */
    public record Family(Customer parent, EmailAddress address, String language, int waitDays, List<Child> children) {}

    /**
     * A child of the household.
     *
     * @param shown whether a parent is shown by themselves what is held: not of somebody who is 13 or older
     * @param erasure in hand; null for none
     */
    public record Child(
            Customer person,
            boolean shown,
            List<Holding> held,
            List<Copies.Copy> copies,
            @Nullable Erasure erasure) {}

    /** Somebody wants a link. Whatever comes of it comes by mail, and later: the answer and its time tell nothing. */
    public void wish(EmailAddress address) {
        Instant now = clock.instant();
        database.write(Clearance.SYSTEM, () -> store.insert(address, now, now.minus(BETWEEN)));
    }

    /** Written down before it is shown. Empty for what is no link, or is none any more. */
    public Optional<Family> open(String secret) {
        return home(secret)
                .map(home -> database.write(Clearance.SYSTEM, () -> {
                    audit.record(
                            home.actor(),
                            "records-read",
                            "household:" + home.household().id(),
                            "");
                    return new Family(
                            home.parent(),
                            home.visit().address(),
                            ConsentWords.language(home.parent()),
                            playbooks.current().playbook().retention().erasureWaitDays(),
                            home.household().children().stream()
                                    .map(child -> child(child, home))
                                    .toList());
                }));
    }

    /** False where there is no such child. */
    public boolean askCopy(String secret, long childId) {
        return about(secret, childId, (home, child) -> {
                    copies.askAtHome(child.id(), home.parent().id());
                    return true;
                })
                .orElse(false);
    }

    /** A finished copy of a child that this parent asked for. */
    public Optional<byte[]> copy(String secret, long childId, long copyId, boolean pdf) {
        return about(
                        secret,
                        childId,
                        (home, child) -> copies.ofHome(child.id(), home.parent().id()).stream()
                                .filter(copy -> copy.id() == copyId)
                                .findFirst()
                                .flatMap(copy -> copies.fetch(copy.id(), pdf, home.actor())))
                .flatMap(file -> file);
    }

    /** Gathers nothing more and deletes what is held, as every erasure is done. Empty where there is no such child. */
    public Optional<Outcome<Long>> erase(String secret, long childId) {
        return about(secret, childId, (home, child) -> {
            Outcome<Long> asked =
                    erasures.askAtHome(child, home.household(), home.parent().id());
            if (asked instanceof Outcome.Done<Long>) {
                consents.refuseAll(child.id(), "family:" + home.visit().id(), home.actor());
            }
            return asked;
        });
    }

    /** @param shown the children of whom a parent is shown by themselves what is held */
    private record Home(FamilyStore.Visit visit, Customer parent, Household household, Set<Long> shown) {
        Actor actor() {
            return new Actor.Customer(parent.id());
        }
    }

    /**
     * Asked anew each time: whoever answers for no child any more, or has another address, sees nothing. The home is seen as the
     * desk sees it, in a transaction of its own: whoever was put behind the wall instead of being erased is gone here too, and
     * an age that was said behind it is not known.
     */
    private Optional<Home> home(String secret) {
        if (!secret.matches("[\\w-]{43}")) {
            return Optional.empty();
        }
        return database.read(Clearance.SYSTEM, () -> store.ofLink(secret, clock.instant()))
                .flatMap(visit -> database.read(
                        Clearance.DESK,
                        () -> customers
                                .findByAddress(visit.address())
                                .filter(person -> Long.valueOf(person.id()).equals(visit.parentId()))
                                .filter(person -> person.relation().answersForChildren())
                                .flatMap(parent -> customers
                                        .householdOf(parent)
                                        .map(home -> new Home(visit, parent, home, shown(home))))));
    }

    private <T> Optional<T> about(String secret, long childId, BiFunction<Home, Customer, T> work) {
        return home(secret)
                .flatMap(home -> database.write(
                        Clearance.SYSTEM,
                        () -> home.household().children().stream()
                                .filter(child ->
                                        child.id() == childId && home.shown().contains(childId))
                                .findFirst()
                                .map(child -> work.apply(home, child))));
    }

    private Child child(Customer child, Home home) {
        boolean shown = home.shown().contains(child.id());
        return new Child(
                child,
                shown,
                shown ? stores.holdings(stores.ofPerson(child.id())) : List.of(),
                shown ? copies.ofHome(child.id(), home.parent().id()) : List.of(),
                shown ? erasures.openOf(child.id(), null).orElse(null) : null);
    }

    /** Of somebody who is 13 or older a person decides what a parent is shown. */
    private Set<Long> shown(Household home) {
        return home.children().stream()
                .filter(child -> !GROWN.contains(ages.of(child).state()))
                .map(Customer::id)
                .collect(Collectors.toSet());
    }
}
