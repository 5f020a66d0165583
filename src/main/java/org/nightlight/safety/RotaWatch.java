package org.nightlight.safety;

import static nightlight.tables.Tables.ROTA_NOTICE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.staff.Role;
import org.nightlight.staff.Rota;
import org.nightlight.staff.RotaPlan;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the leads, once a day, that the rota has a gap within the next 24 hours. */
@Component
class RotaWatch {
    private static final Duration AHEAD = Duration.ofHours(24);

    private final DSLContext sql;
    private final Rota rota;
    private final Staff staff;
    private final Paging paging;
    private final CurrentPlaybook playbooks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RotaWatch(
            DSLContext sql,
            Rota rota,
            Staff staff,
            Paging paging,
            CurrentPlaybook playbooks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.rota = rota;
        this.staff = staff;
        this.paging = paging;
        this.playbooks = playbooks;
        this.events = events;
        this.clock = clock;
    }

    /** One transaction; of several processes one tells. A desk without a Safety Team has nobody to tell yet. */
    void look() {
        Instant now = clock.instant();
        List<RotaPlan.Span> gaps = rota.plan(now, now.plus(AHEAD)).gaps();
        List<StaffMember> leads = paging.leads();
        List<StaffMember> told = leads.isEmpty() ? staff.withRole(Role.SAFETY_OFFICER) : leads;
        if (gaps.isEmpty() || told.isEmpty()) {
            return;
        }
        int first = sql.insertInto(ROTA_NOTICE)
                .set(
                        ROTA_NOTICE.DAY,
                        now.atZone(playbooks.current().playbook().zone()).toLocalDate())
                .set(ROTA_NOTICE.AT, now)
                .onConflictDoNothing()
                .execute();
        if (first == 1) {
            events.publishEvent(new RotaGap(
                    gaps.getFirst().from(),
                    gaps.getFirst().to(),
                    told.stream().map(StaffMember::id).toList()));
        }
    }
}
