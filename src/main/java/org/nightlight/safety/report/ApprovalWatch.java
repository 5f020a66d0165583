package org.nightlight.safety.report;

import static nightlight.tables.Tables.REPORT_APPROVAL;
import static nightlight.tables.Tables.REPORT_DEPUTY;
import static nightlight.tables.Tables.REPORT_VERSION;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.safety.Deputies;
import org.nightlight.staff.StaffMember;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Looks after versions that wait for a second person while the time for the report runs: one who does not come is passed
 * over, first for the next trained person, then for the leads. Nobody has to wait for any of them: a call needs no approval.
 */
@Component
class ApprovalWatch {
    private final DSLContext sql;
    private final Deputies deputies;
    private final CurrentPlaybook playbooks;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalWatch(
            DSLContext sql,
            Deputies deputies,
            CurrentPlaybook playbooks,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.deputies = deputies;
        this.playbooks = playbooks;
        this.events = events;
        this.clock = clock;
    }

    /** The newest version of a case, which nobody has approved. */
    record Waiting(
            long versionId,
            long caseId,
            long ticketId,
            long author,
            @Nullable Long owner,
            @Nullable Long second,
            Instant since) {}

    /** Those that have waited longer than the first step and of which the leads do not know yet. */
    List<Waiting> waiting() {
        return sql.select(
                        REPORT_VERSION.ID,
                        SAFETY_CASE.ID,
                        SAFETY_CASE.TICKET_ID,
                        REPORT_VERSION.AUTHOR_ID,
                        SAFETY_CASE.OWNER_ID,
                        SAFETY_CASE.SECOND_ID,
                        REPORT_VERSION.AT)
                .from(REPORT_VERSION)
                .join(SAFETY_CASE)
                .on(SAFETY_CASE.ID.eq(REPORT_VERSION.CASE_ID))
                .where(REPORT_VERSION.AT.le(clock.instant().minus(patience())))
                .and(REPORT_VERSION.NUMBER.eq(select(max(REPORT_VERSION.as("newest").NUMBER))
                        .from(REPORT_VERSION.as("newest"))
                        .where(REPORT_VERSION.as("newest").CASE_ID.eq(SAFETY_CASE.ID))))
                .and(notExists(
                        selectOne().from(REPORT_APPROVAL).where(REPORT_APPROVAL.VERSION_ID.eq(REPORT_VERSION.ID))))
                .and(notExists(selectOne()
                        .from(REPORT_DEPUTY)
                        .where(REPORT_DEPUTY.VERSION_ID.eq(REPORT_VERSION.ID).and(REPORT_DEPUTY.STEP.eq("leads")))))
                .and(ReportClocks.run())
                .fetch(row -> new Waiting(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7()));
    }

    /** Takes the steps that are due, in one transaction for a version. */
    void step(Waiting it) {
        if (mark(it, "deputy")) {
            Set<Long> passedOver = Stream.of(it.author(), it.owner(), it.second())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            deputies.next(it.ticketId(), passedOver).ifPresentOrElse(one -> ask(it, List.of(one)), () -> askLeads(it));
        }
        if (!it.since().plus(patience().multipliedBy(2)).isAfter(clock.instant())) {
            askLeads(it);
        }
    }

    private void askLeads(Waiting it) {
        if (mark(it, "leads")) {
            ask(it, deputies.leads(it.ticketId()));
        }
    }

    private boolean mark(Waiting it, String step) {
        return sql.insertInto(REPORT_DEPUTY)
                        .set(REPORT_DEPUTY.VERSION_ID, it.versionId())
                        .set(REPORT_DEPUTY.STEP, step)
                        .set(REPORT_DEPUTY.AT, clock.instant())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private void ask(Waiting it, List<StaffMember> people) {
        if (!people.isEmpty()) {
            events.publishEvent(new ReportWaits(
                    it.caseId(),
                    it.ticketId(),
                    people.stream().map(StaffMember::id).toList()));
        }
    }

    private Duration patience() {
        return playbooks.current().playbook().safety().watch().deputyAfter();
    }
}
