package org.nightlight.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change to many tickets, as far as it has come.
 *
 * @param undoes whether it takes an earlier one back
 * @param total how many tickets were chosen
 * @param changed how many it was done to, those that stood so already included
 * @param refused how many it could not be done to, each with its reason
 * @param endedAt null while it runs
 */
public record BulkJob(
        long id,
        BulkChange change,
        boolean undoes,
        Progress progress,
        int total,
        int changed,
        int refused,
        Instant askedAt,
        @Nullable Instant endedAt) {

    public enum Progress {
        RUNNING,
        DONE,
        CANCELLED
    }

    /** Tickets that it was not done to and is not going to be: gone, behind a wall by now, or left by a cancellation. */
    public int left() {
        return progress == Progress.RUNNING ? 0 : total - changed - refused;
    }

    /** A ticket that it could not be done to, and why in a sentence. */
    public record Refused(int number, long ticketId, String subject, String reason) {}
}
