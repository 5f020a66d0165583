package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a webhook was told, the latest first: {@code GET /desk/admin/webhooks/{id}/deliveries}. */
public record DeliveriesPage(
        Chrome chrome,
        WebhooksPage.Line webhook,
        List<Row> rows,
        @Nullable String newer,
        @Nullable String older) {

    /**
     * One event on its way, or at its end.
     *
     * @param state in words
     * @param reason why it was not taken; empty where it was or nobody has tried
     * @param next when it is tried again; null where it is not
     * @param idle whether it can be sent again
     */
    public record Row(
            String event,
            When at,
            String what,
            String number,
            String ticket,
            String state,
            String cls,
            int attempts,
            String reason,
            @Nullable When next,
            boolean idle) {}
}
