package org.nightlight.sla;

import static nightlight.tables.Tables.ROUTING_TURN;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /**
     * The tickets of a team that nobody has, the one that is due first first, with what tells which skills they ask for. Since
     * when one waits is told by the latest event that can have brought it here.
     */
    private static final String WAITING = """
            select ticket.id, ticket.category, ticket.issue,
              coalesce((select e.detail ->> 'language' from ticket_event e
                where e.ticket_id = ticket.id and e.kind = 'written-in' order by e.id desc limit 1), c.language) as language,
              array(select t.tag from ticket_tag t where t.ticket_id = ticket.id) as tags,
              coalesce((select max(e.at) from ticket_event e where e.ticket_id = ticket.id
                and e.kind in ('routed', 'escalated', 'handed', 'corrected', 'assigned', 'state')), ticket.created_at) as since
            from ticket join customer c on c.id = ticket.requester_id
            where ticket.team = {0} and assignee_id is null and state in ('new', 'open') and not walled
              and merged_into is null and category <> {1} and ticket.id <> all({2}::bigint[])
              and not exists (select from rule_work w
                where w.ticket_id = ticket.id and w.rule_id is null and w.at > {3}::timestamptz)
            order by due_at nulls last, ticket.id
            limit {4}""";

    private final DSLContext sql;

    RoutingStore(DSLContext sql) {
        this.sql = sql;
    }

    /** One process of the desk gives out at a time; held until the running transaction ends. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtextextended('routing', 0))");
    }

    /**
     * @param rules whatever changed since and rules have not looked at yet keeps a ticket back
     * @param limit how far back in the queue is looked for one that somebody here can take
     */
    List<Waiting> waiting(String team, String safety, Collection<Long> without, Instant rules, int limit) {
        return sql.resultQuery(
                        WAITING,
                        val(team),
                        val(safety),
                        val(without.toArray(Long[]::new)),
                        val(rules, TICKET.CREATED_AT),
                        val(limit))
                .fetch(row -> new Waiting(
                        row.get("id", long.class),
                        row.get("category", String.class),
                        row.get("issue", String.class),
                        row.get("language", String.class),
                        Set.of(row.get("tags", String[].class)),
                        row.get("since", Instant.class)));
    }

    /** Whether it waits there still, now locked; false too where somebody is changing it, and it is passed over. */
    boolean take(Waiting ticket, String team) {
        return sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.ID.eq(ticket.id()).and(TICKET.TEAM.eq(team)).and(TICKET.CATEGORY.eq(ticket.category())))
                .and(TICKET.ASSIGNEE_ID.isNull().and(AT_WORK))
                .forUpdate()
                .skipLocked()
                .fetchOptional()
                .isPresent();
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
