package org.nightlight.automation;

import static nightlight.tables.Tables.RULE;
import static nightlight.tables.Tables.RULE_VERSION;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Rules and their versions. */
@Component
class RuleStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Condition STANDING = RULE.REMOVED_AT.isNull();

    private final DSLContext sql;

    RuleStore(DSLContext sql) {
        this.sql = sql;
    }

    /** Those that stand, by their turn. */
    List<Rule> standing() {
        return select().where(STANDING).orderBy(RULE.PLACE, RULE.ID).fetch(RuleStore::rule);
    }

    /** Those that were set aside, the latest first. */
    List<Rule> removed() {
        return select().where(RULE.REMOVED_AT.isNotNull())
                .orderBy(RULE.REMOVED_AT.desc(), RULE.ID)
                .fetch(RuleStore::rule);
    }

    Optional<Rule> find(long id) {
        return select().where(RULE.ID.eq(id)).fetchOptional(RuleStore::rule);
    }

    /** Those that are on and look at one of these changes, by their turn. */
    List<Rule> listening(String[] what) {
        return select().where(RULE.ACTIVE.isTrue(), DSL.condition("{0} && {1}::text[]", RULE.HEARS, DSL.val(what)))
                .orderBy(RULE.PLACE, RULE.ID)
                .fetch(RuleStore::rule);
    }

    /** Those that are on and wait for a time, by their turn. */
    List<Rule> waiting() {
        return select().where(RULE.ACTIVE.isTrue(), DSL.cardinality(RULE.HEARS).eq(0))
                .orderBy(RULE.PLACE, RULE.ID)
                .fetch(RuleStore::rule);
    }

    /** Two who order, keep or bring back at the same moment come one after the other. */
    void lock() {
        sql.execute("select pg_advisory_xact_lock(hashtext('rule'))");
    }

    int standingNumber() {
        return sql.fetchCount(RULE, STANDING);
    }

    /** The rule, held until the transaction ends. */
    Optional<Rule> hold(long id) {
        return select().where(RULE.ID.eq(id)).forUpdate().of(RULE).fetchOptional(RuleStore::rule);
    }

    /** A new one in the last place, switched off. */
    long insert(Definition says, Actor.Staff by, Instant now) {
        long id = sql.insertInto(RULE)
                .set(RULE.VERSION, 1)
                .set(RULE.PLACE, lastPlace() + 1)
                .set(RULE.ACTIVE, false)
                .set(RULE.HEARS, Heard.keys(says.hears()))
                .returning(RULE.ID)
                .fetchSingle(RULE.ID);
        write(id, 1, "made", says, by, now);
        return id;
    }

    int lastPlace() {
        Integer last =
                sql.select(DSL.max(RULE.PLACE)).from(RULE).where(STANDING).fetchOne(0, Integer.class);
        return last == null ? 0 : last;
    }

    void change(Rule rule, Definition says, Actor.Staff by, Instant now) {
        sql.update(RULE)
                .set(RULE.VERSION, rule.version() + 1)
                .set(RULE.HEARS, Heard.keys(says.hears()))
                .where(RULE.ID.eq(rule.id()))
                .execute();
        write(rule.id(), rule.version() + 1, "changed", says, by, now);
    }

    /** @param change {@code on}, {@code off}, {@code removed} or {@code returned}; only the first leaves it on */
    void turn(Rule rule, String change, Actor.Staff by, Instant now) {
        var update = sql.update(RULE).set(RULE.VERSION, rule.version() + 1).set(RULE.ACTIVE, change.equals("on"));
        if (change.equals("removed")) {
            update = update.set(RULE.REMOVED_AT, now);
        } else if (change.equals("returned")) {
            update = update.setNull(RULE.REMOVED_AT).set(RULE.PLACE, lastPlace() + 1);
        }
        update.where(RULE.ID.eq(rule.id())).execute();
        write(rule.id(), rule.version() + 1, change, rule.says(), by, now);
    }

    void place(long id, int place) {
        sql.update(RULE).set(RULE.PLACE, place).where(RULE.ID.eq(id)).execute();
    }

    private void write(long id, int number, String change, Definition says, Actor.Staff by, Instant now) {
        sql.insertInto(RULE_VERSION)
                .set(RULE_VERSION.RULE_ID, id)
                .set(RULE_VERSION.NUMBER, number)
                .set(RULE_VERSION.CHANGE, change)
                .set(RULE_VERSION.SAYS, JSONB.valueOf(JSON.writeValueAsString(says)))
                .set(RULE_VERSION.BY_ID, by.id())
                .set(RULE_VERSION.AT, now)
                .execute();
    }

    /** The latest first. */
    List<Rules.Change> history(long id, int most) {
        return sql.selectFrom(RULE_VERSION)
                .where(RULE_VERSION.RULE_ID.eq(id))
                .orderBy(RULE_VERSION.NUMBER.desc())
                .limit(most)
                .fetch(row -> new Rules.Change(
                        row.getNumber(), row.getChange(), row.getById(), row.getAt(), says(row.getSays())));
    }

    /** Where a rule that waits goes on: beyond this beginning and ticket. */
    record Spot(Instant at, long ticketId) {}

    /** The spot of a rule that is on, held until the transaction ends; empty where another process is at it. */
    Optional<Spot> spot(long id) {
        return sql.select(RULE.LOOKED_AT, RULE.LOOKED_TICKET)
                .from(RULE)
                .where(RULE.ID.eq(id), RULE.ACTIVE.isTrue())
                .forUpdate()
                .skipLocked()
                .fetchOptional(row -> new Spot(
                        row.value1() == null ? Instant.EPOCH : row.value1(), row.value2() == null ? 0 : row.value2()));
    }

    /** How far a rule that waits has come; empty for one that never looked. */
    Optional<Spot> reached(long id) {
        return sql.select(RULE.LOOKED_AT, RULE.LOOKED_TICKET)
                .from(RULE)
                .where(RULE.ID.eq(id), RULE.LOOKED_AT.isNotNull())
                .fetchOptional(row -> new Spot(row.value1(), row.value2()));
    }

    void spot(long id, Spot spot) {
        sql.update(RULE)
                .set(RULE.LOOKED_AT, spot.at())
                .set(RULE.LOOKED_TICKET, spot.ticketId())
                .where(RULE.ID.eq(id))
                .execute();
    }

    /** True at most once in so long for this rule. */
    boolean stopped(long id, Instant now, Instant unlessSince) {
        return sql.update(RULE)
                        .set(RULE.STOPPED_AT, now)
                        .where(RULE.ID.eq(id), RULE.STOPPED_AT.isNull().or(RULE.STOPPED_AT.lt(unlessSince)))
                        .execute()
                == 1;
    }

    private SelectOnConditionStep<Record> select() {
        return sql.select(RULE.asterisk(), RULE_VERSION.SAYS)
                .from(RULE)
                .join(RULE_VERSION)
                .on(RULE_VERSION.RULE_ID.eq(RULE.ID), RULE_VERSION.NUMBER.eq(RULE.VERSION));
    }

    private static Rule rule(Record row) {
        return new Rule(
                row.get(RULE.ID),
                row.get(RULE.VERSION),
                row.get(RULE.PLACE),
                row.get(RULE.ACTIVE),
                row.get(RULE.STOPPED_AT),
                row.get(RULE.REMOVED_AT),
                says(row.get(RULE_VERSION.SAYS)));
    }

    private static Definition says(JSONB says) {
        return JSON.readValue(says.data(), Definition.class);
    }
}
