package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came in and could not be read or finished: {@code GET /desk/inbound}. */
public record InboundPage(
        Chrome chrome,
        List<Row> rows,
        @Nullable String newer,
        @Nullable String older) {

    /**
     * One message that waits.
     *
     * @param from the sender as far as it could be read
     * @param screened what screening said of the raw text, in words
     * @param reason why it is here, in plain words
     */
    public record Row(
            long id,
            When received,
            String channel,
            String from,
            String size,
            String reason,
            int attempts,
            String screened,
            @Nullable When next) {}
}
