package org.nightlight.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The next promise to the customer, as {@link Ticket} shows it: reckoned by {@code sla}, kept here for lists. */
public record Promise(
        @Nullable Instant dueAt,
        @Nullable String metric,
        @Nullable Instant actBy) {}
