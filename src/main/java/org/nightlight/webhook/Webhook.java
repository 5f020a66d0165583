package org.nightlight.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine that is told what happens to tickets.
 *
 * @param version guards against two people overwriting each other
 * @param gone whether the desk switched it off since the machine said that it is gone for good
 * @param oldSecretUntil until when calls are signed by the secret of before too; null where there is none
 * @param last what came of the last call; null before the first
 * @param removed when it was set aside; null while it stands
 */
public record Webhook(
        long id,
        int version,
        String name,
        String address,
        List<EventType> events,
        boolean active,
        boolean gone,
        @Nullable Instant oldSecretUntil,
        @Nullable Last last,
        @Nullable Instant removed) {

    /** What a form says of one. */
    public record Facts(String name, String address, List<EventType> events) {}

    /** A call's end. */
    public record Last(Instant at, Fault fault, int status) {}

    /** One that was just made or got another secret, which nobody is shown again. */
    public record Fresh(Webhook webhook, String secret) {}

    /** How it stands with what a webhook is to be told. */
    public record Counts(int waiting, int failing, int dead) {
        public static final Counts NONE = new Counts(0, 0, 0);
    }
}
