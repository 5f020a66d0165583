package org.nightlight.safety;

import static nightlight.tables.Tables.SCREENING_OUTAGE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import nightlight.tables.tables.records.ScreeningOutageRecord;
import org.jooq.DSLContext;
import org.nightlight.database.Wakeups;
import org.springframework.stereotype.Component;

/**
 * Notices that screening is out. Each message that it could not judge is held and has a case of its own; that it goes on for
 * more than a minute is an alarm besides, once. Messages that were judged meanwhile do not end an outage, since of several
 * processes one may be broken alone; ten minutes without a failure do.
 */
@Component
class Outages {
    private static final Set<String> SIGNS = Set.of(Screening.HELD_ERROR, Screening.HELD_PACK, Screening.HELD_TIMEOUT);
    private static final Duration TOLERATED = Duration.ofMinutes(1);
    private static final Duration OVER_AFTER = Duration.ofMinutes(10);

    private final DSLContext sql;
    private final Paging paging;
    private final Wakeups wakeups;
    private final Clock clock;

    Outages(DSLContext sql, Paging paging, Wakeups wakeups, Clock clock) {
        this.sql = sql;
        this.paging = paging;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** Belongs into the transaction that keeps the verdict. */
    void heard(Verdict verdict) {
        if (verdict.reasons().stream().noneMatch(reason -> SIGNS.contains(reason.rule()))) {
            return;
        }
        sql.execute("select pg_advisory_xact_lock(hashtext('screening_outage'))");
        Instant now = clock.instant();
        ScreeningOutageRecord outage = sql.selectFrom(SCREENING_OUTAGE)
                .where(SCREENING_OUTAGE.LAST_AT.ge(now.minus(OVER_AFTER)))
                .orderBy(SCREENING_OUTAGE.ID.desc())
                .limit(1)
                .fetchOne();
        if (outage == null) {
            sql.insertInto(SCREENING_OUTAGE)
                    .set(SCREENING_OUTAGE.BEGAN_AT, now)
                    .set(SCREENING_OUTAGE.LAST_AT, now)
                    .set(SCREENING_OUTAGE.MESSAGES, 1)
                    .execute();
            return;
        }
        Long page = outage.getPageId();
        if (page == null && Duration.between(outage.getBeganAt(), now).compareTo(TOLERATED) > 0) {
            page = paging.outage(outage.getBeganAt());
            wakeups.afterCommit("alert:outage");
        }
        sql.update(SCREENING_OUTAGE)
                .set(SCREENING_OUTAGE.LAST_AT, now)
                .set(SCREENING_OUTAGE.MESSAGES, SCREENING_OUTAGE.MESSAGES.plus(1))
                .set(SCREENING_OUTAGE.PAGE_ID, page)
                .where(SCREENING_OUTAGE.ID.eq(outage.getId()))
                .execute();
    }
}
