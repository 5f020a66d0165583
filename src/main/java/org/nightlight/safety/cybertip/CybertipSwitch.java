package org.nightlight.safety.cybertip;

import static nightlight.tables.Tables.CYBERTIP_STOP;
import static nightlight.tables.Tables.CYBERTIP_SWITCH;
import static org.jooq.impl.DSL.field;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/**
 * Whether reports are real. The desk begins with the test system; production takes two people, the way back one. A sign-in
 * that is not taken stops everything to its system until a person has seen to it.
 */
@Component
public class CybertipSwitch {
    private final DSLContext sql;
    private final Access access;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    CybertipSwitch(DSLContext sql, Access access, Audit audit, Wakeups wakeups, Clock clock) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    public record Proposal(long id, long by, Instant at) {}

    public record Stop(long id, Environment environment, String code, Instant at) {}

    public Environment environment() {
        boolean production = Boolean.TRUE.equals(sql.select(field("cybertip_production()", Boolean.class))
                .fetchSingle()
                .value1());
        return production ? Environment.PRODUCTION : Environment.TEST;
    }

    /** Production that one person wants and nobody has confirmed yet. */
    public Optional<Proposal> proposal() {
        return sql.selectFrom(CYBERTIP_SWITCH)
                .orderBy(CYBERTIP_SWITCH.ID.desc())
                .limit(1)
                .fetchOptional()
                .filter(row -> row.getProduction() && row.getConfirmedAt() == null)
                .map(row -> new Proposal(row.getId(), row.getById(), row.getAt()));
    }

    /** @throws Refusal where there is nothing to sign in with, or it is so already */
    public void propose(Actor.Staff by) {
        if (!access.ready(Environment.PRODUCTION)) {
            throw new Refusal(say(
                    "There are no credentials for production yet. An administrator sets them first.",
                    "Todavía no hay credenciales para producción. Alguien de administración las pone primero."));
        }
        if (environment() == Environment.PRODUCTION || proposal().isPresent()) {
            throw new Refusal(
                    say("Production is on or proposed already.", "La producción ya está activada o propuesta."));
        }
        record(by, "cybertip-production-proposed", insert(true, by));
    }

    /** @throws Refusal to whoever proposed it, and when something newer was decided */
    public void confirm(long id, Actor.Staff by) {
        Proposal waiting = proposal()
                .filter(it -> it.id() == id)
                .orElseThrow(() -> new Refusal(
                        say("There is no such proposal that waits.", "No hay ninguna propuesta así que espere.")));
        if (waiting.by() == by.id()) {
            throw new Refusal(say(
                    "You proposed this. A second person must confirm it.",
                    "Tú lo propusiste. Una segunda persona debe confirmarlo."));
        }
        int confirmed = sql.update(CYBERTIP_SWITCH)
                .set(CYBERTIP_SWITCH.CONFIRMED_BY, by.id())
                .set(CYBERTIP_SWITCH.CONFIRMED_AT, clock.instant())
                .where(CYBERTIP_SWITCH.ID.eq(id).and(CYBERTIP_SWITCH.CONFIRMED_AT.isNull()))
                .execute();
        if (confirmed == 1) {
            record(by, "cybertip-production-on", id);
        }
    }

    /** Back to the test system, at once. Also takes back a proposal. */
    public void off(Actor.Staff by) {
        record(by, "cybertip-production-off", insert(false, by));
    }

    /** What stops sending now. */
    public List<Stop> stops() {
        return sql.selectFrom(CYBERTIP_STOP)
                .where(CYBERTIP_STOP.ENDED_AT.isNull())
                .orderBy(CYBERTIP_STOP.ID)
                .fetch(row ->
                        new Stop(row.getId(), Environment.ofKey(row.getEnvironment()), row.getCode(), row.getAt()));
    }

    /** The sign-in was seen to: what waits goes on. */
    public void resume(long stopId, Actor.Staff by) {
        int ended = sql.update(CYBERTIP_STOP)
                .set(CYBERTIP_STOP.ENDED_BY, by.id())
                .set(CYBERTIP_STOP.ENDED_AT, clock.instant())
                .where(CYBERTIP_STOP.ID.eq(stopId).and(CYBERTIP_STOP.ENDED_AT.isNull()))
                .execute();
        if (ended == 0) {
            throw new Refusal(say("Somebody has seen to this already.", "Alguien ya se ocupó de esto."));
        }
        record(by, "cybertip-resumed", stopId);
    }

    /** True the first time. */
    boolean stop(Environment environment, String code) {
        return sql.insertInto(CYBERTIP_STOP)
                        .set(CYBERTIP_STOP.ENVIRONMENT, environment.key())
                        .set(CYBERTIP_STOP.CODE, code)
                        .set(CYBERTIP_STOP.AT, clock.instant())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Where something may be sent to at this moment. */
    Set<Environment> open() {
        Set<Environment> open = EnumSet.of(Environment.TEST);
        if (environment() == Environment.PRODUCTION) {
            open.add(Environment.PRODUCTION);
        }
        stops().forEach(stop -> open.remove(stop.environment()));
        open.removeIf(environment -> !access.ready(environment));
        return open;
    }

    private long insert(boolean production, Actor.Staff by) {
        return sql.insertInto(CYBERTIP_SWITCH)
                .set(CYBERTIP_SWITCH.PRODUCTION, production)
                .set(CYBERTIP_SWITCH.BY_ID, by.id())
                .set(CYBERTIP_SWITCH.AT, clock.instant())
                .returningResult(CYBERTIP_SWITCH.ID)
                .fetchSingle()
                .value1();
    }

    private void record(Actor.Staff by, String action, long id) {
        audit.record(by, action, "cybertip:" + id, "");
        wakeups.afterCommit(Sending.WORD);
    }
}
