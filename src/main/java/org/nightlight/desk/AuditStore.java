package org.nightlight.desk;

import static nightlight.tables.Tables.AUDIT_LINE;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the audit behind the caller's clearance, newest line first, page by page. */
@Component
class AuditStore {
    private final DSLContext sql;

    AuditStore(DSLContext sql) {
        this.sql = sql;
    }

    record Line(
            Instant at,
            short chain,
            long seq,
            String actor,
            String action,
            String subject,
            String detail,
            String hash) {

        /** The place of this line, for the address of the page after it. */
        String place() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + chain + "." + seq;
        }
    }

    /** Which lines are wanted; an empty part means all, {@code ticketId} stands for every line about that ticket. */
    record Filter(
            String actor,
            String action,
            String subject,
            @Nullable Long ticketId) {}

    /** @param before the place of the line after which to begin; anything else begins at the newest */
    List<Line> lines(Filter filter, String before, int limit) {
        return sql.select(
                        AUDIT_LINE.AT,
                        AUDIT_LINE.CHAIN,
                        AUDIT_LINE.SEQ,
                        AUDIT_LINE.ACTOR,
                        AUDIT_LINE.ACTION,
                        AUDIT_LINE.SUBJECT,
                        AUDIT_LINE.DETAIL,
                        AUDIT_LINE.HASH)
                .from(AUDIT_LINE)
                .where(wanted(filter), beyond(before))
                .orderBy(AUDIT_LINE.AT.desc(), AUDIT_LINE.CHAIN, AUDIT_LINE.SEQ)
                .limit(limit)
                .fetch(row -> new Line(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        HexFormat.of().formatHex(row.value8()).substring(0, 12)));
    }

    private static Condition wanted(Filter filter) {
        Condition wanted = DSL.noCondition();
        if (!filter.actor().isEmpty()) {
            wanted = wanted.and(AUDIT_LINE.ACTOR.eq(filter.actor()));
        }
        if (!filter.action().isEmpty()) {
            wanted = wanted.and(AUDIT_LINE.ACTION.eq(filter.action()));
        }
        if (filter.ticketId() != null) {
            return wanted.and(AUDIT_LINE.TICKET_ID.eq(filter.ticketId()));
        }
        return filter.subject().isEmpty() ? wanted : wanted.and(AUDIT_LINE.SUBJECT.eq(filter.subject()));
    }

    private static Condition beyond(String place) {
        if (!place.matches("\\d{1,17}\\.\\d{1,4}\\.\\d{1,15}")) {
            return DSL.noCondition();
        }
        String[] parts = place.split("\\.");
        Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
        short chain = Short.parseShort(parts[1]);
        return AUDIT_LINE
                .AT
                .le(at)
                .and(AUDIT_LINE
                        .AT
                        .lt(at)
                        .or(AUDIT_LINE.CHAIN.gt(chain))
                        .or(AUDIT_LINE.CHAIN.eq(chain).and(AUDIT_LINE.SEQ.gt(Long.parseLong(parts[2])))));
    }
}
