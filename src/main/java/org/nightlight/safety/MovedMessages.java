package org.nightlight.safety;

import static nightlight.tables.Tables.REREAD;
import static nightlight.tables.Tables.SCREENING;
import static org.jooq.impl.DSL.any;

import org.jooq.DSLContext;
import org.nightlight.ticket.TicketEvents;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What was found in a message stays with it, in whichever ticket it is. */
@Component
class MovedMessages {
    private final DSLContext sql;

    MovedMessages(DSLContext sql) {
        this.sql = sql;
    }

    @EventListener
    void on(TicketEvents.MessagesMoved event) {
        Long[] ids = event.messages().toArray(Long[]::new);
        sql.update(SCREENING)
                .set(SCREENING.TICKET_ID, event.targetId())
                .where(SCREENING.MESSAGE_ID.eq(any(ids)))
                .execute();
        sql.update(REREAD)
                .set(REREAD.TICKET_ID, event.targetId())
                .where(REREAD.MESSAGE_ID.eq(any(ids)))
                .execute();
    }
}
