package org.nightlight.sla;

import static nightlight.tables.Tables.CLOCK;
import static nightlight.tables.Tables.CLOCK_EVENT;
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

/** What this room keeps about conversations: their clocks. Set aside, a conversation needs none. */
@Component
class ClockData implements PersonalData {
    private final DSLContext sql;

    ClockData(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String room() {
        return "sla";
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public Set<String> tables() {
        return Set.of("clock", "clock_event");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        Holding holding = sql.select(count(), min(CLOCK_EVENT.AT))
                .from(CLOCK_EVENT)
                .where(CLOCK_EVENT.TICKET_ID.eq(any(tickets(scope))))
                .fetchSingle(row -> new Holding(
                        "Lines of clocks and promises",
                        "Líneas de plazos y promesas",
                        RetentionRules.TICKETS,
                        row.value1(),
                        row.value2()));
        return List.of(holding);
    }

    /** Nothing rings any more from the first moment on. */
    @Override
    public void begin(Scope scope, long erasure) {
        sql.deleteFrom(CLOCK).where(CLOCK.TICKET_ID.eq(any(tickets(scope)))).execute();
    }

    @Override
    public void erase(Scope scope) {
        begin(scope, 0);
        sql.deleteFrom(CLOCK_EVENT)
                .where(CLOCK_EVENT.TICKET_ID.eq(any(tickets(scope))))
                .execute();
    }

    private static Long[] tickets(Scope scope) {
        return scope.tickets().toArray(Long[]::new);
    }
}
