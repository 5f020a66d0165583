package org.nightlight.safety;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's wish to read one case.
 *
 * @param caseId as it was asked for; there may be no such case
 * @param answeredBy null while nobody has
 * @param until when a grant ends; null without one
 */
public record GlassRequest(
        long id,
        long askedBy,
        long caseId,
        String reason,
        Instant askedAt,
        Standing standing,
        @Nullable Long answeredBy,
        @Nullable Instant until) {
    /** So long a request waits; then it lapses, and has to be made anew. */
    public static final Duration WAITS = Duration.ofHours(24);

    public enum Standing {
        WAITING,
        /** Granted, and the hour has not passed. */
        OPEN,
        OVER,
        DECLINED,
        LAPSED
    }

    static GlassRequest of(
            long id,
            long askedBy,
            long caseId,
            String reason,
            Instant askedAt,
            @Nullable Long answeredBy,
            @Nullable Instant until,
            Instant now) {
        Standing standing;
        if (answeredBy == null) {
            standing = now.isBefore(askedAt.plus(WAITS)) ? Standing.WAITING : Standing.LAPSED;
        } else if (until == null) {
            standing = Standing.DECLINED;
        } else {
            standing = now.isBefore(until) ? Standing.OPEN : Standing.OVER;
        }
        return new GlassRequest(id, askedBy, caseId, reason, askedAt, standing, answeredBy, until);
    }
}
