package org.nightlight.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.DatabaseConnections;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;

class CustomersTest {
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final Actor AGENT = new Actor.Staff(7);

    private final DatabaseAddress address = TestDatabase.fresh();

    @AutoClose
    private final DatabaseConnections desk = TestDatabase.connect(address);

    private final Customers customers = customers(desk);

    @Test
    void anUnknownSenderBecomesACustomerOfTheDefaultTier() {
        Customer ida = customers.recognise(mail("Ida@Example.org"), "Ida Moss", NOW);
        assertThat(ida.name()).isEqualTo("Ida Moss");
        assertThat(ida.tier()).isEqualTo("free");
        assertThat(ida.ownTier()).isNull();
        assertThat(ida.relation()).isEqualTo(Relation.UNKNOWN);
        assertThat(ida.email()).contains(mail("ida@example.org"));
        assertThat(customers.recognise(mail("ida@example.org"), "Somebody else", NOW))
                .isEqualTo(ida);
        assertThat(audited()).containsExactly("software:customer customer.created customer:" + ida.id() + " ");
    }

    @Test
    void aSenderWithoutANameIsCalledByTheirMailbox() {
        assertThat(customers
                        .recognise(mail("b.adeyemi@example.org"), " \u0000\u202e ", NOW)
                        .name())
                .isEqualTo("b.adeyemi");
    }

    @Test
    void oneNewAddressSeenByManyThreadsOfTwoProcessesIsOneCustomer() throws Exception {
        try (DatabaseConnections other = TestDatabase.connect(address);
                var threads = Executors.newFixedThreadPool(12)) {
            List<Customers> processes = List.of(customers, customers(other));
            for (int round = 0; round < 8; round++) {
                EmailAddress fresh = mail("new" + round + "@example.org");
                CountDownLatch go = new CountDownLatch(1);
                List<Future<Long>> all = IntStream.range(0, 12)
                        .mapToObj(i -> threads.submit(() -> {
                            go.await();
                            return processes
                                    .get(i % 2)
                                    .recognise(fresh, "New", NOW)
                                    .id();
                        }))
                        .toList();
                go.countDown();
                Set<Long> ids = new HashSet<>();
                for (Future<Long> one : all) {
                    ids.add(one.get());
                }
                assertThat(ids).hasSize(1);
            }
        }
        assertThat(customers.page(0, 100)).hasSize(8);
    }

    @Test
    void theTierIsOnesOwnElseTheHouseholdsElseTheDefault() {
        Household moss = customers.createHousehold("Moss", "family", AGENT);
        Customer ida = create(CustomerDetails.named("Ida Moss").inHousehold(moss.id(), Relation.PARENT));
        Customer own = create(CustomerDetails.named("Ola Moss")
                .inHousehold(moss.id(), Relation.GUARDIAN)
                .withTier("professional"));
        assertThat(ida.tier()).isEqualTo("family");
        assertThat(own.tier()).isEqualTo("professional");
        customers.changeHousehold(moss.id(), "Moss", null, AGENT).orThrow();
        assertThat(customers.find(ida.id()).orElseThrow().tier()).isEqualTo("free");
    }

    @Test
    void aHouseholdKnowsItsParentsAndChildren() {
        long moss = customers.createHousehold("Moss", null, AGENT).id();
        Customer ida = create(CustomerDetails.named("Ida Moss").inHousehold(moss, Relation.PARENT));
        Customer tom = create(CustomerDetails.named("Tom Moss")
                .inHousehold(moss, Relation.CHILD)
                .bornIn(2018));
        Household found = customers.householdOf(tom).orElseThrow();
        assertThat(found.members()).containsExactly(ida, tom);
        assertThat(found.parents()).containsExactly(ida);
        assertThat(found.children()).containsExactly(tom);
        assertThat(customers.householdOf(create(CustomerDetails.named("Alone"))))
                .isEmpty();
    }

    @Test
    void anAddressAndAnExternalIdBelongToOneCustomer() {
        create(CustomerDetails.named("Ida").with(mail("ida@example.org")).withExternalId("u-1"));
        assertThat(customers.create(CustomerDetails.named("Eve").with(mail("ida@example.org")), AGENT))
                .isEqualTo(Outcome.refused("email", "Another customer has this address."));
        assertThat(customers.create(CustomerDetails.named("Eve").withExternalId(" u-1 "), AGENT))
                .isEqualTo(Outcome.refused("external_id", "Another customer has this id."));
        assertThat(customers.create(CustomerDetails.named("  "), AGENT))
                .isEqualTo(Outcome.refused("name", "Enter a name."));
        assertThat(customers.page(0, 100)).hasSize(1);
    }

    @Test
    void addressesAreAddedMovedAndTakenAwayAndTheFirstIsWrittenTo() {
        Customer ida = create(CustomerDetails.named("Ida").with(mail("z@example.org")));
        CustomerAddress phone = CustomerAddress.ofPhone("+1 (212) 555-0100").orElseThrow();
        Customer more = change(ida, ida.details().with(mail("a@example.org")).with(phone));
        assertThat(more.email()).contains(mail("z@example.org"));
        assertThat(customers.findByAddress(phone)).contains(more);
        assertThat(customers.findByAddress(mail("a@example.org"))).contains(more);
        CustomerDetails details = more.details();
        Customer less = change(
                more,
                new CustomerDetails(
                        details.name(),
                        null,
                        null,
                        Relation.PARENT,
                        null,
                        null,
                        null,
                        List.of(CustomerAddress.of(mail("a@example.org")))));
        assertThat(less.email()).contains(mail("a@example.org"));
        assertThat(customers.findByAddress(mail("z@example.org"))).isEmpty();
        assertThat(audited()).last().isEqualTo("staff:7 customer.changed customer:" + ida.id() + " relation addresses");
    }

    @Test
    void aChangeBuiltOnAnOldVersionIsRefusedAndOneThatChangesNothingIsNoChange() {
        Customer ida = create(CustomerDetails.named("Ida"));
        Customer renamed = change(ida, ida.details().withName("Ida Moss"));
        assertThat(renamed.version()).isEqualTo(ida.version() + 1);
        assertThat(customers.update(ida.id(), ida.version(), ida.details().withName("Other"), AGENT))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(change(renamed, renamed.details())).isEqualTo(renamed);
    }

    @Test
    void peopleAreFoundByTheBeginningOfAnyNameOrAddressPageByPage() {
        Customer ida = create(CustomerDetails.named("Ida Moss").with(mail("mossy@example.org")));
        Customer tom = create(CustomerDetails.named("Tom Mossberg"));
        create(CustomerDetails.named("Bola Adeyemi"));
        assertThat(customers.search("mos", 0, 10)).containsExactly(ida, tom);
        assertThat(customers.search("mos", ida.id(), 10)).containsExactly(tom);
        assertThat(customers.search("mos", 0, 1)).containsExactly(ida);
        assertThat(customers.search("MOSSY@ex", 0, 10)).containsExactly(ida);
        assertThat(customers.search("to moss", 0, 10)).containsExactly(tom);
        assertThat(customers.search("it's & | ! :* %_\\", 0, 10)).isEmpty();
        assertThat(customers.search("%", 0, 10)).isEmpty();
        assertThat(customers.search(" ", 0, 10)).hasSize(3);
    }

    private Customer create(CustomerDetails details) {
        return customers.create(details, AGENT).orThrow();
    }

    private Customer change(Customer customer, CustomerDetails details) {
        return customers
                .update(customer.id(), customer.version(), details, AGENT)
                .orThrow();
    }

    private List<String> audited() {
        return desk.database()
                .read(
                        Clearance.SYSTEM,
                        () -> desk.sql()
                                .fetch(
                                        "select actor || ' ' || action || ' ' || subject || ' ' || detail from audit_line order by at, chain, seq")
                                .map(row -> row.get(0, String.class)));
    }

    private static EmailAddress mail(String address) {
        return new EmailAddress(address);
    }

    private static Customers customers(DatabaseConnections desk) {
        return new Customers(
                desk.database(), desk.sql(), new Audit(desk.sql(), Clock.systemUTC()), Clock.systemUTC(), () -> "free");
    }
}
