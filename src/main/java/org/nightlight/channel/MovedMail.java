package org.nightlight.channel;

import static nightlight.tables.Tables.INBOUND;
import static nightlight.tables.Tables.SENDER_FINDING;
import static org.jooq.impl.DSL.any;

import org.jooq.DSLContext;
import org.nightlight.ticket.TicketEvents;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The stored original of a message, and what was found out about its sender, are known by the ticket in which it is. */
@Component
class MovedMail {
    private final DSLContext sql;

    MovedMail(DSLContext sql) {
        this.sql = sql;
    }

    @EventListener
    void on(TicketEvents.MessagesMoved event) {
        Long[] ids = event.messages().toArray(Long[]::new);
        sql.update(INBOUND)
                .set(INBOUND.TICKET_ID, event.targetId())
                .where(INBOUND.MESSAGE_ID.eq(any(ids)))
                .execute();
        sql.update(SENDER_FINDING)
                .set(SENDER_FINDING.TICKET_ID, event.targetId())
                .where(SENDER_FINDING.MESSAGE_ID.eq(any(ids)))
                .execute();
    }
}
