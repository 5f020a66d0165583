package org.nightlight.safety;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nightlight.staff.StaffMember;

/**
 * One step of calling people, as each {@link PageWay} gets it.
 *
 * @param caseId null for an outage of screening
 * @param ticketId the case's ticket, for the record of what was sent; null for an outage
 * @param level of the case; the gravest for an outage
 * @param nobodyOnDuty the rota has nobody now, so that everybody is called
 * @param again these people have been called before and nobody answered
 * @param people whom to call
 */
public record Page(
        long id,
        @Nullable Long caseId,
        @Nullable Long ticketId,
        Level level,
        Step step,
        boolean nobodyOnDuty,
        boolean again,
        boolean drill,
        List<Called> people) {

    /** Who is called when, in this order; the last again and again. */
    public enum Step {
        FIRST,
        BACKUP,
        LEAD,
        EVERYBODY;

        Step next() {
            return this == EVERYBODY ? this : values()[ordinal() + 1];
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Step ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** One person, and the secret of the link by which this person alone acknowledges without signing in. */
    public record Called(StaffMember member, String secret) {
        @Override
        public String toString() {
            return "staff:" + member.id(); // the secret belongs into no log
        }
    }

    public boolean outage() {
        return caseId == null;
    }
}
