package org.nightlight.sla;

import static nightlight.tables.Tables.ROUTING_TURN;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.all;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.ticket.State;
import org.springframework.stereotype.Component;

/** Whose turn it is, who holds how much, and what waits. No statement of it sees or counts a safety ticket. */
@Component
class RoutingStore {
    private static final Condition AT_WORK =
            TICKET.STATE.in(State.NEW.key(), State.OPEN.key()).and("not walled and merged_into is null");

    /**
     * Since when a customer waits for an answer, null where a person has answered what they wrote last; and since when
     * whoever holds the ticket has it.
     */
    private static final String HELD = """
            select id, assignee_id, team,
              (select min(m.created_at) from message m where m.ticket_id = ticket.id and m.kind = 'customer' and m.id >
                coalesce((select max(r.id) from message r where r.ticket_id = ticket.id and r.kind = 'reply'
                  and r.state in ('queued', 'sent')), 0)) as waits,
              (select max(at) from ticket_event e where e.ticket_id = ticket.id and e.kind = 'assigned') as given
            from ticket
            where assignee_id = any({0}::bigint[]) and state in ('new', 'open') and not walled and merged_into is null
              and category <> {1} and id <> all({2}::bigint[])
            order by due_at nulls last, id
            for update skip locked""";

    private final DSLContext sql;

    RoutingStore(DSLContext sql) {
        this.sql = sql;
    }

    /** One process of the desk gives out at a time; held until the running transaction ends. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('routing', 0))");
    }

    /** The ticket of the team that nobody has and that is due first, locked; one that somebody is changing is passed over. */
    Optional<Long> waiting(String team, String safety, Collection<Long> without) {
        return sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.TEAM.eq(team).and(TICKET.ASSIGNEE_ID.isNull()).and(AT_WORK))
                .and(TICKET.CATEGORY.ne(safety))
                .and(TICKET.ID.ne(all(without.toArray(Long[]::new))))
                .orderBy(TICKET.DUE_AT.asc().nullsLast(), TICKET.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(TICKET.ID);
    }

    /** How many new and open tickets each holds; who holds none is not in it. */
    Map<Long, Integer> loads(Collection<Long> staff) {
        return sql.select(TICKET.ASSIGNEE_ID, count())
                .from(TICKET)
                .where(TICKET.ASSIGNEE_ID.eq(any(staff.toArray(Long[]::new))).and(AT_WORK))
                .groupBy(TICKET.ASSIGNEE_ID)
                .fetchMap(TICKET.ASSIGNEE_ID, count());
    }

    /** When the team last gave each a ticket; who never had one is not in it. */
    Map<Long, Instant> turns(String team) {
        return sql.select(ROUTING_TURN.STAFF_ID, ROUTING_TURN.GIVEN_AT)
                .from(ROUTING_TURN)
                .where(ROUTING_TURN.TEAM.eq(team))
                .fetchMap(ROUTING_TURN.STAFF_ID, ROUTING_TURN.GIVEN_AT);
    }

    void turned(String team, long staffId, Instant at) {
        sql.insertInto(ROUTING_TURN)
                .set(ROUTING_TURN.TEAM, team)
                .set(ROUTING_TURN.STAFF_ID, staffId)
                .set(ROUTING_TURN.GIVEN_AT, at)
                .onConflict(ROUTING_TURN.TEAM, ROUTING_TURN.STAFF_ID)
                .doUpdate()
                .set(ROUTING_TURN.GIVEN_AT, at)
                .execute();
    }

    /** The tickets that these people hold, locked; {@code waits} as {@link #HELD} says. */
    List<Held> held(Collection<Long> staff, String safety, Collection<Long> without) {
        return sql.resultQuery(HELD, val(staff.toArray(Long[]::new)), val(safety), val(without.toArray(Long[]::new)))
                .fetch(row -> new Held(
                        row.get("id", long.class),
                        row.get("assignee_id", long.class),
                        row.get("team", String.class),
                        row.get("waits", Instant.class),
                        row.get("given", Instant.class)));
    }
}
