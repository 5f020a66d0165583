package org.nightlight.privacy;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a parent decided. Steps are only ever added; the latest of a child holds.
 *
 * @param collection whether data of the child may be gathered and used
 * @param thirdPartyDisclosure whether it may be given to others; never implied by the first
 * @param noticeVersion of the notice that the parent read
 * @param method null for a refusal or a revocation, which need no proof
 * @param evidence where the proof is, such as {@code form:7}
 * @param expiresAt until when a given consent holds
 */
public record ConsentStep(
        long requestId,
        Instant at,
        Decision decision,
        boolean collection,
        boolean thirdPartyDisclosure,
        int noticeVersion,
        @Nullable ConsentMethod method,
        String evidence,
        @Nullable Instant expiresAt) {

    public enum Decision {
        /** Said yes on the page; not proven yet, so that nothing holds. */
        ANSWERED,
        /** Proven by its method: it holds. */
        GIVEN,
        REFUSED,
        REVOKED,
        /** What was handed in as proof was not taken. */
        DECLINED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean waitsFor(ConsentMethod proof) {
        return decision == Decision.ANSWERED && proof.equals(method);
    }
}
