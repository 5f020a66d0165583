package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_DEBRIEF;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/**
 * The offer to talk after a grave case. Kept: that it was offered, whether it is wanted, that it took place and with whom;
 * never what was said. Verbs need {@code SAFETY} clearance.
 */
@Component
public class Debriefs {
    private final DSLContext sql;
    private final Chronicle chronicle;
    private final Audit audit;
    private final Clock clock;

    public Debriefs(DSLContext sql, Chronicle chronicle, Audit audit, Clock clock) {
        this.sql = sql;
        this.chronicle = chronicle;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param wanted null while the person has not said */
    public record Debrief(
            long id,
            long staffId,
            Instant offeredAt,
            @Nullable Boolean wanted,
            @Nullable Instant doneAt,
            @Nullable Long doneBy) {}

    /** What was offered to this person and neither declined nor done, oldest first. */
    public List<Debrief> openFor(long staffId) {
        return list(CASE_DEBRIEF
                .STAFF_ID
                .eq(staffId)
                .and(CASE_DEBRIEF.WANTED.isNull().or(CASE_DEBRIEF.WANTED))
                .and(CASE_DEBRIEF.DONE_AT.isNull()));
    }

    /** Colleagues of this person who would like to talk, oldest first. */
    public List<Debrief> wantedBeside(long staffId) {
        return list(CASE_DEBRIEF.STAFF_ID.ne(staffId).and(CASE_DEBRIEF.WANTED).and(CASE_DEBRIEF.DONE_AT.isNull()));
    }

    /** @throws Refusal when it was not offered to this person, or is done */
    public void answer(long id, Actor.Staff by, boolean wanted) {
        int changed = sql.update(CASE_DEBRIEF)
                .set(CASE_DEBRIEF.WANTED, wanted)
                .set(CASE_DEBRIEF.ANSWERED_AT, clock.instant())
                .where(CASE_DEBRIEF.ID.eq(id))
                .and(CASE_DEBRIEF.STAFF_ID.eq(by.id()))
                .and(CASE_DEBRIEF.DONE_AT.isNull())
                .execute();
        written(changed, id, by, "debrief-answered", wanted ? "yes" : "no");
    }

    /** Somebody has talked with the person. @throws Refusal to that person, and where nobody waits for it */
    public void done(long id, Actor.Staff by) {
        int changed = sql.update(CASE_DEBRIEF)
                .set(CASE_DEBRIEF.DONE_AT, clock.instant())
                .set(CASE_DEBRIEF.DONE_BY, by.id())
                .where(CASE_DEBRIEF.ID.eq(id))
                .and(CASE_DEBRIEF.STAFF_ID.ne(by.id()))
                .and(CASE_DEBRIEF.WANTED)
                .and(CASE_DEBRIEF.DONE_AT.isNull())
                .execute();
        written(changed, id, by, "debrief-done", "");
    }

    /** Once for each case and person. */
    void offer(SafetyCase it, Actor by, long staffId) {
        int offered = sql.insertInto(CASE_DEBRIEF)
                .set(CASE_DEBRIEF.CASE_ID, it.id())
                .set(CASE_DEBRIEF.STAFF_ID, staffId)
                .set(CASE_DEBRIEF.OFFERED_AT, clock.instant())
                .onConflictDoNothing()
                .execute();
        if (offered == 1) {
            chronicle.tell(it, by, "debrief-offered", "staff:" + staffId);
        }
    }

    private void written(int changed, long id, Actor.Staff by, String action, String detail) {
        if (changed != 1) {
            throw new Refusal(say("There is nothing to answer here any more.", "Aquí ya no hay nada que responder."));
        }
        long ticketId = sql.select(SAFETY_CASE.TICKET_ID)
                .from(CASE_DEBRIEF)
                .join(SAFETY_CASE)
                .on(SAFETY_CASE.ID.eq(CASE_DEBRIEF.CASE_ID))
                .where(CASE_DEBRIEF.ID.eq(id))
                .fetchSingle(SAFETY_CASE.TICKET_ID);
        audit.recordWalled(by, action, "debrief:" + id, ticketId, detail);
    }

    private List<Debrief> list(Condition which) {
        return sql.selectFrom(CASE_DEBRIEF)
                .where(which)
                .orderBy(CASE_DEBRIEF.ID)
                .fetch(row -> new Debrief(
                        row.getId(),
                        row.getStaffId(),
                        row.getOfferedAt(),
                        row.getWanted(),
                        row.getDoneAt(),
                        row.getDoneBy()));
    }
}
