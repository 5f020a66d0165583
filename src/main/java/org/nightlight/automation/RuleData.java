package org.nightlight.automation;

import static nightlight.tables.Tables.RULE_LOOK;
import static nightlight.tables.Tables.RULE_TIME;
import static nightlight.tables.Tables.RULE_WORK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.playbook.RetentionRules;
import org.nightlight.privacy.Holding;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.springframework.stereotype.Component;

/** What this room keeps about conversations: what rules have to look at, and what they found. No word of any. */
@Component
class RuleData implements PersonalData {
    private final DSLContext sql;

    RuleData(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String room() {
        return "automation";
    }

    @Override
    public int rank() {
        return 21;
    }

    @Override
    public Set<String> tables() {
        return Set.of("rule_work", "rule_time", "rule_look");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        Holding holding = sql.select(count(), min(RULE_LOOK.AT))
                .from(RULE_LOOK)
                .where(RULE_LOOK.TICKET_ID.eq(any(tickets(scope))))
                .fetchSingle(row -> new Holding(
                        "What rules looked at",
                        "Lo que miraron las reglas",
                        RetentionRules.TICKETS,
                        row.value1(),
                        row.value2()));
        return List.of(holding);
    }

    /** No rule looks at it any more from the first moment on. */
    @Override
    public void begin(Scope scope, long erasure) {
        sql.deleteFrom(RULE_WORK)
                .where(RULE_WORK.TICKET_ID.eq(any(tickets(scope))))
                .execute();
        sql.deleteFrom(RULE_TIME)
                .where(RULE_TIME.TICKET_ID.eq(any(tickets(scope))))
                .execute();
    }

    @Override
    public void erase(Scope scope) {
        begin(scope, 0);
        sql.deleteFrom(RULE_LOOK)
                .where(RULE_LOOK.TICKET_ID.eq(any(tickets(scope))))
                .execute();
    }

    private static Long[] tickets(Scope scope) {
        return scope.tickets().toArray(Long[]::new);
    }
}
