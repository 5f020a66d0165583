package org.nightlight.desk;

import static nightlight.tables.Tables.OUTBOUND;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much of each kind of work waits or failed, in one question. Each part asks an index of what waits and stops a little beyond a thousand, so
 * that it costs the same on a busy day.
 */
@Component
class JobStore {
    /** What failed longer ago is not a job any more. */
    static final Duration LATELY = Duration.ofDays(7);

    static final int MOST = 1_000;

    private final DSLContext sql;

    JobStore(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * One kind of work.
     *
     * @param waiting also what has failed and is tried again; {@link #MOST} and one for more than that, as in {@code failed}
     * @param failed what is not tried again by itself
     */
    record Work(int waiting, @Nullable Instant oldest, int failing, int failed) {
        static final Work NONE = new Work(0, null, 0, 0);
    }

    /** Mail to a customer that failed lately, with the reason as it stands on its ticket. */
    record FailedMail(long ticketId, String reason) {}

    /** The latest first. */
    List<FailedMail> failedMail(Instant now, int most) {
        return sql.select(OUTBOUND.TICKET_ID, OUTBOUND.REASON)
                .from(OUTBOUND)
                .where(OUTBOUND.STATE.eq("failed"), OUTBOUND.CREATED_AT.gt(now.minus(LATELY)))
                .and(OUTBOUND.TICKET_ID.isNotNull())
                .orderBy(OUTBOUND.CREATED_AT.desc())
                .limit(most)
                .fetch(row -> new FailedMail(row.value1(), row.value2()));
    }

    /**
     * By its key, as far as the transaction's clearance sees it. Mail that leaves later by its writer's wish waits for nothing else; mail to staff and
     * about cases is not seen here.
     */
    Map<String, Work> all(Instant now) {
        return sql.resultQuery("""
            select 'mail' as key, count(*)::int as waiting, min(at) as oldest, (count(*) filter (where failing))::int as failing,
              (select count(*)::int from (select from outbound where state = 'failed' and created_at > {1} limit {2}) f) as failed
            from (select created_at as at, attempts > 0 and reason <> '' as failing from outbound
              where state in ('queued', 'sending') and scheduled is distinct from 'waiting' order by not_before, id limit {2}) q
            union all
            select 'later', count(*)::int, null, 0, 0
            from (select from outbound where scheduled = 'waiting' limit {2}) q
            union all
            select 'inbound', 0, min(at), 0, count(*)::int
            from (select received_at as at from inbound where state = 'unreadable' and not walled order by id desc limit {2}) q
            union all
            select 'bulk', count(*)::int, min(at), 0, 0
            from (select asked_at as at from bulk_job where state = 'running' limit {2}) q
            union all
            select 'rules', count(*)::int, min(at), (count(*) filter (where failing))::int, 0
            from (select at, attempts > 0 as failing from rule_work limit {2}) q
            union all
            select 'webhooks', (count(*) filter (where state <> 'dead'))::int, min(at) filter (where state <> 'dead'),
              (count(*) filter (where state <> 'dead' and failing))::int, (count(*) filter (where state = 'dead'))::int
            from (select created_at as at, state, fault <> '' as failing from webhook_delivery
              where state <> 'sent' and webhook_id in (select id from webhook where removed_at is null) limit {2}) q
            union all
            select 'told', count(*)::int, min(at), 0, 0
            from (select at from notice where mail_waits order by id limit {2}) q
            union all
            select 'copies', count(*)::int, min(at), (count(*) filter (where failing))::int, 0
            from (select asked_at as at, attempts > 0 as failing from personal_copy where state = 'waiting' limit {2}) q
            union all
            select 'files', count(*)::int, null, 0, 0
            from (select from attachment where address is null and content <> '' limit {2}) q""", val(now), val(now.minus(LATELY), OUTBOUND.CREATED_AT), val(MOST + 1))
                .fetchMap(
                        row -> row.get("key", String.class),
                        row -> new Work(
                                row.get("waiting", Integer.class),
                                row.get("oldest", Instant.class),
                                row.get("failing", Integer.class),
                                row.get("failed", Integer.class)));
    }
}
