package org.nightlight.customer;

import static nightlight.tables.Tables.CUSTOMER;
import static nightlight.tables.Tables.CUSTOMER_ADDRESS;
import static nightlight.tables.Tables.CUSTOMER_ASIDE;
import static nightlight.tables.Tables.HOUSEHOLD;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** People who leave the desk's tables. For the software's own work: every call needs {@code SYSTEM} clearance. */
@Component
public class Departures {
    private static final String GONE = "Erased";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext sql;
    private final Customers customers;

    Departures(DSLContext sql, Customers customers) {
        this.sql = sql;
        this.customers = customers;
    }

    /** How much there is. {@code since}: the oldest of the people. */
    public record Kept(
            long people,
            long addresses,
            long households,
            @Nullable Instant since) {}

    public Set<Long> members(long household) {
        return sql.select(CUSTOMER.ID)
                .from(CUSTOMER)
                .where(CUSTOMER.HOUSEHOLD_ID.eq(household).and(CUSTOMER.ERASURE_ID.isNull()))
                .fetchSet(CUSTOMER.ID);
    }

    /** These people and everybody of their households, whoever has left them by an erasure too. */
    public Set<Long> families(Set<Long> people) {
        Set<Long> all = new HashSet<>(people);
        all.addAll(sql.select(CUSTOMER.ID)
                .from(CUSTOMER)
                .where(CUSTOMER.HOUSEHOLD_ID.in(select(CUSTOMER.as("one").HOUSEHOLD_ID)
                        .from(CUSTOMER.as("one"))
                        .where(CUSTOMER.as("one").ID.eq(any(ids(people))))))
                .fetch(CUSTOMER.ID));
        return Set.copyOf(all);
    }

    /** E-mail addresses of these people. */
    public Set<String> addresses(Set<Long> people) {
        return sql.select(CUSTOMER_ADDRESS.VALUE)
                .from(CUSTOMER_ADDRESS)
                .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(any(ids(people))).and(CUSTOMER_ADDRESS.KIND.eq("email")))
                .fetchSet(CUSTOMER_ADDRESS.VALUE);
    }

    public List<Customer> details(Set<Long> people) {
        return customers.find(people).values().stream()
                .sorted(Comparator.comparingLong(Customer::id))
                .toList();
    }

    public Kept kept(Set<Long> people, @Nullable Long household) {
        Instant since = sql.select(min(CUSTOMER.CREATED_AT))
                .from(CUSTOMER)
                .where(CUSTOMER.ID.eq(any(ids(people))))
                .fetchSingle()
                .value1();
        return new Kept(
                sql.fetchCount(CUSTOMER, CUSTOMER.ID.eq(any(ids(people)))),
                sql.fetchCount(CUSTOMER_ADDRESS, CUSTOMER_ADDRESS.CUSTOMER_ID.eq(any(ids(people)))),
                household == null ? 0 : sql.fetchCount(HOUSEHOLD, HOUSEHOLD.ID.eq(household)),
                since);
    }

    /**
     * Nobody finds them any more, and their addresses are free for whoever writes from now on. Waits for messages of theirs that
     * are being filed at this moment. What it takes away stands behind the wall until they are erased.
     */
    public void begin(Set<Long> people, @Nullable Long household, long erasure) {
        sql.select(CUSTOMER.ID, CUSTOMER.EXTERNAL_ID)
                .from(CUSTOMER)
                .where(CUSTOMER.ID.eq(any(ids(people))).and(CUSTOMER.ERASURE_ID.isNull()))
                .orderBy(CUSTOMER.ID)
                .forUpdate()
                .fetch()
                .forEach(row -> putAside(row.value1(), row.value2()));
        sql.deleteFrom(CUSTOMER_ADDRESS)
                .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(any(ids(people))))
                .execute();
        sql.update(CUSTOMER)
                .set(CUSTOMER.ERASURE_ID, erasure)
                .setNull(CUSTOMER.EXTERNAL_ID)
                .set(CUSTOMER.VERSION, CUSTOMER.VERSION.plus(1))
                .where(CUSTOMER.ID.eq(any(ids(people))).and(CUSTOMER.ERASURE_ID.isNull()))
                .execute();
        sql.update(HOUSEHOLD)
                .set(HOUSEHOLD.ERASURE_ID, erasure)
                .where(HOUSEHOLD.ID.in(households(people, household)))
                .and(notExists(selectOne()
                        .from(CUSTOMER)
                        .where(CUSTOMER.HOUSEHOLD_ID.eq(HOUSEHOLD.ID).and(CUSTOMER.ERASURE_ID.isNull()))))
                .execute();
    }

    private Set<Long> households(Set<Long> people, @Nullable Long household) {
        Set<Long> all = new HashSet<>(sql.selectDistinct(CUSTOMER.HOUSEHOLD_ID)
                .from(CUSTOMER)
                .where(CUSTOMER.ID.eq(any(ids(people))).and(CUSTOMER.HOUSEHOLD_ID.isNotNull()))
                .fetch(CUSTOMER.HOUSEHOLD_ID));
        if (household != null) {
            all.add(household);
        }
        return all;
    }

    private void putAside(long customer, @Nullable String externalId) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("external_id", externalId == null ? "" : externalId);
        details.put(
                "addresses",
                sql.select(CUSTOMER_ADDRESS.KIND, CUSTOMER_ADDRESS.VALUE)
                        .from(CUSTOMER_ADDRESS)
                        .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(customer))
                        .orderBy(CUSTOMER_ADDRESS.POSITION)
                        .fetch(row -> row.value1() + ":" + row.value2()));
        sql.insertInto(CUSTOMER_ASIDE)
                .set(CUSTOMER_ASIDE.CUSTOMER_ID, customer)
                .set(CUSTOMER_ASIDE.DETAILS, JSONB.valueOf(JSON.writeValueAsString(details)))
                .onConflictDoNothing()
                .execute();
    }

    /** Deletes them; a row to which a ticket still refers keeps its number and nothing else. */
    public void erase(Set<Long> people, @Nullable Long household) {
        Set<Long> households = households(people, household);
        sql.deleteFrom(CUSTOMER_ASIDE)
                .where(CUSTOMER_ASIDE.CUSTOMER_ID.eq(any(ids(people))))
                .execute();
        sql.deleteFrom(CUSTOMER_ADDRESS)
                .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(any(ids(people))))
                .execute();
        sql.deleteFrom(CUSTOMER)
                .where(CUSTOMER.ID.eq(any(ids(people))))
                .and(notExists(selectOne().from(TICKET).where(TICKET.REQUESTER_ID.eq(CUSTOMER.ID))))
                .and("not exists (select from case_child c where c.customer_id = customer.id)")
                .execute();
        sql.update(CUSTOMER)
                .set(CUSTOMER.NAME, GONE)
                .setNull(CUSTOMER.TIER)
                .setNull(CUSTOMER.HOUSEHOLD_ID)
                .set(CUSTOMER.RELATION, Relation.UNKNOWN.key())
                .setNull(CUSTOMER.BIRTH_YEAR)
                .setNull(CUSTOMER.EXTERNAL_ID)
                .setNull(CUSTOMER.LANGUAGE)
                .set(CUSTOMER.ERASURE_ID, coalesce(CUSTOMER.ERASURE_ID, val(0L)))
                .where(CUSTOMER.ID.eq(any(ids(people))))
                .execute();
        sql.deleteFrom(HOUSEHOLD)
                .where(HOUSEHOLD.ID.in(households))
                .and(notExists(selectOne().from(CUSTOMER).where(CUSTOMER.HOUSEHOLD_ID.eq(HOUSEHOLD.ID))))
                .and(HOUSEHOLD.ERASURE_ID.isNotNull())
                .execute();
    }

    /** Nobody knows any more who they are, and their addresses are free; their conversations stay. */
    public void unname(Set<Long> people) {
        sql.deleteFrom(CUSTOMER_ADDRESS)
                .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(any(ids(people))))
                .execute();
        sql.update(CUSTOMER)
                .set(CUSTOMER.NAME, "A child")
                .setNull(CUSTOMER.HOUSEHOLD_ID)
                .setNull(CUSTOMER.BIRTH_YEAR)
                .setNull(CUSTOMER.EXTERNAL_ID)
                .setNull(CUSTOMER.LANGUAGE)
                .set(CUSTOMER.VERSION, CUSTOMER.VERSION.plus(1))
                .where(CUSTOMER.ID.eq(any(ids(people))))
                .execute();
    }

    /**
     * People without a conversation outside the wall whose time is over, the oldest first. Not those whom the desk never saw: they go
     * with the case that they wrote in.
     */
    public Set<Long> over(Instant before, int limit) {
        return Set.copyOf(sql.select(CUSTOMER.ID)
                .from(CUSTOMER)
                .where(CUSTOMER.UPDATED_AT.lt(before).and(CUSTOMER.ERASURE_ID.isNull()))
                .and(notExists(selectOne()
                        .from(TICKET)
                        .where(TICKET.REQUESTER_ID.eq(CUSTOMER.ID).and(TICKET.ERASURE_ID.isNull()))
                        .and(TICKET.WALLED
                                .isFalse()
                                .or(CUSTOMER.HOUSEHOLD_ID.isNull().and(CUSTOMER.EXTERNAL_ID.isNull())))))
                .orderBy(CUSTOMER.UPDATED_AT)
                .limit(limit)
                .fetch(CUSTOMER.ID));
    }

    /** Households in which nobody is any more. */
    public int deleteEmptyHouseholds(Instant before, int limit) {
        return sql.deleteFrom(HOUSEHOLD)
                .where(HOUSEHOLD.ID.in(select(HOUSEHOLD.as("one").ID)
                        .from(HOUSEHOLD.as("one"))
                        .where(HOUSEHOLD.as("one").CREATED_AT.lt(before))
                        .and(notExists(
                                selectOne().from(CUSTOMER).where(CUSTOMER.HOUSEHOLD_ID.eq(HOUSEHOLD.as("one").ID))))
                        .limit(limit)))
                .execute();
    }

    private static Long[] ids(Set<Long> people) {
        return people.toArray(Long[]::new);
    }
}
