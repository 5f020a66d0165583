package org.nightlight.privacy;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the consent for a child stands now.
 *
 * @param collection whether more than the exceptions allow may be gathered and used now
 * @param disclosure whether data may go to third parties now
 * @param at since when; null while nobody was asked
 * @param until the deadline of an answer, or the end of a consent; null where there is none
 */
public record ConsentStanding(
        State state,
        boolean collection,
        boolean disclosure,
        @Nullable Instant at,
        @Nullable Instant until,
        @Nullable ConsentMethod method) {

    public enum State {
        /** Nobody was asked. */
        NONE,
        ASKED,
        /** A parent said yes and has not proven it yet. */
        ANSWERED,
        GIVEN,
        /** Given, but the notice has changed materially since. */
        SUSPENDED,
        REFUSED,
        REVOKED,
        /** Given once; its time is over. */
        EXPIRED,
        /** Asked, and nobody answered in time. */
        UNANSWERED
    }

    public static final ConsentStanding NONE = new ConsentStanding(State.NONE, false, false, null, null, null);

    /**
     * Pure: from the child's latest request and latest step.
     *
     * @param overruled whether the notice of that step has changed materially
     */
    static ConsentStanding of(
            Optional<ConsentRequest> request, Optional<ConsentStep> latest, boolean overruled, Instant now) {
        if (request.isEmpty()) {
            return NONE;
        }
        ConsentRequest asked = request.get();
        ConsentStep step = latest.orElse(null);
        if (asked.isOpen()) {
            boolean answered =
                    step != null && step.requestId() == asked.id() && step.decision() == ConsentStep.Decision.ANSWERED;
            ConsentStep answer = answered ? step : null;
            return answer == null
                    ? new ConsentStanding(State.ASKED, false, false, asked.askedAt(), asked.deadline(), null)
                    : new ConsentStanding(State.ANSWERED, false, false, answer.at(), asked.deadline(), answer.method());
        }
        if (step == null
                || step.decision() == ConsentStep.Decision.ANSWERED
                || step.decision() == ConsentStep.Decision.DECLINED) {
            return closed(State.UNANSWERED, asked.deadline());
        }
        return switch (step.decision()) {
            case REVOKED -> closed(State.REVOKED, step.at());
            case GIVEN -> given(step, overruled, now);
            case REFUSED, ANSWERED, DECLINED -> closed(State.REFUSED, step.at());
        };
    }

    private static ConsentStanding given(ConsentStep step, boolean overruled, Instant now) {
        Instant end = step.expiresAt();
        if (end == null || !end.isAfter(now)) {
            return closed(State.EXPIRED, end == null ? step.at() : end);
        }
        return overruled
                ? new ConsentStanding(State.SUSPENDED, false, false, step.at(), end, step.method())
                : new ConsentStanding(
                        State.GIVEN, step.collection(), step.thirdPartyDisclosure(), step.at(), end, step.method());
    }

    private static ConsentStanding closed(State state, Instant at) {
        return new ConsentStanding(state, false, false, at, null, null);
    }

    /** Whether a parent was asked and has not decided. */
    public boolean isWaiting() {
        return state == State.ASKED || state == State.ANSWERED;
    }

    /** Whether a parent may be asked now. */
    public boolean mayBeAsked() {
        return switch (state) {
            case NONE, SUSPENDED, REFUSED, REVOKED, EXPIRED, UNANSWERED -> true;
            case ASKED, ANSWERED, GIVEN -> false;
        };
    }
}
