package org.nightlight.customer;

import static org.nightlight.shared.Spoken.say;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * The people who write to the desk, and their households. Every call takes part in a running transaction, or is one. Whoever
 * is known by walled tickets alone is not found in a transaction that does not see those; one look without any finds all.
 */
@Component
public class Customers {
    private static final int LONGEST_NAME = 200;
    /** Marks that make a screen show other text than was written. */
    private static final String TURNS_THE_LINE = "[\\u202A-\\u202E\\u2066-\\u2069]";

    private static final Actor.Software RECOGNISING = new Actor.Software("customer");

    private final Database database;
    private final CustomerStore store;
    private final Audit audit;
    private final Clock clock;

    /** @param defaultTier the key of the tier of whoever has none, as the playbook in force says */
    public Customers(Database database, DSLContext sql, Audit audit, Clock clock, Supplier<String> defaultTier) {
        this.database = database;
        this.store = new CustomerStore(sql, defaultTier);
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<Customer> find(long id) {
        return database.look(() -> store.find(id));
    }

    /** Those of {@code ids} that exist, by id. */
    public Map<Long, Customer> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : database.look(() -> store.find(ids)).stream()
                        .collect(Collectors.toMap(Customer::id, Function.identity()));
    }

    public Optional<Customer> findByAddress(EmailAddress address) {
        return findByAddress(CustomerAddress.of(address));
    }

    /** By e-mail address or phone number. */
    public Optional<Customer> findByAddress(CustomerAddress address) {
        return database.look(() -> store.findByAddress(address));
    }

    public Optional<Customer> findByExternalId(String externalId) {
        return database.look(() -> store.findByExternalId(externalId));
    }

    /**
     * Whoever owns {@code address}; if nobody does, a new customer of the default tier. However many processes ask for the
     * same new address at once, one customer comes of it.
     *
     * @param displayName as the sender wrote it; blank takes the address's local part. A known customer keeps their name
     */
    public Customer recognise(EmailAddress address, String displayName, Instant now) {
        return recognise(CustomerAddress.of(address), displayName, now);
    }

    /** As {@link #recognise(EmailAddress, String, Instant)}, for a caller's number as well. */
    public Customer recognise(CustomerAddress address, String displayName, Instant now) {
        return database.write(
                Clearance.SYSTEM,
                () -> { // also whom nobody at the desk may know of: they are no new customer
                    store.lock(address);
                    return store.findByAddress(address).orElseGet(() -> welcome(address, displayName, now));
                });
    }

    /** @return the customer, or why not: a name is missing, an address or the external id is another customer's */
    public Outcome<Customer> create(CustomerDetails details, Actor actor) {
        return write(() -> {
            CustomerDetails tidy = tidy(details);
            Optional<Outcome<Customer>> fault = fault(tidy, null);
            return fault.orElseGet(() -> Outcome.done(insert(tidy, clock.instant(), actor)));
        });
    }

    /**
     * Sets all of {@code details}; take {@link Customer#details} and change what is to change.
     *
     * @param version the version that the details were taken from; refused when it has changed since
     */
    public Outcome<Customer> update(long id, int version, CustomerDetails details, Actor actor) {
        return write(() -> {
            Optional<Customer> before = store.findForUpdate(id);
            if (before.isEmpty()) {
                return Outcome.refused("", say("There is no such customer.", "No hay tal cliente."));
            }
            if (before.get().version() != version) {
                return Outcome.refused(
                        "",
                        say(
                                "Somebody else has changed this customer in the meantime. Look at it again.",
                                "Alguien más cambió este cliente mientras tanto. Míralo de nuevo."));
            }
            CustomerDetails tidy = tidy(details);
            if (tidy.equals(before.get().details())) {
                return Outcome.done(before.get());
            }
            return fault(tidy, id).orElseGet(() -> {
                store.update(id, tidy, clock.instant());
                audit.record(
                        actor,
                        "customer.changed",
                        subject(id),
                        changed(before.get().details(), tidy));
                return Outcome.done(store.find(id).orElseThrow());
            });
        });
    }

    /** Its owner has shown that an address is theirs; nothing happens where it was shown before, or is somebody else's by now. */
    public void prove(long id, EmailAddress address, Actor actor) {
        database.write(Clearance.SYSTEM, () -> {
            if (store.prove(id, CustomerAddress.of(address), clock.instant())) {
                audit.record(actor, "address-proven", subject(id), "");
            }
        });
    }

    /** At most {@code size} customers with an id above {@code after}, the smallest ids first. */
    public List<Customer> page(long after, int size) {
        return read(() -> store.page(after, size));
    }

    /**
     * At most {@code size} customers with an id above {@code after} whose name has words that begin as the query's words do,
     * or who have an address that begins as the query. A blank query finds everybody.
     */
    public List<Customer> search(String query, long after, int size) {
        String tidy = query.strip();
        return tidy.isEmpty() ? page(after, size) : read(() -> store.search(tidy, after, size));
    }

    public Optional<Household> household(long id) {
        return read(() -> store.household(id));
    }

    /** The household of {@code customer} with all its members, if they have one. */
    public Optional<Household> householdOf(Customer customer) {
        Long household = customer.householdId();
        return household == null ? Optional.empty() : household(household);
    }

    public Household createHousehold(String name, @Nullable String tier, Actor actor) {
        return write(() -> {
            long id = store.insertHousehold(clean(name), tier, clock.instant());
            audit.record(actor, "household.created", "household:" + id, tierDetail(tier));
            return store.household(id).orElseThrow();
        });
    }

    /** Everybody in it without a tier of their own has this one from now on. */
    public Outcome<Household> changeHousehold(long id, String name, @Nullable String tier, Actor actor) {
        return write(() -> {
            if (!store.updateHousehold(id, clean(name), tier)) {
                return Outcome.refused("", say("There is no such household.", "No hay tal hogar."));
            }
            audit.record(actor, "household.changed", "household:" + id, tierDetail(tier));
            return Outcome.done(store.household(id).orElseThrow());
        });
    }

    private Customer welcome(CustomerAddress address, String displayName, Instant now) {
        String given = clean(displayName);
        String name = given.isEmpty() ? address.value().replaceFirst("@.*", "") : given;
        Customer fresh = store.insertOne(name, address, now);
        audit.record(RECOGNISING, "customer.created", subject(fresh.id()), "");
        return fresh;
    }

    private Customer insert(CustomerDetails details, Instant now, Actor actor) {
        long id = store.insert(details, now);
        audit.record(actor, "customer.created", subject(id), "");
        return store.find(id).orElseThrow();
    }

    private Optional<Outcome<Customer>> fault(CustomerDetails details, @Nullable Long self) {
        if (details.name().isEmpty()) {
            return refused("name", say("Enter a name.", "Indica un nombre."));
        }
        Integer year = details.birthYear();
        if (year != null
                && (year < 1900
                        || year
                                > clock.instant()
                                        .atOffset(java.time.ZoneOffset.UTC)
                                        .getYear())) {
            return refused(
                    "birth_year",
                    say(
                            "Enter a year of birth between 1900 and this year.",
                            "Indica un año de nacimiento entre 1900 y este año."));
        }
        Long household = details.householdId();
        if (household != null && !store.householdExists(household)) {
            return refused("household", say("There is no such household.", "No hay tal hogar."));
        }
        String externalId = details.externalId();
        if (externalId != null) {
            store.lockExternalId(externalId);
        }
        if (externalId != null
                && store.findByExternalId(externalId)
                        .filter(other -> isOther(other, self))
                        .isPresent()) {
            return refused(
                    "external_id", say("Another customer has this id.", "Otro cliente tiene este identificador."));
        }
        details.addresses().stream().sorted(CustomerStore.LOCK_ORDER).forEach(store::lock);
        return details.addresses().stream()
                .filter(address -> store.findByAddress(address)
                        .filter(other -> isOther(other, self))
                        .isPresent())
                .findFirst()
                .flatMap(taken -> refused(
                        taken.kind() == CustomerAddress.Kind.EMAIL ? "email" : "phone",
                        say("Another customer has this address.", "Otro cliente tiene esta dirección.")));
    }

    private static Optional<Outcome<Customer>> refused(String field, String reason) {
        return Optional.of(Outcome.refused(field, reason));
    }

    private static boolean isOther(Customer customer, @Nullable Long self) {
        return self == null || customer.id() != self;
    }

    private static CustomerDetails tidy(CustomerDetails details) {
        String externalId = details.externalId() == null ? "" : clean(details.externalId());
        return details.withName(clean(details.name())).withExternalId(externalId.isEmpty() ? null : externalId);
    }

    /** One line, composed, without control characters, of a length that a screen can show. */
    private static String clean(String name) {
        String line = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll(TURNS_THE_LINE, "")
                .replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ")
                .strip();
        int end = line.offsetByCodePoints(0, Math.min(LONGEST_NAME, line.codePointCount(0, line.length())));
        return line.substring(0, end).strip();
    }

    /** Which fields differ; never what is in them. */
    private static String changed(CustomerDetails before, CustomerDetails after) {
        List<String> fields = new java.util.ArrayList<>();
        note(fields, "name", before.name(), after.name());
        note(fields, "tier", before.tier(), after.tier());
        note(fields, "household", before.householdId(), after.householdId());
        note(fields, "relation", before.relation(), after.relation());
        note(fields, "birth_year", before.birthYear(), after.birthYear());
        note(fields, "external_id", before.externalId(), after.externalId());
        note(fields, "language", before.language(), after.language());
        note(fields, "addresses", before.addresses(), after.addresses());
        return String.join(" ", fields);
    }

    private static void note(List<String> fields, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(field);
        }
    }

    private static String tierDetail(@Nullable String tier) {
        return tier == null ? "" : "tier=" + tier;
    }

    private static String subject(long id) {
        return "customer:" + id;
    }

    private <T> T read(Supplier<T> work) {
        return database.read(Clearance.DESK, work);
    }

    private <T> T write(Supplier<T> work) {
        return database.write(Clearance.DESK, work);
    }
}
