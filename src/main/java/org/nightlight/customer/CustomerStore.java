package org.nightlight.customer;

import static nightlight.tables.Tables.CUSTOMER;
import static nightlight.tables.Tables.CUSTOMER_ADDRESS;
import static nightlight.tables.Tables.HOUSEHOLD;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;

/** The SQL of customers, households and addresses. */
final class CustomerStore {
    /** Whoever takes several address locks takes them in this order, so that nobody waits in a ring. */
    static final Comparator<CustomerAddress> LOCK_ORDER =
            Comparator.comparing(CustomerAddress::kind).thenComparing(CustomerAddress::value);

    private static final Field<List<CustomerAddress>> ADDRESSES = multiset(
                    select(CUSTOMER_ADDRESS.KIND, CUSTOMER_ADDRESS.VALUE, CUSTOMER_ADDRESS.PROVEN_AT)
                            .from(CUSTOMER_ADDRESS)
                            .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(CUSTOMER.ID))
                            .orderBy(CUSTOMER_ADDRESS.POSITION, CUSTOMER_ADDRESS.VALUE))
            .as("addresses")
            .convertFrom(rows -> rows.map(row -> new CustomerAddress(
                    CustomerAddress.Kind.valueOf(row.value1().toUpperCase(Locale.ROOT)),
                    row.value2(),
                    row.value3() != null)));
    private static final Field<@Nullable String> TIER =
            coalesce(CUSTOMER.TIER, HOUSEHOLD.TIER).as("effective_tier");

    private final DSLContext sql;
    private final Supplier<String> defaultTier;

    CustomerStore(DSLContext sql, Supplier<String> defaultTier) {
        this.sql = sql;
        this.defaultTier = defaultTier;
    }

    Optional<Customer> find(long id) {
        return where(CUSTOMER.ID.eq(id)).fetchOptional(this::customer);
    }

    List<Customer> find(Collection<Long> ids) {
        return where(CUSTOMER.ID.eq(any(ids.toArray(Long[]::new)))).fetch(this::customer);
    }

    Optional<Customer> findForUpdate(long id) {
        return where(CUSTOMER.ID.eq(id)).forUpdate().of(CUSTOMER).fetchOptional(this::customer);
    }

    Optional<Customer> findByExternalId(String externalId) {
        return where(CUSTOMER.EXTERNAL_ID.eq(externalId)).fetchOptional(this::customer);
    }

    Optional<Customer> findByAddress(CustomerAddress address) {
        return where(CUSTOMER.ID.eq(select(CUSTOMER_ADDRESS.CUSTOMER_ID)
                        .from(CUSTOMER_ADDRESS)
                        .where(CUSTOMER_ADDRESS.KIND.eq(address.kind().key()))
                        .and(CUSTOMER_ADDRESS.VALUE.eq(address.value()))))
                .fetchOptional(this::customer);
    }

    /** Whoever else wants to give this address to somebody waits until the running transaction has ended. */
    void lock(CustomerAddress address) {
        lock(address.kind().key() + " " + address.value());
    }

    void lockExternalId(String externalId) {
        lock("external_id " + externalId);
    }

    private void lock(String what) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "customer " + what);
    }

    List<Customer> page(long after, int size) {
        return where(CUSTOMER.ID.gt(after)).orderBy(CUSTOMER.ID).limit(size).fetch(this::customer);
    }

    /** By the beginning of an address or by words of a name; of very many namesakes just some are looked at. */
    List<Customer> search(String query, long after, int size) {
        String words = prefixes(query);
        return where(condition(
                                "customer.id in ((select customer_id from customer_address where value ^@ ? limit ?) "
                                        + "union all select customers_called(to_tsquery('simple', ?), ?))",
                                query.toLowerCase(Locale.ROOT),
                                2 * size,
                                words,
                                2 * size)
                        .and(CUSTOMER.ID.gt(after)))
                .orderBy(CUSTOMER.ID)
                .limit(size)
                .fetch(this::customer);
    }

    long insert(CustomerDetails details, Instant now) {
        long id = sql.insertInto(CUSTOMER)
                .set(CUSTOMER.NAME, details.name())
                .set(CUSTOMER.TIER, details.tier())
                .set(CUSTOMER.HOUSEHOLD_ID, details.householdId())
                .set(CUSTOMER.RELATION, details.relation().key())
                .set(CUSTOMER.BIRTH_YEAR, details.birthYear())
                .set(CUSTOMER.EXTERNAL_ID, details.externalId())
                .set(CUSTOMER.LANGUAGE, details.language())
                .set(CUSTOMER.CREATED_AT, now)
                .set(CUSTOMER.UPDATED_AT, now)
                .returning(CUSTOMER.ID)
                .fetchSingle(CUSTOMER.ID);
        writeAddresses(id, details.addresses(), now);
        return id;
    }

    /** Somebody of whom nothing but a name and one address is known, in one statement. */
    Customer insertOne(String name, CustomerAddress address, Instant now) {
        Field<Instant> at = val(now, CUSTOMER.CREATED_AT);
        long id = sql.resultQuery(
                        """
                        with c as (
                          insert into customer (name, created_at, updated_at) values ({0}, {1}, {1}) returning id
                        ), a as (
                          insert into customer_address (customer_id, kind, value, position, proven_at)
                          select id, {2}, {3}, 0, {4} from c
                        )
                        select id from c""",
                        val(name),
                        at,
                        val(address.kind().key()),
                        val(address.value()),
                        val(address.proven() ? now : null, CUSTOMER_ADDRESS.PROVEN_AT))
                .fetchSingle(0, Long.class);
        return new Customer(
                id,
                name,
                defaultTier.get(),
                null,
                null,
                Relation.UNKNOWN,
                null,
                null,
                null,
                List.of(address),
                now,
                now,
                1);
    }

    void update(long id, CustomerDetails details, Instant now) {
        sql.update(CUSTOMER)
                .set(CUSTOMER.NAME, details.name())
                .set(CUSTOMER.TIER, details.tier())
                .set(CUSTOMER.HOUSEHOLD_ID, details.householdId())
                .set(CUSTOMER.RELATION, details.relation().key())
                .set(CUSTOMER.BIRTH_YEAR, details.birthYear())
                .set(CUSTOMER.EXTERNAL_ID, details.externalId())
                .set(CUSTOMER.LANGUAGE, details.language())
                .set(CUSTOMER.UPDATED_AT, now)
                .set(CUSTOMER.VERSION, CUSTOMER.VERSION.plus(1))
                .where(CUSTOMER.ID.eq(id))
                .execute();
        sql.deleteFrom(CUSTOMER_ADDRESS)
                .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(id))
                .and(row(CUSTOMER_ADDRESS.KIND, CUSTOMER_ADDRESS.VALUE)
                        .notIn(details.addresses().stream()
                                .map(address -> row(address.kind().key(), address.value()))
                                .toList()))
                .execute();
        writeAddresses(id, details.addresses(), now);
    }

    Optional<Household> household(long id) {
        return sql.selectFrom(HOUSEHOLD)
                .where(HOUSEHOLD.ID.eq(id).and(HOUSEHOLD.ERASURE_ID.isNull()))
                .fetchOptional(row -> new Household(row.getId(), row.getName(), row.getTier(), members(id)));
    }

    boolean householdExists(long id) {
        return sql.fetchExists(HOUSEHOLD, HOUSEHOLD.ID.eq(id).and(HOUSEHOLD.ERASURE_ID.isNull()));
    }

    long insertHousehold(String name, @Nullable String tier, Instant now) {
        return sql.insertInto(HOUSEHOLD)
                .set(HOUSEHOLD.NAME, name)
                .set(HOUSEHOLD.TIER, tier)
                .set(HOUSEHOLD.CREATED_AT, now)
                .returning(HOUSEHOLD.ID)
                .fetchSingle(HOUSEHOLD.ID);
    }

    boolean updateHousehold(long id, String name, @Nullable String tier) {
        return sql.update(HOUSEHOLD)
                        .set(HOUSEHOLD.NAME, name)
                        .set(HOUSEHOLD.TIER, tier)
                        .where(HOUSEHOLD.ID.eq(id).and(HOUSEHOLD.ERASURE_ID.isNull()))
                        .execute()
                == 1;
    }

    private List<Customer> members(long household) {
        return where(CUSTOMER.HOUSEHOLD_ID.eq(household))
                .orderBy(CUSTOMER.NAME, CUSTOMER.ID)
                .fetch(this::customer);
    }

    boolean prove(long id, CustomerAddress address, Instant now) {
        return sql.update(CUSTOMER_ADDRESS)
                        .set(CUSTOMER_ADDRESS.PROVEN_AT, now)
                        .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(id))
                        .and(CUSTOMER_ADDRESS.KIND.eq(address.kind().key()))
                        .and(CUSTOMER_ADDRESS.VALUE.eq(address.value()))
                        .and(CUSTOMER_ADDRESS.PROVEN_AT.isNull())
                        .execute()
                > 0;
    }

    private void writeAddresses(long id, List<CustomerAddress> addresses, Instant now) {
        for (int position = 0; position < addresses.size(); position++) {
            CustomerAddress address = addresses.get(position);
            sql.insertInto(CUSTOMER_ADDRESS)
                    .set(CUSTOMER_ADDRESS.CUSTOMER_ID, id)
                    .set(CUSTOMER_ADDRESS.KIND, address.kind().key())
                    .set(CUSTOMER_ADDRESS.VALUE, address.value())
                    .set(CUSTOMER_ADDRESS.POSITION, position)
                    .set(CUSTOMER_ADDRESS.PROVEN_AT, address.proven() ? now : null)
                    .onConflict(CUSTOMER_ADDRESS.KIND, CUSTOMER_ADDRESS.VALUE)
                    .doUpdate()
                    .set(CUSTOMER_ADDRESS.POSITION, position)
                    .set(
                            CUSTOMER_ADDRESS.PROVEN_AT,
                            address.proven()
                                    ? coalesce(CUSTOMER_ADDRESS.PROVEN_AT, excluded(CUSTOMER_ADDRESS.PROVEN_AT))
                                    : val(null, CUSTOMER_ADDRESS.PROVEN_AT))
                    .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(id))
                    .execute();
        }
    }

    /** {@code ida mo} becomes {@code 'ida':* & 'mo':*}: nothing that a person types is an operator. */
    private static String prefixes(String query) {
        return Arrays.stream(query.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> "'" + word.toLowerCase(Locale.ROOT) + "':*")
                .collect(Collectors.joining(" & "));
    }

    private SelectConditionStep<Record> where(Condition condition) {
        return sql.select(CUSTOMER.fields())
                .select(TIER, ADDRESSES)
                .from(CUSTOMER)
                .leftJoin(HOUSEHOLD)
                .on(HOUSEHOLD.ID.eq(CUSTOMER.HOUSEHOLD_ID))
                .where(condition);
    }

    private Customer customer(Record row) {
        String tier = row.get(TIER);
        return new Customer(
                row.get(CUSTOMER.ID),
                row.get(CUSTOMER.NAME),
                tier == null ? defaultTier.get() : tier,
                row.get(CUSTOMER.TIER),
                row.get(CUSTOMER.HOUSEHOLD_ID),
                Relation.ofKey(row.get(CUSTOMER.RELATION)),
                row.get(CUSTOMER.BIRTH_YEAR),
                row.get(CUSTOMER.EXTERNAL_ID),
                row.get(CUSTOMER.LANGUAGE),
                row.get(ADDRESSES),
                row.get(CUSTOMER.CREATED_AT),
                row.get(CUSTOMER.UPDATED_AT),
                row.get(CUSTOMER.VERSION));
    }
}
