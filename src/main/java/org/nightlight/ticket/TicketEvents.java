package org.nightlight.ticket;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to a ticket, told within the transaction in which it happened. Ids and states only. */
public sealed interface TicketEvents {
    long ticketId();

    /** Keys of the playbook with that number, by which the ticket was sorted. */
    record Opened(
            long ticketId,
            String tier,
            String category,
            @Nullable String issue,
            int level,
            int playbookVersion,
            Instant at)
            implements TicketEvents {}

    /** @param automatic a machine wrote for them, such as an answer while they are away */
    record CustomerWrote(long ticketId, long messageId, boolean automatic) implements TicketEvents {}

    record StateChanged(long ticketId, State from, State to, Instant at) implements TicketEvents {}

    record ReplyQueued(long ticketId, long messageId) implements TicketEvents {}

    record ReplySent(long ticketId, long messageId, Instant at) implements TicketEvents {}

    /** The customer was answered by a mail of which the ticket keeps no message. */
    record Answered(long ticketId, Instant at) implements TicketEvents {}

    /** These of it are others now. That its state is another one is told by {@link StateChanged}. */
    record Changed(long ticketId, Set<Part> parts) implements TicketEvents {
        public enum Part {
            TEAM,
            LEVEL,
            ASSIGNEE,
            TAGS,
            PRIORITY
        }
    }

    /** A rule of the desk handed it to a higher level: its clocks learn of it, and no customer is told. */
    record HandedUp(long ticketId, Instant at) implements TicketEvents {}

    /** Category, issue or tier is another one now: clocks are set anew. */
    record Reclassified(long ticketId, Instant at) implements TicketEvents {}

    /** The ticket moved up its ladder. {@code byItself}: since time was up, not by a person. */
    record Climbed(long ticketId, int level, boolean byItself, Instant at) implements TicketEvents {}

    /** It goes on in {@code targetId}, which keeps its promises to the customer. */
    record Merged(long ticketId, long targetId, Instant at) implements TicketEvents {}

    record Unmerged(long ticketId, long targetId, Instant at) implements TicketEvents {}

    /** These messages are in {@code targetId} now, with all that is kept about each of them. Needs {@code SYSTEM}. */
    record MessagesMoved(long ticketId, long targetId, Set<Long> messages) implements TicketEvents {}

    record Sealed(long ticketId) implements TicketEvents {}

    /** The wall came down again: what was sealed stands in plain. */
    record Released(long ticketId) implements TicketEvents {}
}
