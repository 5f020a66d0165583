package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The desk's webhooks: {@code GET /desk/admin/webhooks}.
 *
 * @param removed those that can be brought back
 */
public record WebhooksPage(Chrome chrome, List<Line> lines, List<Line> removed, Map<String, String> faults) {

    /**
     * One webhook.
     *
     * @param gone that the desk switched it off, since it said that it is gone
     * @param tried when it was called last; null for never
     * @param outcome of that call, in words
     */
    public record Line(
            long id,
            String name,
            String address,
            List<String> events,
            boolean active,
            boolean gone,
            @Nullable When tried,
            boolean taken,
            String outcome,
            int waiting,
            int failing,
            int dead) {
        public String path() {
            return "/desk/admin/webhooks/" + id;
        }
    }
}
