package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a change to many tickets has come: {@code GET /desk/bulk-jobs/{id}}.
 *
 * @param refused tickets that it could not be done to, a page of them
 * @param further address of the next page of these; null on the last
 */
public record BulkJobPage(
        Chrome chrome,
        Line job,
        boolean canRetry,
        boolean canUndo,
        List<Refused> refused,
        @Nullable String further) {

    /**
     * A job in a line.
     *
     * @param does what it does, such as {@code State: Solved}; several
     * @param percent how far it has come
     * @param left tickets that it is not going to be done to
     */
    public record Line(
            long id,
            List<String> does,
            boolean undoes,
            boolean running,
            boolean cancelled,
            int total,
            int changed,
            int refused,
            int left,
            int percent,
            When asked) {
        public String address() {
            return "/desk/bulk-jobs/" + id;
        }
    }

    /** @param address of the ticket */
    public record Refused(String number, String address, String subject, String reason) {}
}
