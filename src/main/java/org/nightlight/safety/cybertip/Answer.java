package org.nightlight.safety.cybertip;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call.
 *
 * @param code the other side's, or {@code http-503}, {@code unreachable}, {@code no-answer}, {@code unreadable}
 * @param requestId by which the other side finds the call again; null where it gave none
 */
record Answer(
        Sense sense,
        String code,
        @Nullable String requestId,
        @Nullable Reply reply) {

    enum Sense {
        DONE,
        /** It was certainly not done; later it may be. */
        AGAIN,
        /** Whether it was done cannot be told. */
        UNCLEAR,
        /** Our sign-in or our rights are not taken. */
        CREDENTIALS,
        /** It will not be done like this, however often. */
        REFUSED,
        /** There is no such report any more. */
        GONE,
        RETRACTED,
        FINISHED
    }

    static Answer unreachable() {
        return new Answer(Sense.AGAIN, "unreachable", null, null);
    }

    static Answer none() {
        return new Answer(Sense.UNCLEAR, "no-answer", null, null);
    }

    /** The body's own code counts first, the status second. */
    static Answer of(int status, byte[] body, @Nullable String requestId) {
        Optional<Reply> reply = Reply.parse(body);
        return reply.map(it -> new Answer(sense(it.code()), Integer.toString(it.code()), requestId, it))
                .orElseGet(() -> new Answer(
                        ofStatus(status), status / 100 == 2 ? "unreadable" : "http-" + status, requestId, null));
    }

    private static Sense sense(int code) {
        return switch (code) {
            case 0 -> Sense.DONE;
            case 1210 -> Sense.REFUSED;
            case 2000, 3000, 3100, 3300 -> Sense.CREDENTIALS;
            case 5001 -> Sense.GONE;
            case 5101 -> Sense.RETRACTED;
            case 5102 -> Sense.FINISHED;
            default -> code >= 1000 && code < 2000 ? Sense.AGAIN : Sense.REFUSED;
        };
    }

    private static Sense ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> Sense.CREDENTIALS;
            case 429, 503 -> Sense.AGAIN;
            case 408 -> Sense.UNCLEAR;
            default -> status / 100 == 2 || status >= 500 ? Sense.UNCLEAR : Sense.REFUSED;
        };
    }
}
