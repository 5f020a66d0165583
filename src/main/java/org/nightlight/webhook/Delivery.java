package org.nightlight.webhook;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a webhook, or at its end.
 *
 * @param next when it is tried again; of use while it waits
 * @param tried when it was tried last; null before the first time
 */
public record Delivery(
        UUID event,
        EventType type,
        long ticketId,
        State state,
        int attempts,
        Instant created,
        @Nullable Instant tried,
        Instant next,
        Fault fault,
        int status) {

    public enum State {
        QUEUED,
        SENDING,
        SENT,
        DEAD
    }

    /** Where a page of deliveries ends or begins; no number that others could count by. */
    public record Spot(Instant created, UUID event) {
        private static final Pattern TEXT =
                Pattern.compile("(\\d{1,17})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

        public static Optional<Spot> read(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            long micros = Long.parseLong(parts.group(1));
            return Optional.of(new Spot(
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                    UUID.fromString(parts.group(2))));
        }

        @Override
        public String toString() {
            return (created.getEpochSecond() * 1_000_000 + created.getNano() / 1_000) + "_" + event;
        }
    }

    public Spot spot() {
        return new Spot(created, event);
    }
}
