package org.nightlight.webhook;

import static nightlight.tables.Tables.WEBHOOK_EVENT;
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

/** What this room keeps about conversations: what others' machines are told of them. No word of any. */
@Component
class WebhookData implements PersonalData {
    private final DSLContext sql;

    WebhookData(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String room() {
        return "webhook";
    }

    @Override
    public int rank() {
        return 22;
    }

    @Override
    public Set<String> tables() {
        return Set.of("webhook_event", "webhook_delivery");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        Holding holding = sql.select(count(), min(WEBHOOK_EVENT.AT))
                .from(WEBHOOK_EVENT)
                .where(WEBHOOK_EVENT.TICKET_ID.eq(any(tickets(scope))))
                .fetchSingle(row -> new Holding(
                        "What webhooks are told",
                        "Lo que se avisa a webhooks",
                        RetentionRules.TICKETS,
                        row.value1(),
                        row.value2()));
        return List.of(holding);
    }

    /** Nobody is told of it any more from the first moment on. */
    @Override
    public void begin(Scope scope, long erasure) {
        erase(scope);
    }

    @Override
    public void erase(Scope scope) {
        sql.deleteFrom(WEBHOOK_EVENT)
                .where(WEBHOOK_EVENT.TICKET_ID.eq(any(tickets(scope))))
                .execute();
    }

    private static Long[] tickets(Scope scope) {
        return scope.tickets().toArray(Long[]::new);
    }
}
