package org.nightlight.automation;

import static nightlight.tables.Tables.RULE_LOOK;
import static org.jooq.impl.DSL.count;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What rules found when they looked at tickets: why each fired or did not. */
@Component
public class Looks {
    private final DSLContext sql;

    Looks(DSLContext sql) {
        this.sql = sql;
    }

    public enum Outcome {
        FIRED,
        /** A part of the condition did not hold; of these the latest alone is kept. */
        NOT,
        /** It would have fired, and what it does is not allowed on this ticket. */
        REFUSED,
        FAILED,
        /** It would have fired once more in a circle of rules. */
        STOPPED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One look of a rule at a ticket.
     *
     * @param what the changes at which it looked, or {@code time}
     * @param because what was done as {@link Plan.Step#text}, the parts of the condition that did not hold, or one sentence
     * @param times how often so far, for those that found nothing to do
     */
    public record Look(
            long ruleId,
            int version,
            Instant at,
            List<String> what,
            Outcome outcome,
            List<String> because,
            int times) {}

    /** Of one ticket, the latest first, as far as the caller's clearance shows it. */
    public List<Look> of(long ticketId, int most) {
        return sql.selectFrom(RULE_LOOK)
                .where(RULE_LOOK.TICKET_ID.eq(ticketId))
                .orderBy(RULE_LOOK.AT.desc(), RULE_LOOK.ID.desc())
                .limit(most)
                .fetch(row -> new Look(
                        row.getRuleId(),
                        row.getVersion(),
                        row.getAt(),
                        List.of(row.getWhat()),
                        Outcome.valueOf(row.getOutcome().toUpperCase(Locale.ROOT)),
                        List.of(row.getBecause()),
                        row.getTimes()));
    }

    /** How often each rule fired since; one that did not is not in it. */
    public Map<Long, Integer> fired(Instant since) {
        return sql.select(RULE_LOOK.RULE_ID, count())
                .from(RULE_LOOK)
                .where(RULE_LOOK.OUTCOME.eq(Outcome.FIRED.key()), RULE_LOOK.AT.ge(since))
                .groupBy(RULE_LOOK.RULE_ID)
                .fetchMap(RULE_LOOK.RULE_ID, count());
    }

    /** Whether the rule fired since this beginning because its time was up. */
    boolean firedInTime(long ticketId, long ruleId, Instant since) {
        return sql.fetchExists(
                RULE_LOOK,
                RULE_LOOK.TICKET_ID.eq(ticketId),
                RULE_LOOK.RULE_ID.eq(ruleId),
                RULE_LOOK.OUTCOME.eq(Outcome.FIRED.key()),
                RULE_LOOK.AT.ge(since),
                RULE_LOOK.WHAT.contains(new String[] {Heard.TIME}));
    }

    void add(long ticketId, Rule rule, Instant at, List<String> what, Outcome outcome, List<String> because) {
        var insert = sql.insertInto(RULE_LOOK)
                .set(RULE_LOOK.TICKET_ID, ticketId)
                .set(RULE_LOOK.RULE_ID, rule.id())
                .set(RULE_LOOK.VERSION, rule.version())
                .set(RULE_LOOK.AT, at)
                .set(RULE_LOOK.WHAT, what.toArray(String[]::new))
                .set(RULE_LOOK.OUTCOME, outcome.key())
                .set(RULE_LOOK.BECAUSE, because.toArray(String[]::new));
        if (outcome == Outcome.NOT) {
            insert.onConflict(RULE_LOOK.TICKET_ID, RULE_LOOK.RULE_ID)
                    .where(RULE_LOOK.OUTCOME.eq(org.jooq.impl.DSL.inline(Outcome.NOT.key())))
                    .doUpdate()
                    .set(RULE_LOOK.VERSION, rule.version())
                    .set(RULE_LOOK.AT, at)
                    .set(RULE_LOOK.WHAT, what.toArray(String[]::new))
                    .set(RULE_LOOK.BECAUSE, because.toArray(String[]::new))
                    .set(RULE_LOOK.TIMES, RULE_LOOK.TIMES.plus(1))
                    .execute();
        } else {
            insert.execute();
        }
    }
}
