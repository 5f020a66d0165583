package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_HOLD;
import static nightlight.tables.Tables.CYBERTIP_FILING;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/** Holds on what a case has gathered. They are never removed: the database lets them be ended, once, and no more. */
@Component
public class Holds {
    private final CaseStore store;
    private final Chronicle chronicle;
    private final DSLContext sql;
    private final Clock clock;

    public Holds(CaseStore store, Chronicle chronicle, DSLContext sql, Clock clock) {
        this.store = store;
        this.chronicle = chronicle;
        this.sql = sql;
        this.clock = clock;
    }

    /** Oldest first, the ended ones too. */
    public List<Hold> of(long caseId) {
        return sql.selectFrom(CASE_HOLD)
                .where(CASE_HOLD.CASE_ID.eq(caseId))
                .orderBy(CASE_HOLD.ID)
                .fetch(row -> new Hold(
                        row.getId(),
                        Hold.Kind.ofKey(row.getKind()),
                        row.getReason(),
                        row.getUntil(),
                        row.getPlacedBy(),
                        row.getPlacedAt(),
                        row.getEndedBy(),
                        row.getEndedAt(),
                        row.getEndedReason()));
    }

    /** @throws Refusal without a reason */
    public Optional<SafetyCase> place(
            long caseId, Actor.Staff by, Hold.Kind kind, @Nullable LocalDate until, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            String why = Reviewers.written(reason);
            long id = sql.insertInto(CASE_HOLD)
                    .set(CASE_HOLD.CASE_ID, caseId)
                    .set(CASE_HOLD.KIND, kind.key())
                    .set(CASE_HOLD.REASON, why)
                    .set(CASE_HOLD.UNTIL, until)
                    .set(CASE_HOLD.PLACED_BY, by.id())
                    .set(CASE_HOLD.PLACED_AT, clock.instant())
                    .returning(CASE_HOLD.ID)
                    .fetchSingle(CASE_HOLD.ID);
            chronicle.tell(it, by, "hold-placed", kind.key() + " hold:" + id, why);
        });
        return store.find(caseId);
    }

    /** @throws Refusal without a reason, or when it has ended already */
    public Optional<SafetyCase> end(long caseId, long holdId, Actor.Staff by, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            String why = Reviewers.written(reason);
            if (isKeptByLaw(holdId)) {
                throw new Refusal(say(
                        "The law keeps what was filed for 365 days. This hold cannot end earlier.",
                        "La ley conserva 365 días lo que se presentó. Esta retención no puede terminar antes."));
            }
            int ended = sql.update(CASE_HOLD)
                    .set(CASE_HOLD.ENDED_BY, by.id())
                    .set(CASE_HOLD.ENDED_AT, clock.instant())
                    .set(CASE_HOLD.ENDED_REASON, why)
                    .where(CASE_HOLD.ID.eq(holdId))
                    .and(CASE_HOLD.CASE_ID.eq(caseId))
                    .and(CASE_HOLD.ENDED_AT.isNull())
                    .execute();
            if (ended == 0) {
                throw new Refusal(say("This hold has ended already.", "Esta retención ya terminó."));
            }
            chronicle.tell(it, by, "hold-ended", "hold:" + holdId, why);
        });
        return store.find(caseId);
    }

    /** A report to the CyberTipline placed it; the database keeps it too. */
    private boolean isKeptByLaw(long holdId) {
        return sql.fetchExists(
                CYBERTIP_FILING,
                CYBERTIP_FILING
                        .HOLD_ID
                        .eq(holdId)
                        .and(CYBERTIP_FILING.FINISHED_AT.gt(clock.instant().minus(Duration.ofDays(365)))));
    }
}
