package org.nightlight.channel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that comes as fields rather than as a mail: from the contact form, the API or an agent's note of a phone call.
 * Stored as JSON before anything is done with it.
 *
 * @param email the requester's address; empty for a caller who gave none
 * @param fields further form fields by name, which are screened too
 * @param customerId the requester, when already known by number
 * @param ticketId the ticket that it continues, when said so by staff
 * @param actor who handed it in, as {@code staff:7}, where that is not the requester
 * @param priority as a machine set it: {@code urgent}, {@code high}, {@code normal} or {@code low}
 * @param externalId the matter's number in the system that handed it in
 */
public record Letter(
        String email,
        String name,
        String subject,
        String text,
        Map<String, String> fields,
        List<String> tags,
        @Nullable Long customerId,
        @Nullable Long ticketId,
        @Nullable String actor,
        @Nullable String priority,
        @Nullable String externalId) {

    /** The field that holds what the writer answered about their age: {@code under13}, {@code 13to17}, {@code adult} or {@code unknown}. */
    public static final String AGE = "age";

    public Letter(
            String email,
            String name,
            String subject,
            String text,
            Map<String, String> fields,
            List<String> tags,
            @Nullable Long customerId,
            @Nullable Long ticketId,
            @Nullable String actor) {
        this(email, name, subject, text, fields, tags, customerId, ticketId, actor, null, null);
    }

    public static Letter of(String email, String name, String subject, String text) {
        return new Letter(email, name, subject, text, Map.of(), List.of(), null, null, null);
    }
}
