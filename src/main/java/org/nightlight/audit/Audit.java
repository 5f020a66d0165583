package org.nightlight.audit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * Who did what, when. A line is written in the transaction of the change that it tells of, so that neither exists without
 * the other; the database chains the lines by hash, and {@link #faults} finds any that was changed, removed or put in.
 * Lines carry ids and plain keys, never what anybody wrote.
 */
@Component
public class Audit {
    private final DSLContext sql;
    private final Clock clock;

    public Audit(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A line about something that everybody at the desk may know. {@code subject} is such as {@code staff:7}. */
    public void record(Actor actor, String action, String subject, String detail) {
        append(actor, action, subject, null, detail, false);
    }

    /** A line about a ticket: whoever may not see the ticket does not see the line. */
    public void recordTicket(Actor actor, String action, long ticketId, String detail) {
        append(actor, action, "ticket:" + ticketId, ticketId, detail, false);
    }

    /** A line that only the Safety Team and Legal may see. */
    public void recordWalled(Actor actor, String action, String subject, @Nullable Long ticketId, String detail) {
        append(actor, action, subject, ticketId, detail, true);
    }

    private void append(
            Actor actor, String action, String subject, @Nullable Long ticketId, String detail, boolean walled) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        sql.execute(
                "select audit_append(?::timestamptz, ?, ?, ?, ?::bigint, ?, ?)",
                now,
                actor.key(),
                action,
                subject,
                ticketId,
                detail,
                walled);
    }

    /** A break in a chain: which line, and what is wrong with it. */
    public record Fault(int chain, long seq, String what) {}

    /** Every break in every chain; none when the record is whole. Reads all lines: needs {@code SYSTEM} clearance. */
    public List<Fault> faults() {
        return sql.fetch("select chain, seq, fault from audit_faults()")
                .map(row -> new Fault(row.get(0, Integer.class), row.get(1, Long.class), row.get(2, String.class)));
    }
}
