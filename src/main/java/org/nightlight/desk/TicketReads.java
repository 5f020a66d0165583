package org.nightlight.desk;

import static nightlight.tables.Tables.SCREENING;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the ticket page and the case page show beside the ticket's own story. Read only, by key, behind the clearance. */
@Component
class TicketReads {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OTHERS = 6;

    private final DSLContext sql;

    TicketReads(DSLContext sql) {
        this.sql = sql;
    }

    record Other(long id, String subject, String state) {}

    record Screened(long messageId, String level, boolean held, JsonNode reasons, String engine, Instant at) {}

    /** The requester's latest other tickets, as far as the viewer may see them. */
    List<Other> others(long requesterId, long ticketId) {
        return sql.select(TICKET.ID, TICKET.SUBJECT, TICKET.STATE)
                .from(TICKET)
                .where(TICKET.REQUESTER_ID.eq(requesterId).and(TICKET.ID.ne(ticketId)))
                .orderBy(TICKET.ID.desc())
                .limit(OTHERS)
                .fetch(row -> new Other(row.value1(), row.value2(), row.value3()));
    }

    /** Those of the numbers that the viewer may see: a number in an old event may have gone behind the wall since. */
    Set<Long> visible(Collection<Long> ticketIds) {
        return ticketIds.isEmpty()
                ? Set.of()
                : sql.select(TICKET.ID)
                        .from(TICKET)
                        .where(TICKET.ID.eq(any(ticketIds.toArray(Long[]::new))))
                        .fetchSet(TICKET.ID);
    }

    /** What screening said of each message of a case, for the safety side alone. */
    List<Screened> screenings(long ticketId) {
        return sql.selectFrom(SCREENING)
                .where(SCREENING.TICKET_ID.eq(ticketId))
                .orderBy(SCREENING.MESSAGE_ID)
                .fetch(row -> new Screened(
                        row.getMessageId(),
                        row.getLevel(),
                        row.getHeld(),
                        JSON.readTree(row.getReasons().data()),
                        row.getEngine(),
                        row.getAt()));
    }
}
