package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mails as they are kept, to be read again: {@code GET /desk/admin/mail}. */
public record AdminMailPage(
        Chrome chrome,
        List<Row> rows,
        @Nullable String newer,
        @Nullable String older) {

    /**
     * One kept mail.
     *
     * @param number of the ticket that it became; null when it could not be read
     * @param address where that is to be seen
     * @param large too large to be read again here
     */
    public record Row(
            long id, When received, String size, @Nullable String number, String address, boolean large) {}
}
