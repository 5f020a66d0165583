package org.nightlight.desk;

import static nightlight.tables.Tables.CUSTOMER;
import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.PAGE;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.STAFF_MEMBER;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.FirstName;
import org.nightlight.safety.GlassRequest;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** What lists show: one query for a page of rows, one for all counts. Read only, behind the caller's clearance. */
@Component
class ListStore {
    /** Counting stops here: "199+" says as much as a number, and costs the same on a desk of any size. */
    static final int MOST = 200;

    static final Duration SOON = Duration.ofHours(4);

    static final String OPEN = "state in ('new', 'open', 'pending', 'hold')";

    private final DSLContext sql;
    private final Clock clock;
    private final CurrentPlaybook playbooks;

    ListStore(DSLContext sql, Clock clock, CurrentPlaybook playbooks) {
        this.sql = sql;
        this.clock = clock;
        this.playbooks = playbooks;
    }

    /** A ticket as a list shows it; of a child's name the first alone. */
    record Line(
            long id,
            String subject,
            String requester,
            String lastLine,
            String tier,
            String state,
            @Nullable String metric,
            @Nullable Instant due,
            @Nullable Instant actBy,
            Instant opened,
            @Nullable String assignee,
            boolean walled,
            String team,
            int level,
            String category,
            @Nullable String priority,
            String channel,
            Instant changed) {}

    /** A case that nobody has acknowledged. */
    record Alert(
            long caseId, String level, List<String> types, boolean held, String channel, Instant at, boolean drill) {}

    /** Up to {@code limit} tickets beyond the cursor, in the list's order also when it looks back. */
    List<Line> page(DeskList list, StaffMember member, Instant now, ListCursor cursor, int limit) {
        List<Object> values = new ArrayList<>();
        String source = list == DeskList.TEAM
                ? ofTeams(member, cursor, limit, values)
                : plain(condition(list, member, now, values), list != DeskList.BREACHING, cursor, limit, values);
        values.add(limit);
        String order = cursor.back() ? "due_at desc nulls first, id desc" : "due_at nulls last, id";
        return lines(DSL.condition(
                "ticket.id in (select id from (" + source + ") as found order by " + order + " limit ?)",
                values.toArray()));
    }

    /** These tickets, as far as they may be seen, in the ids' order. */
    List<Line> of(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : lines(TICKET.ID.eq(any(ids.toArray(Long[]::new)))).stream()
                        .sorted(Comparator.comparingInt(line -> ids.indexOf(line.id())))
                        .toList();
    }

    Chrome.Counts counts(StaffMember member, Instant now) {
        Record row = sql.fetchSingle(
                "select * from menu_counts(?, ?::text[], ?::timestamptz, ?::timestamptz, ?)",
                member.id(),
                member.teams().toArray(String[]::new),
                now.plus(SOON).toString(),
                now.minus(GlassRequest.WAITS).toString(),
                MOST);
        return new Chrome.Counts(
                number(row, 0),
                number(row, 1),
                number(row, 2),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                number(row, 6),
                number(row, 7),
                number(row, 8),
                number(row, 9),
                number(row, 10));
    }

    /** How many new and open tickets each holds, counted as routing does; who holds none is not in it. */
    Map<Long, Integer> loads(Collection<Long> staff) {
        return sql.select(TICKET.ASSIGNEE_ID, DSL.count())
                .from(TICKET)
                .where(TICKET.ASSIGNEE_ID.eq(any(staff.toArray(Long[]::new))))
                .and("state in ('new', 'open') and not walled and merged_into is null")
                .groupBy(TICKET.ASSIGNEE_ID)
                .fetchMap(TICKET.ASSIGNEE_ID, DSL.count());
    }

    List<Alert> alerts() {
        return sql.select(
                        SAFETY_CASE.ID,
                        SAFETY_CASE.LEVEL,
                        SAFETY_CASE.TYPES,
                        SAFETY_CASE.HELD,
                        TICKET.CHANNEL,
                        SAFETY_CASE.OPENED_AT,
                        DRILL.TICKET_ID)
                .from(SAFETY_CASE)
                .join(TICKET)
                .on(TICKET.ID.eq(SAFETY_CASE.TICKET_ID))
                .leftJoin(DRILL)
                .on(DRILL.TICKET_ID.eq(TICKET.ID))
                .where(SAFETY_CASE.STATE.eq("open"))
                .orderBy(SAFETY_CASE.LEVEL.desc(), SAFETY_CASE.OPENED_AT)
                .limit(5)
                .fetch(row -> new Alert(
                        row.value1(),
                        row.value2(),
                        List.of(row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7() != null));
    }

    /** Since when screening is out, as far as nobody has taken that in hand. */
    List<Instant> outages() {
        return sql.select(PAGE.ACCEPTED_AT)
                .from(PAGE)
                .where(PAGE.KIND.eq("outage").and(PAGE.NEXT_AT.isNotNull()))
                .orderBy(PAGE.ID)
                .fetch(PAGE.ACCEPTED_AT);
    }

    private List<Line> lines(Condition which) {
        return sql.select(
                        TICKET.ID,
                        TICKET.SUBJECT,
                        CUSTOMER.NAME,
                        TICKET.LAST_LINE,
                        TICKET.TIER,
                        TICKET.STATE,
                        TICKET.DUE_METRIC,
                        TICKET.DUE_AT,
                        TICKET.ACT_BY,
                        TICKET.CREATED_AT,
                        STAFF_MEMBER.NAME,
                        TICKET.WALLED,
                        isKnownUnder13(),
                        TICKET.TEAM,
                        TICKET.LEVEL,
                        TICKET.CATEGORY,
                        TICKET.PRIORITY,
                        TICKET.CHANNEL,
                        TICKET.UPDATED_AT)
                .from(TICKET)
                .join(CUSTOMER)
                .on(CUSTOMER.ID.eq(TICKET.REQUESTER_ID))
                .leftJoin(STAFF_MEMBER)
                .on(STAFF_MEMBER.ID.eq(TICKET.ASSIGNEE_ID))
                .where(which)
                .orderBy(TICKET.DUE_AT.asc().nullsLast(), TICKET.ID)
                .fetch(row -> new Line(
                        row.value1(),
                        row.value2(),
                        Boolean.TRUE.equals(row.value13()) ? FirstName.of(row.value3()) : row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10(),
                        row.value11(),
                        row.value12(),
                        row.value14(),
                        row.value15(),
                        row.value16(),
                        row.value17(),
                        row.value18(),
                        row.value19()));
    }

    private Field<Boolean> isKnownUnder13() {
        int year = LocalDate.ofInstant(
                        clock.instant(), playbooks.current().playbook().zone())
                .getYear();
        return DSL.field("known_under_13(customer.id, customer.birth_year, customer.relation, ?)", Boolean.class, year);
    }

    private static String condition(DeskList list, StaffMember member, Instant now, List<Object> values) {
        return switch (list) {
            case MINE -> {
                values.add(member.id());
                yield "assignee_id = ? and " + OPEN;
            }
            case UNASSIGNED -> "assignee_id is null and " + OPEN;
            case BREACHING -> {
                values.add(now.plus(SOON).toString());
                yield "due_at < ?::timestamptz and " + OPEN;
            }
            case SAFETY -> "walled and " + OPEN;
            case OPEN, TEAM -> OPEN;
        };
    }

    /** First those with a promise, by its time, then those without one, by number; each part an index's own order. */
    private static String plain(
            String condition, boolean alsoWithout, ListCursor cursor, int limit, List<Object> values) {
        List<Object> again = List.copyOf(values);
        String compare = cursor.back() ? " < " : " > ";
        String turn = cursor.back() ? " desc" : "";
        String with = "(select id, due_at from ticket where " + condition + " and (due_at, id)" + compare
                + "(?::timestamptz, ?) order by due_at" + turn + ", id" + turn + " limit ?)";
        values.addAll(List.of(cursor.dueBound(), cursor.dueId(), limit));
        if (!alsoWithout) {
            return with;
        }
        values.addAll(again);
        values.addAll(List.of(cursor.withoutId(), limit));
        return with + " union all (select id, due_at from ticket where " + condition + " and due_at is null and id"
                + compare + "? order by id" + turn + " limit ?)";
    }

    /** Team by team, so that a small team's page does not walk through the tickets of the large ones. */
    private static String ofTeams(StaffMember member, ListCursor cursor, int limit, List<Object> values) {
        values.add(member.teams().toArray(String[]::new));
        List<Object> inner = new ArrayList<>();
        String each = plain("team = wanted.team and " + OPEN, true, cursor, limit, inner);
        values.addAll(inner);
        return "select each.id, each.due_at from unnest(?::text[]) as wanted(team), lateral (" + each + ") as each";
    }

    private static int number(Record row, int column) {
        Integer count = row.get(column, Integer.class);
        return count == null ? 0 : count;
    }

    static List<Long> ids(Collection<Line> lines) {
        return lines.stream().map(Line::id).toList();
    }
}
