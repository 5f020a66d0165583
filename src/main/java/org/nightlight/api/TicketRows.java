package org.nightlight.api;

import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_TAG;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.State;
import org.springframework.stereotype.Component;

/**
 * Tickets for lists, read only: however long the page, one statement brings the tickets with their first messages and tags.
 * Runs in the caller's transaction, behind the wall that its clearance leaves.
 */
@Component
class TicketRows {
    /** As much of the first message as the dialect's own limit on a comment. */
    private static final int DESCRIPTION = 65_535;

    private static final Table<?> FIRST = lateral(
                    select(left(MESSAGE.TEXT, DESCRIPTION).as("text"), MESSAGE.AUTHOR.as("author"))
                            .from(MESSAGE)
                            .where(MESSAGE.TICKET_ID.eq(TICKET.ID), MESSAGE.SIDE_ID.isNull())
                            .orderBy(MESSAGE.ID)
                            .limit(1))
            .as("first");
    private static final Field<String> TEXT = field(name("first", "text"), String.class);
    private static final Field<String> AUTHOR = field(name("first", "author"), String.class);
    private static final Field<String[]> TAGS = array(select(TICKET_TAG.TAG)
                    .from(TICKET_TAG)
                    .where(TICKET_TAG.TICKET_ID.eq(TICKET.ID))
                    .orderBy(TICKET_TAG.TAG))
            .as("tags");

    private final DSLContext sql;

    TicketRows(DSLContext sql) {
        this.sql = sql;
    }

    /** What a list may be ordered by. A ticket's number grows with its opening, so it stands for that moment too. */
    enum Order {
        NUMBER,
        UPDATED,
        STATE,
        PRIORITY
    }

    record Sort(Order order, boolean descending) {
        /** Zendesk's word for an order, with {@code -} before it for descending; by number when none is given. */
        static Sort of(@Nullable String sort, @Nullable String by, @Nullable String direction) {
            String word = sort != null && !sort.isEmpty() ? sort : by == null ? "" : by;
            boolean down = word.startsWith("-") || "desc".equals(direction);
            return switch (word.replaceFirst("^-", "")) {
                case "", "id", "created_at" -> new Sort(Order.NUMBER, down);
                case "updated_at" -> new Sort(Order.UPDATED, down);
                case "status" -> new Sort(Order.STATE, down);
                case "priority" -> new Sort(Order.PRIORITY, down);
                default ->
                    throw Problem.badRequest(
                            "Lists of tickets are sorted by id, created_at, updated_at, status or priority.");
            };
        }

        List<OrderField<?>> fields(boolean turned) {
            boolean down = descending != turned;
            List<OrderField<?>> fields = new ArrayList<>();
            switch (order) {
                case UPDATED -> fields.add(down ? TICKET.UPDATED_AT.desc() : TICKET.UPDATED_AT.asc());
                case STATE -> fields.add(down ? TICKET.STATE.desc() : TICKET.STATE.asc());
                case PRIORITY ->
                    fields.add(
                            down
                                    ? TICKET.PRIORITY.desc().nullsLast()
                                    : TICKET.PRIORITY.asc().nullsLast());
                case NUMBER -> {}
            }
            fields.add(down ? TICKET.ID.desc() : TICKET.ID.asc());
            return fields;
        }
    }

    Optional<TicketRow> find(long id) {
        return rows(TICKET.ID.eq(id)).fetchOptional(TicketRows::read);
    }

    List<TicketRow> find(Collection<Long> ids) {
        return rows(TICKET.ID.eq(any(ids.toArray(Long[]::new))))
                .orderBy(TICKET.ID)
                .fetch(TicketRows::read);
    }

    List<TicketRow> page(Condition which, Sort sort, Paging.Offset at) {
        return rows(which)
                .orderBy(sort.fields(false))
                .limit(at.size())
                .offset(at.skip())
                .fetch(TicketRows::read);
    }

    /** One row more than the page is long, where there is one. */
    List<TicketRow> page(Condition which, Sort sort, Paging.Cursor at) {
        if (sort.order() != Order.NUMBER && sort.order() != Order.UPDATED) {
            throw Problem.badRequest("With a cursor, tickets are sorted by id, created_at or updated_at.");
        }
        boolean back = at.before() != null;
        String cursor = back ? at.before() : at.after();
        Condition from = cursor == null ? trueCondition() : beyond(cursor, sort, sort.descending() != back);
        return rows(which.and(from))
                .orderBy(sort.fields(back))
                .limit(at.size() + 1)
                .fetch(TicketRows::read);
    }

    /** How many there are, as far as page numbers reach. */
    long count(Condition which) {
        return sql.fetchCount(select(TICKET.ID).from(TICKET).where(which).limit(Paging.REACH));
    }

    /** Just the page: without the row that told that there is more, and in the list's order. */
    static List<TicketRow> within(List<TicketRow> rows, Paging.Cursor at) {
        List<TicketRow> page = new ArrayList<>(rows.subList(0, Math.min(at.size(), rows.size())));
        if (at.before() != null) {
            Collections.reverse(page);
        }
        return page;
    }

    static String cursor(TicketRow row, Sort sort) {
        String place = sort.order() == Order.UPDATED
                ? ChronoUnit.MICROS.between(Instant.EPOCH, row.updatedAt()) + "." + row.id()
                : Long.toString(row.id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    private static Condition beyond(String cursor, Sort sort, boolean down) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("\\.");
            if (sort.order() == Order.UPDATED) {
                var place =
                        row(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), Long.valueOf(parts[1]));
                var here = row(TICKET.UPDATED_AT, TICKET.ID);
                return down ? here.lt(place) : here.gt(place);
            }
            long id = Long.parseLong(parts[0]);
            return down ? TICKET.ID.lt(id) : TICKET.ID.gt(id);
        } catch (IllegalArgumentException
                | ArrayIndexOutOfBoundsException
                | java.time.DateTimeException
                | ArithmeticException none) {
            throw Problem.of(400, "InvalidPaginationParameter", "This cursor is not one of ours.");
        }
    }

    private SelectConditionStep<? extends Record> rows(Condition which) {
        return sql.select(
                        TICKET.ID,
                        TICKET.SUBJECT,
                        TICKET.STATE,
                        TICKET.PRIORITY,
                        TICKET.CATEGORY,
                        TICKET.ISSUE,
                        TICKET.TIER,
                        TICKET.TEAM,
                        TICKET.ASSIGNEE_ID,
                        TICKET.REQUESTER_ID,
                        TICKET.CHANNEL,
                        TICKET.EXTERNAL_ID,
                        TICKET.CREATED_AT,
                        TICKET.UPDATED_AT,
                        TEXT,
                        AUTHOR,
                        TAGS)
                .from(TICKET)
                .leftJoin(FIRST)
                .on(trueCondition())
                .where(which);
    }

    private static TicketRow read(Record row) {
        String text = row.get(TEXT);
        String author = row.get(AUTHOR);
        return new TicketRow(
                row.get(TICKET.ID),
                row.get(TICKET.SUBJECT),
                text == null ? "" : text,
                State.ofKey(row.get(TICKET.STATE)),
                row.get(TICKET.PRIORITY),
                row.get(TICKET.CATEGORY),
                row.get(TICKET.ISSUE),
                row.get(TICKET.TIER),
                row.get(TICKET.TEAM),
                row.get(TICKET.ASSIGNEE_ID),
                row.get(TICKET.REQUESTER_ID),
                author == null ? new Actor.Customer(row.get(TICKET.REQUESTER_ID)) : Actor.ofKey(author),
                Channel.ofKey(row.get(TICKET.CHANNEL)),
                row.get(TICKET.EXTERNAL_ID),
                List.of(row.get(TAGS)),
                row.get(TICKET.CREATED_AT),
                row.get(TICKET.UPDATED_AT));
    }
}
