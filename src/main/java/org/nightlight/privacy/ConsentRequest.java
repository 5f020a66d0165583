package org.nightlight.privacy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Relation;
import org.nightlight.shared.EmailAddress;

/**
 * A parent was asked for consent.
 *
 * @param ticketId where an agent asked
 * @param deadline until when an answer is waited for; then the address is deleted
 * @param language {@code en} or {@code es}
 * @param relation what the agent takes the parent to be to the child
 * @param contact the parent's address; null once it was deleted
 * @param ended {@code given}, {@code refused}, {@code revoked} or {@code expired}; null while it is open
 */
public record ConsentRequest(
        long id,
        long childId,
        @Nullable Long ticketId,
        Instant askedAt,
        Instant deadline,
        String language,
        Relation relation,
        @Nullable EmailAddress contact,
        @Nullable String ended) {

    boolean isOpen() {
        return ended == null;
    }

    /** The same, as the parent said what they are to the child. */
    ConsentRequest by(Relation said) {
        return new ConsentRequest(id, childId, ticketId, askedAt, deadline, language, said, contact, ended);
    }
}
