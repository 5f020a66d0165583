package org.nightlight.desk;

import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_TASK;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What one person still has to do, in one query a page. Read only, behind the caller's clearance. */
@Component
class TaskReads {
    /** Tasks without a day come last; the index has the same words. */
    private static final Field<LocalDate> DUE =
            coalesce(TICKET_TASK.DUE_ON, field("'infinity'::date", LocalDate.class));

    private final DSLContext sql;

    TaskReads(DSLContext sql) {
        this.sql = sql;
    }

    /** @param subject and {@code text}: of a ticket behind the wall a mark alone, since its words are under seal */
    record Line(
            long id,
            long ticketId,
            String subject,
            String text,
            @Nullable LocalDate dueOn) {

        /** Where a page begins or ends: the day stands there as its first moment in UTC. */
        String cursor() {
            Instant day = dueOn == null ? null : dueOn.atStartOfDay().toInstant(ZoneOffset.UTC);
            return ListCursor.of(day, id);
        }
    }

    /** Up to {@code limit} open tasks beyond the cursor, by their day, also when it looks back. */
    List<Line> page(long staffId, ListCursor cursor, int limit) {
        var here = row(DUE, TICKET_TASK.ID);
        var edge = row(field("{0}::date", LocalDate.class, val(cursor.dueBound())), val(cursor.id()));
        List<Line> lines = sql.select(TICKET_TASK.ID, TICKET.ID, TICKET.SUBJECT, TICKET_TASK.TEXT, TICKET_TASK.DUE_ON)
                .from(TICKET_TASK)
                .join(TICKET)
                .on(TICKET.ID.eq(TICKET_TASK.TICKET_ID))
                .where(TICKET_TASK.ASSIGNEE_ID.eq(staffId))
                .and(TICKET_TASK.DONE_AT.isNull())
                .and(TICKET_TASK.REMOVED_AT.isNull())
                .and(cursor.back() ? here.lt(edge) : here.gt(edge))
                .orderBy(
                        cursor.back()
                                ? List.of(DUE.desc(), TICKET_TASK.ID.desc())
                                : List.of(DUE.asc(), TICKET_TASK.ID.asc()))
                .limit(limit)
                .fetch(line -> new Line(line.value1(), line.value2(), line.value3(), line.value4(), line.value5()));
        return cursor.back() ? lines.reversed() : lines;
    }
}
