package org.nightlight.sla;

import static nightlight.tables.Tables.CLOCK;
import static nightlight.tables.Tables.CLOCK_EVENT;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.privacy.RowsOfTickets;
import org.springframework.stereotype.Component;

/**
 * What this room keeps about conversations: their clocks, which ring no more from the first moment of an erasure on. Set aside,
 * a conversation needs none.
 */
@Component
class ClockData extends RowsOfTickets {
    ClockData(DSLContext sql) {
        super(
                sql,
                "sla",
                20,
                new Counted(
                        CLOCK_EVENT.TICKET_ID,
                        CLOCK_EVENT.AT,
                        "Lines of clocks and promises",
                        "Líneas de plazos y promesas"),
                List.of(CLOCK.TICKET_ID),
                Set.of());
    }
}
