package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_CHILD;
import static nightlight.tables.Tables.CASE_TICKET;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** What else belongs to a case: other tickets, and the children it is about. A link changes nothing at its other end. */
@Component
public class Links {
    private final CaseStore store;
    private final Chronicle chronicle;
    private final Tickets tickets;
    private final Customers customers;
    private final DSLContext sql;
    private final Clock clock;

    public Links(
            CaseStore store, Chronicle chronicle, Tickets tickets, Customers customers, DSLContext sql, Clock clock) {
        this.store = store;
        this.chronicle = chronicle;
        this.tickets = tickets;
        this.customers = customers;
        this.sql = sql;
        this.clock = clock;
    }

    /** Numbers of linked tickets, in the order in which they were linked. */
    public List<Long> tickets(long caseId) {
        return sql.selectFrom(CASE_TICKET)
                .where(CASE_TICKET.CASE_ID.eq(caseId))
                .orderBy(CASE_TICKET.ADDED_AT, CASE_TICKET.TICKET_ID)
                .fetch(CASE_TICKET.TICKET_ID);
    }

    /** The children whom somebody has linked. */
    public List<Customer> children(long caseId) {
        List<Long> ids = sql.selectFrom(CASE_CHILD)
                .where(CASE_CHILD.CASE_ID.eq(caseId))
                .orderBy(CASE_CHILD.ADDED_AT, CASE_CHILD.CUSTOMER_ID)
                .fetch(CASE_CHILD.CUSTOMER_ID);
        return ids.stream().flatMap(id -> customers.find(id).stream()).toList();
    }

    /** Who can be linked: the children of the sender's household. */
    public List<Customer> household(SafetyCase it) {
        return tickets.find(it.ticketId())
                .flatMap(ticket -> customers.find(ticket.requesterId()))
                .flatMap(customers::householdOf)
                .map(Household::children)
                .orElse(List.of());
    }

    /** @throws Refusal when the ticket is not there for whoever links it */
    public Optional<SafetyCase> ticket(long caseId, Actor.Staff by, long ticketId) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Optional<Ticket> other = tickets.find(ticketId);
            if (other.isEmpty() || ticketId == it.ticketId()) {
                throw new Refusal(
                        say("There is no other ticket with this number.", "No hay otro ticket con este número."));
            }
            int added = sql.insertInto(CASE_TICKET)
                    .set(CASE_TICKET.CASE_ID, caseId)
                    .set(CASE_TICKET.TICKET_ID, ticketId)
                    .set(CASE_TICKET.ADDED_BY, by.id())
                    .set(CASE_TICKET.ADDED_AT, clock.instant())
                    .onConflictDoNothing()
                    .execute();
            if (added > 0) {
                chronicle.tell(it, by, "ticket-linked", "ticket:" + ticketId);
            }
        });
        return store.find(caseId);
    }

    /** @throws Refusal when it is no child of the sender's household */
    public Optional<SafetyCase> child(long caseId, Actor.Staff by, long customerId) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            if (household(it).stream().noneMatch(child -> child.id() == customerId)) {
                throw new Refusal(say(
                        "Choose a child of the sender’s household.", "Elige a un menor del hogar de quien escribe."));
            }
            int added = sql.insertInto(CASE_CHILD)
                    .set(CASE_CHILD.CASE_ID, caseId)
                    .set(CASE_CHILD.CUSTOMER_ID, customerId)
                    .set(CASE_CHILD.ADDED_BY, by.id())
                    .set(CASE_CHILD.ADDED_AT, clock.instant())
                    .onConflictDoNothing()
                    .execute();
            if (added > 0) {
                chronicle.tell(it, by, "child-linked", "customer:" + customerId);
            }
        });
        return store.find(caseId);
    }
}
