package org.nightlight.safety;

import static nightlight.tables.Tables.CARE_PAUSE;
import static nightlight.tables.Tables.EXPOSURE_CHOICE;
import static org.jooq.impl.DSL.max;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Duty;
import org.nightlight.staff.Rota;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Who is ready for grave cases now. Each person says so and takes it back without a reason; after an emergency they rest.
 * Either spares them from being called as long as somebody else is there.
 */
@Component
public class Care {
    private final DSLContext sql;
    private final Rota rota;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    public Care(DSLContext sql, Rota rota, CurrentPlaybook playbooks, Audit audit, Clock clock) {
        this.sql = sql;
        this.rota = rota;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** What somebody has said of being exposed to grave cases. Who has said nothing is called, but takes none. */
    public enum Choice {
        UNSAID,
        READY,
        OUT
    }

    public Choice choice(long staffId) {
        return sql.select(EXPOSURE_CHOICE.WILLING)
                .from(EXPOSURE_CHOICE)
                .where(EXPOSURE_CHOICE.STAFF_ID.eq(staffId))
                .fetchOptional(EXPOSURE_CHOICE.WILLING)
                .map(willing -> willing ? Choice.READY : Choice.OUT)
                .orElse(Choice.UNSAID);
    }

    /** About oneself, at any time, without a reason. */
    public void choose(Actor.Staff by, boolean willing) {
        Instant now = clock.instant();
        sql.insertInto(EXPOSURE_CHOICE)
                .set(EXPOSURE_CHOICE.STAFF_ID, by.id())
                .set(EXPOSURE_CHOICE.WILLING, willing)
                .set(EXPOSURE_CHOICE.AT, now)
                .onConflict(EXPOSURE_CHOICE.STAFF_ID)
                .doUpdate()
                .set(EXPOSURE_CHOICE.WILLING, willing)
                .set(EXPOSURE_CHOICE.AT, now)
                .execute();
        audit.recordWalled(by, "exposure-chosen", "staff:" + by.id(), null, willing ? "ready" : "out");
    }

    /** Until when this person rests; empty when they do not. */
    public Optional<Instant> restsUntil(long staffId) {
        return Optional.ofNullable(sql.select(max(CARE_PAUSE.UNTIL))
                .from(CARE_PAUSE)
                .where(CARE_PAUSE.STAFF_ID.eq(staffId).and(CARE_PAUSE.UNTIL.gt(clock.instant())))
                .fetchSingle()
                .value1());
    }

    /** Who is not to be called while somebody else can be: opted out, or resting. */
    public Set<Long> spared() {
        Set<Long> spared = new HashSet<>(sql.select(EXPOSURE_CHOICE.STAFF_ID)
                .from(EXPOSURE_CHOICE)
                .where(EXPOSURE_CHOICE.WILLING.eq(false))
                .fetch(EXPOSURE_CHOICE.STAFF_ID));
        spared.addAll(sql.selectDistinct(CARE_PAUSE.STAFF_ID)
                .from(CARE_PAUSE)
                .where(CARE_PAUSE.UNTIL.gt(clock.instant()))
                .fetch(CARE_PAUSE.STAFF_ID));
        return spared;
    }

    /** Who of those on duty can be called now. @param but people left out, such as whoever is suspected */
    public List<StaffMember> available(Set<Long> but) {
        Set<Long> spared = spared();
        Duty duty = rota.onDuty(clock.instant());
        return Stream.concat(duty.first().stream(), duty.backup().stream())
                .distinct()
                .filter(member -> !spared.contains(member.id()) && !but.contains(member.id()))
                .toList();
    }

    /** The rest after an emergency begins. */
    void rest(SafetyCase after, Actor by, long staffId) {
        Instant now = clock.instant();
        Duration pause = playbooks.current().playbook().safety().care().pause();
        sql.insertInto(CARE_PAUSE)
                .set(CARE_PAUSE.STAFF_ID, staffId)
                .set(CARE_PAUSE.BEGAN_AT, now)
                .set(CARE_PAUSE.UNTIL, now.plus(pause))
                .execute();
        audit.recordWalled(by, "care-pause", "staff:" + staffId, after.ticketId(), pause.toMinutes() + " minutes");
    }
}
