package org.nightlight.ticket;

import java.time.Instant;

/** What happened to a ticket, told within the transaction in which it happened. Ids and states only. */
public sealed interface TicketEvents {
    long ticketId();

    record Opened(long ticketId, Instant at) implements TicketEvents {}

    record CustomerWrote(long ticketId, long messageId) implements TicketEvents {}

    record StateChanged(long ticketId, State from, State to, Instant at) implements TicketEvents {}

    record ReplyQueued(long ticketId, long messageId) implements TicketEvents {}

    record ReplySent(long ticketId, long messageId, Instant at) implements TicketEvents {}

    /** Category, issue or tier is another one now: clocks are set anew. */
    record Reclassified(long ticketId, Instant at) implements TicketEvents {}

    /** The ticket moved up its ladder. {@code byItself}: since time was up, not by a person. */
    record Climbed(long ticketId, int level, boolean byItself, Instant at) implements TicketEvents {}

    record Sealed(long ticketId) implements TicketEvents {}
}
