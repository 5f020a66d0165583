package org.nightlight.privacy;

import java.time.Instant;
import java.util.Locale;
import org.nightlight.shared.Actor;

/**
 * Something said about how old somebody is.
 *
 * @param reason why an agent says so; empty for other sources
 */
public record AgeStatement(AgeState band, Source source, Actor actor, Instant at, String reason) {
    /** Where a statement comes from. */
    public enum Source {
        /** The account's own data: year of birth, or what they are to the household. Never stored as a statement. */
        ACCOUNT,
        /** Words of a message. */
        MESSAGE,
        /** The answer to the neutral question of the contact form. */
        QUESTION,
        /** A person at the desk, with a reason. */
        AGENT;

        /** As stored: {@code message}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
