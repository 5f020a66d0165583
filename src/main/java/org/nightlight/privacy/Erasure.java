package org.nightlight.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A wish that what is kept about somebody be deleted, and how far it has come, as anybody outside the wall may see it.
 *
 * @param customerId or {@code householdId}; both null once it is done
 * @param askedBy who took the wish in; null where a parent said no on their own page, or the law ends it
 * @param dueAt when it begins at the earliest
 * @param counts how much there was, by store; empty before it begins
 * @param certificate what is handed out; null before it is done
 */
public record Erasure(
        long id,
        @Nullable Long customerId,
        @Nullable Long householdId,
        State state,
        Instant askedAt,
        @Nullable Long askedBy,
        Instant dueAt,
        List<Count> counts,
        @Nullable String certificate,
        @Nullable String sha256,
        @Nullable LocalDate doneOn) {

    public record Count(String place, String recordClass, long number) {}

    public enum State {
        /** Another person has to read it first, since two adults of the household may not agree. */
        REVIEW,
        /** For the days that every erasure waits. */
        WAITING,
        RUNNING,
        DONE,
        /** Called off, or declined by whoever read it. */
        DECLINED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isOpen() {
        return state == State.REVIEW || state == State.WAITING || state == State.RUNNING;
    }
}
