package org.nightlight.desk;

import static nightlight.tables.Tables.CUSTOMER;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.springframework.stereotype.Component;

/** People for the command palette. */
@Component
class PaletteStore {
    /** So many people of a name are looked at; whoever has a more frequent one types more of it. */
    private static final int GLANCE = 30;

    private final Customers customers;
    private final DSLContext sql;

    PaletteStore(Customers customers, DSLContext sql) {
        this.customers = customers;
        this.sql = sql;
    }

    /**
     * Those who brought a ticket that this viewer sees, but no child known as under 13: whose whole name and address stand in no
     * list are not found by them here either, nor is a child at home who never wrote.
     */
    List<Customer> wrote(String query, int most) {
        List<Customer> named = customers.search(query, 0, GLANCE);
        if (named.isEmpty()) {
            return List.of();
        }
        Set<Long> known = sql.select(CUSTOMER.ID)
                .from(CUSTOMER)
                .where(CUSTOMER.ID.eq(any(named.stream().map(Customer::id).toArray(Long[]::new))))
                .and(DSL.exists(DSL.selectOne().from(TICKET).where(TICKET.REQUESTER_ID.eq(CUSTOMER.ID))))
                .and("not known_under_13(customer.id, birth_year, relation, extract(year from now())::int)")
                .fetchSet(CUSTOMER.ID);
        return named.stream()
                .filter(person -> known.contains(person.id()))
                .limit(most)
                .toList();
    }
}
