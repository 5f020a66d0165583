package org.nightlight.ticket;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attachment without its bytes.
 *
 * @param name as its sender called it; behind the wall {@link org.nightlight.seal.Seal#MARK} outside of a reading
 * @param type as its sender says
 * @param found what its bytes are; null while nobody has looked
 * @param size in bytes
 * @param inlineId the id by which the HTML refers to it, if it does
 * @param verdict the scanner's name for what it found, or empty
 */
public record TicketFile(
        long id,
        long ticketId,
        long messageId,
        String name,
        String type,
        @Nullable String found,
        long size,
        byte[] sha256,
        @Nullable String inlineId,
        Scan scan,
        String verdict) {

    /** What the virus scanner said. */
    public enum Scan {
        /** It has not been asked, or has not answered yet. */
        NONE,
        CLEAN,
        INFECTED,
        /** It answered that it cannot look into this one, such as for its length. */
        FAILED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Scan ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** Of what other kind it is than it is called, if so. */
    public Optional<FoundType.Disguise> disguise() {
        return found == null ? Optional.empty() : FoundType.disguise(name, type, found);
    }
}
