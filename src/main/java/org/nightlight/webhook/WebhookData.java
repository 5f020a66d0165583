package org.nightlight.webhook;

import static nightlight.tables.Tables.WEBHOOK_EVENT;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.privacy.RowsOfTickets;
import org.springframework.stereotype.Component;

/**
 * What this room keeps about conversations: what programs of others are told of them, which ends the moment an erasure begins. No
 * word of any.
 */
@Component
class WebhookData extends RowsOfTickets {
    WebhookData(DSLContext sql) {
        super(
                sql,
                "webhook",
                22,
                new Counted(
                        WEBHOOK_EVENT.TICKET_ID,
                        WEBHOOK_EVENT.AT,
                        "What webhooks are told",
                        "Lo que se avisa a webhooks"),
                List.of(WEBHOOK_EVENT.TICKET_ID),
                Set.of("webhook_delivery"));
    }
}
