package org.nightlight.safety.report;

import static nightlight.tables.Tables.REPORT_ALARM;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * Looks after the clocks that run: the Safety Team hears once that the time is nearly over, and once that it is, and others
 * are asked where an approver does not come. Of several processes one tells.
 */
@Component
class ReportWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final DSLContext sql;
    private final Database database;
    private final MandatoryReports reports;
    private final ApprovalWatch approvals;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Worker worker = new Worker("report-clocks", LOOK, this::look);

    ReportWatch(
            DSLContext sql,
            Database database,
            MandatoryReports reports,
            ApprovalWatch approvals,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.database = database;
        this.reports = reports;
        this.approvals = approvals;
        this.events = events;
        this.clock = clock;
    }

    private boolean look() {
        List<Long> running = database.read(Clearance.SYSTEM, this::running);
        running.forEach(this::ringAlone);
        database.read(Clearance.SYSTEM, approvals::waiting).forEach(this::askAlone);
        return false;
    }

    private void askAlone(ApprovalWatch.Waiting version) {
        try {
            database.write(Clearance.SYSTEM, () -> approvals.step(version));
        } catch (RuntimeException failed) {
            LOG.warn("asking a deputy for case {} failed: {}", version.caseId(), Worker.cause(failed));
        }
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
                .where(ReportClocks.run()
                        .and(notExists(selectOne()
                                .from(REPORT_ALARM)
                                .where(REPORT_ALARM.CASE_ID.eq(SAFETY_CASE.ID).and(REPORT_ALARM.KIND.eq("over"))))))
                .orderBy(SAFETY_CASE.OPENED_AT)
                .fetch(SAFETY_CASE.ID);
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
