package org.nightlight.automation;

import static nightlight.tables.Tables.RULE_LOOK;
import static nightlight.tables.Tables.RULE_TIME;
import static nightlight.tables.Tables.RULE_WORK;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.State;
import org.springframework.stereotype.Component;

/** What waits to be looked at by rules, and since when the times of tickets run. */
@Component
class RuleQueue {
    /** The rules that led to what the running transaction does. It is stated there as the viewer's clearance is. */
    private static final String CHAIN = "nightlight.rules";

    /**
     * Three things in one statement, since it is said within whatever anybody does to a ticket: its times, and one row of work where a
     * rule looks at such changes. Behind the wall, nothing.
     */
    private static final String HEAR = """
            with it as (
              select id, state from ticket where id = {0} and not walled and merged_into is null
            ), stated as (
              insert into rule_time (ticket_id, kind, value, since) select id, 'state', state, {1} from it where state <> 'closed'
              on conflict (ticket_id, kind) do update set value = excluded.value, since = excluded.since
                where rule_time.value <> excluded.value
            ), wrote as (
              insert into rule_time (ticket_id, kind, since) select id, kind, {1} from it, unnest({2}::text[]) as kind
              on conflict (ticket_id, kind) do update set since = excluded.since where rule_time.kind <> 'waiting'
            ), answered as (
              delete from rule_time where ticket_id in (select id from it) and kind = any({3}::text[])
            )
            insert into rule_work (ticket_id, chain, what, at, not_before)
            select id, coalesce(nullif(current_setting('nightlight.rules', true), ''), '{}')::bigint[], {4}::text[], {1}, {1} from it
            where exists (select from rule where active and hears && {4}::text[])
            on conflict (ticket_id, changed_in, chain) where rule_id is null
            do update set what = array(select distinct unnest(rule_work.what || excluded.what))""";

    /** The oldest of a ticket that nobody is changing; so what happens to one ticket is looked at in its order. */
    private static final String CLAIM = """
            select work.id, work.ticket_id, work.changed_in
            from rule_work work join ticket on ticket.id = work.ticket_id
            where work.not_before <= {0}
              and not exists (select from rule_work older where older.ticket_id = work.ticket_id and older.id < work.id)
            order by work.id limit 1
            for update of work, ticket skip locked""";

    private final DSLContext sql;

    RuleQueue(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Something happened to the ticket in the running transaction.
     *
     * @param begins times that begin with it
     * @param ends times that end with it
     * @return whether a rule has to look
     */
    boolean hear(long ticketId, Instant at, List<Heard> what, List<String> begins, List<String> ends) {
        return sql.execute(
                        HEAR,
                        val(ticketId),
                        val(at, RULE_WORK.AT),
                        val(begins.toArray(String[]::new)),
                        val(ends.toArray(String[]::new)),
                        val(Heard.keys(what)))
                > 0;
    }

    /** The state that it has now counts from now on, if it is another one; no rule looks. */
    void note(long ticketId, Instant at) {
        hear(ticketId, at, List.of(), List.of(), List.of());
    }

    /** What is closed waits for nothing. */
    void forgetTimes(long ticketId) {
        sql.deleteFrom(RULE_TIME).where(RULE_TIME.TICKET_ID.eq(ticketId)).execute();
    }

    void forgetWork(long ticketId) {
        sql.deleteFrom(RULE_WORK).where(RULE_WORK.TICKET_ID.eq(ticketId)).execute();
    }

    /** Says to the database which rules led to what is done next in this transaction. */
    void lead(List<Long> chain) {
        String said =
                chain.isEmpty() ? "" : chain.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        sql.execute("select set_config(?, ?, true)", CHAIN, said);
    }

    /** One change, or a time that is up: {@code chain} are the rules that led to it, the last of them made it. */
    record Cause(long id, List<Long> chain, List<String> what) {}

    /**
     * All that one transaction changed of a ticket, held with the ticket until the running transaction ends. Whatever several rules did in
     * one go is looked at in one go, so that what follows of a change grows with the number of rules and not with its power.
     *
     * @param ruleId of a rule whose time is up, null else
     * @param since when that time began
     */
    record Claimed(
            long ticketId,
            List<Cause> causes,
            @Nullable Long ruleId,
            @Nullable Instant since,
            int attempts) {
        List<Long> ids() {
            return causes.stream().map(Cause::id).toList();
        }

        String[] what() {
            return causes.stream()
                    .flatMap(cause -> cause.what().stream())
                    .distinct()
                    .toArray(String[]::new);
        }
    }

    Optional<Claimed> claim(Instant now) {
        return sql.resultQuery(CLAIM, val(now, RULE_WORK.NOT_BEFORE))
                .fetchOptional()
                .map(first -> claimed(first.get(1, Long.class), first.get(2, Long.class)));
    }

    private Claimed claimed(long ticketId, long changedIn) {
        var rows = sql.selectFrom(RULE_WORK)
                .where(RULE_WORK.TICKET_ID.eq(ticketId), RULE_WORK.CHANGED_IN.eq(changedIn))
                .orderBy(RULE_WORK.ID)
                .fetch();
        var first = rows.getFirst();
        return new Claimed(
                ticketId,
                rows.map(row -> new Cause(row.getId(), List.of(row.getChain()), List.of(row.getWhat()))),
                first.getRuleId(),
                first.getSince(),
                first.getAttempts());
    }

    void done(Claimed work) {
        sql.deleteFrom(RULE_WORK)
                .where(RULE_WORK.ID.eq(any(work.ids().toArray(Long[]::new))))
                .execute();
    }

    void putOff(Claimed work, Instant until) {
        sql.update(RULE_WORK)
                .set(RULE_WORK.NOT_BEFORE, until)
                .set(RULE_WORK.ATTEMPTS, RULE_WORK.ATTEMPTS.plus(1))
                .where(RULE_WORK.ID.eq(any(work.ids().toArray(Long[]::new))))
                .execute();
    }

    /** Tickets whose time began after the spot and not after {@code latest}, in that order. */
    List<RuleStore.Spot> over(After after, RuleStore.Spot from, Instant latest, int limit) {
        if (after.anchor() == After.Anchor.MADE) {
            return sql.select(TICKET.CREATED_AT, TICKET.ID)
                    .from(TICKET)
                    .where(row(TICKET.CREATED_AT, TICKET.ID).gt(from.at(), from.ticketId()))
                    .and(TICKET.CREATED_AT.le(latest))
                    .and(TICKET.STATE.ne(State.CLOSED.key()).and(TICKET.MERGED_INTO.isNull()))
                    .orderBy(TICKET.CREATED_AT, TICKET.ID)
                    .limit(limit)
                    .fetch(row -> new RuleStore.Spot(row.value1(), row.value2()));
        }
        return sql.select(RULE_TIME.SINCE, RULE_TIME.TICKET_ID)
                .from(RULE_TIME)
                .where(RULE_TIME.KIND.eq(after.anchor().key()), RULE_TIME.VALUE.eq(after.value()))
                .and(row(RULE_TIME.SINCE, RULE_TIME.TICKET_ID).gt(from.at(), from.ticketId()))
                .and(RULE_TIME.SINCE.le(latest))
                .orderBy(RULE_TIME.SINCE, RULE_TIME.TICKET_ID)
                .limit(limit)
                .fetch(row -> new RuleStore.Spot(row.value1(), row.value2()));
    }

    void timeIsUp(long ruleId, RuleStore.Spot spot, Instant now) {
        sql.insertInto(RULE_WORK)
                .set(RULE_WORK.TICKET_ID, spot.ticketId())
                .set(RULE_WORK.CHAIN, new Long[0])
                .set(RULE_WORK.WHAT, new String[] {Heard.TIME})
                .set(RULE_WORK.RULE_ID, ruleId)
                .set(RULE_WORK.SINCE, spot.at())
                .set(RULE_WORK.AT, now)
                .set(RULE_WORK.NOT_BEFORE, now)
                .execute();
    }

    /** Since when the time of each of these tickets runs; one whose time does not run is not in it. */
    Map<Long, Instant> since(After after, Collection<Long> tickets) {
        Long[] ids = tickets.toArray(Long[]::new);
        if (after.anchor() == After.Anchor.MADE) {
            return sql.select(TICKET.ID, TICKET.CREATED_AT)
                    .from(TICKET)
                    .where(TICKET.ID.eq(any(ids)), TICKET.STATE.ne(State.CLOSED.key()))
                    .fetchMap(TICKET.ID, TICKET.CREATED_AT);
        }
        return new HashMap<>(sql.select(RULE_TIME.TICKET_ID, RULE_TIME.SINCE)
                .from(RULE_TIME)
                .where(RULE_TIME.TICKET_ID.eq(any(ids)))
                .and(RULE_TIME.KIND.eq(after.anchor().key()).and(RULE_TIME.VALUE.eq(after.value())))
                .fetchMap(RULE_TIME.TICKET_ID, RULE_TIME.SINCE));
    }

    /** Some of what is older than it is kept. Needs {@code SYSTEM}. True when there may be more. */
    boolean forget(Instant now, Duration keptLooks, Duration keptWork, int limit) {
        int looks = sql.deleteFrom(RULE_LOOK)
                .where(RULE_LOOK.ID.in(sql.select(RULE_LOOK.ID)
                        .from(RULE_LOOK)
                        .where(RULE_LOOK.AT.lt(now.minus(keptLooks)))
                        .orderBy(RULE_LOOK.AT)
                        .limit(limit)))
                .execute();
        sql.deleteFrom(RULE_WORK).where(RULE_WORK.AT.lt(now.minus(keptWork))).execute();
        return looks == limit;
    }
}
