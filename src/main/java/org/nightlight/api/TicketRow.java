package org.nightlight.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.State;

/** A ticket as the dialect shows it: our own fields with the first message and the tags, all from one read. */
record TicketRow(
        long id,
        String subject,
        String description,
        State state,
        @Nullable String priority,
        String category,
        @Nullable String issue,
        String tier,
        String team,
        @Nullable Long assigneeId,
        long requesterId,
        Actor submitter,
        Channel channel,
        @Nullable String externalId,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt) {

    /** The same in these words. */
    TicketRow saying(String subject, String description) {
        return new TicketRow(
                id,
                subject,
                description,
                state,
                priority,
                category,
                issue,
                tier,
                team,
                assigneeId,
                requesterId,
                submitter,
                channel,
                externalId,
                tags,
                createdAt,
                updatedAt);
    }

    TicketRow in(State state) {
        return new TicketRow(
                id,
                subject,
                description,
                state,
                priority,
                category,
                issue,
                tier,
                team,
                assigneeId,
                requesterId,
                submitter,
                channel,
                externalId,
                tags,
                createdAt,
                updatedAt);
    }
}
