package org.nightlight.safety.report;

import static nightlight.tables.Tables.REPORT_ALARM;
import static nightlight.tables.Tables.REPORT_CONFIRMATION;
import static nightlight.tables.Tables.REPORT_DECISION;
import static nightlight.tables.Tables.REPORT_ENTRY;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks after the clocks of all open cases on which no report to the state was made and none was decided against: the
 * Safety Team hears once that the time is nearly over, and once that it is. Of several processes one tells.
 */
@Component
class ReportWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final DSLContext sql;
    private final Database database;
    private final MandatoryReports reports;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Worker worker = new Worker("report-clocks", LOOK, this::look);

    ReportWatch(
            DSLContext sql,
            Database database,
            MandatoryReports reports,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.database = database;
        this.reports = reports;
        this.events = events;
        this.clock = clock;
    }

    private boolean look() {
        List<Long> running = database.read(Clearance.SYSTEM, this::running);
        running.forEach(this::ringAlone);
        return false;
    }

    /** A case on which ringing fails is tried again at the next look and never holds up the others. */
    private void ringAlone(long caseId) {
        try {
            database.write(Clearance.SYSTEM, () -> ring(caseId));
        } catch (RuntimeException failed) {
            LOG.warn("the report clock of case {} failed and is tried again: {}", caseId, Worker.cause(failed));
        }
    }

    private List<Long> running() {
        return sql.select(SAFETY_CASE.ID)
                .from(SAFETY_CASE)
                .where(runs().and(notExists(selectOne()
                        .from(REPORT_ALARM)
                        .where(REPORT_ALARM.CASE_ID.eq(SAFETY_CASE.ID).and(REPORT_ALARM.KIND.eq("over"))))))
                .orderBy(SAFETY_CASE.OPENED_AT)
                .fetch(SAFETY_CASE.ID);
    }

    private static Condition runs() {
        return SAFETY_CASE
                .STATE
                .in("open", "acknowledged")
                .and(notExists(selectOne()
                        .from(REPORT_ENTRY)
                        .where(REPORT_ENTRY
                                .CASE_ID
                                .eq(SAFETY_CASE.ID)
                                .and(REPORT_ENTRY.KIND.eq("step"))
                                .and(REPORT_ENTRY.TRACK.eq(Track.STATE.key())))))
                .and(notExists(selectOne()
                        .from(REPORT_DECISION)
                        .where(REPORT_DECISION
                                .CASE_ID
                                .eq(SAFETY_CASE.ID)
                                .and(REPORT_DECISION.TRACK.eq(Track.STATE.key()))
                                .and(exists(selectOne()
                                        .from(REPORT_CONFIRMATION)
                                        .where(REPORT_CONFIRMATION.DECISION_ID.eq(REPORT_DECISION.ID)))))));
    }

    private void ring(long caseId) {
        Instant now = clock.instant();
        reports.find(caseId).filter(it -> it.clock().isNear(now)).ifPresent(it -> {
            boolean over = it.clock().isOver(now);
            int told = sql.insertInto(REPORT_ALARM)
                    .set(REPORT_ALARM.CASE_ID, caseId)
                    .set(REPORT_ALARM.KIND, over ? "over" : "near")
                    .set(REPORT_ALARM.AT, now)
                    .onConflictDoNothing()
                    .execute();
            if (told == 1) {
                events.publishEvent(new ReportTimeRuns(caseId, it.about().ticketId(), over));
            }
        });
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }
}
