package org.nightlight.automation;

import static nightlight.tables.Tables.RULE_LOOK;
import static nightlight.tables.Tables.RULE_TIME;
import static nightlight.tables.Tables.RULE_WORK;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.privacy.RowsOfTickets;
import org.springframework.stereotype.Component;

/**
 * What this room keeps about conversations: what rules have to look at, which ends the moment an erasure begins, and what they
 * found. No word of any.
 */
@Component
class RuleData extends RowsOfTickets {
    RuleData(DSLContext sql) {
        super(
                sql,
                "automation",
                21,
                new Counted(RULE_LOOK.TICKET_ID, RULE_LOOK.AT, "What rules looked at", "Lo que miraron las reglas"),
                List.of(RULE_WORK.TICKET_ID, RULE_TIME.TICKET_ID),
                Set.of());
    }
}
