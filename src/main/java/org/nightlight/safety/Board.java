package org.nightlight.safety;

import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.springframework.stereotype.Component;

/**
 * How the safety work stands, in numbers: one query for each. What is inside the wall needs {@code SAFETY} clearance and
 * leaves drills out; {@link #statistics} is all that others may know.
 */
@Component
public class Board {
    private static final Duration OUTAGE_LASTS = Duration.ofMinutes(10);
    private static final Duration MONTH = Duration.ofDays(30);

    private final DSLContext sql;
    private final CurrentPlaybook playbooks;
    private final Screening screening;
    private final Clock clock;

    public Board(DSLContext sql, CurrentPlaybook playbooks, Screening screening, Clock clock) {
        this.sql = sql;
        this.playbooks = playbooks;
        this.screening = screening;
        this.clock = clock;
    }

    /** How old an open case is. */
    public enum Age {
        HOUR,
        DAY,
        WEEK,
        OLDER
    }

    /** So many open cases of one level and age. */
    public record Open(Level level, Age age, int cases) {}

    public List<Open> open() {
        Instant now = clock.instant();
        Field<Integer> age = when(SAFETY_CASE.OPENED_AT.gt(now.minus(Duration.ofHours(1))), inline(0))
                .when(SAFETY_CASE.OPENED_AT.gt(now.minus(Duration.ofDays(1))), inline(1))
                .when(SAFETY_CASE.OPENED_AT.gt(now.minus(Duration.ofDays(7))), inline(2))
                .otherwise(inline(3))
                .as("age");
        return sql.select(SAFETY_CASE.LEVEL, age, count())
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.STATE.in("open", "acknowledged").and(CaseStore.NO_DRILL))
                .groupBy(SAFETY_CASE.LEVEL, age)
                .fetch(row -> new Open(Level.valueOf(row.value1()), Age.values()[row.value2()], row.value3()));
    }

    /** The next time that was promised on a case. {@code metric} as the clocks have it. */
    public record Due(long caseId, String metric, Instant from, Instant due) {}

    /** The soonest first, what is over among them. */
    public List<Due> due(int limit) {
        return sql.select(SAFETY_CASE.ID, TICKET.DUE_METRIC, SAFETY_CASE.OPENED_AT, TICKET.DUE_AT)
                .from(SAFETY_CASE)
                .join(TICKET)
                .on(TICKET.ID.eq(SAFETY_CASE.TICKET_ID))
                .where(SAFETY_CASE.STATE.in("open", "acknowledged"))
                .and(CaseStore.NO_DRILL)
                .and(TICKET.DUE_AT.isNotNull())
                .orderBy(TICKET.DUE_AT, SAFETY_CASE.ID)
                .limit(limit)
                .fetch(row -> new Due(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** The last time that screening could not judge. */
    public record Outage(Instant from, Instant last, int messages, boolean on) {}

    /**
     * How well screening works.
     *
     * @param engine its parts with their versions
     * @param held messages that a person has still to judge because it could not
     * @param outage null when there never was one
     * @param nothing messages of the last thirty days in which nothing was found
     * @param chosen of those, how many a person is to read all the same
     */
    public record Health(
            List<String> engine, int held, @Nullable Outage outage, int nothing, int chosen, int right, int missed) {}

    public Health health() {
        Instant now = clock.instant();
        Record row = sql.fetchSingle(
                """
                select o.began_at, o.last_at, o.messages,
                  (select count(*) from safety_case c where c.held and c.state = 'open'
                     and not exists (select from drill d where d.ticket_id = c.ticket_id)) as held,
                  (select count(*) from screening s where s.at >= ?::timestamptz and s.level = 'S0' and not s.held) as nothing,
                  r.chosen, r.right_ones, r.missed
                from (select count(*) as chosen, count(*) filter (where answer = 'right') as right_ones,
                        count(*) filter (where answer = 'missed') as missed
                      from reread where chosen_at >= ?::timestamptz) r
                left join lateral (select * from screening_outage order by id desc limit 1) o on true""", now.minus(MONTH).toString(), now.minus(MONTH).toString());
        return new Health(
                List.of(screening.engine().split("\\+")),
                number(row, "held"),
                outage(row, now),
                number(row, "nothing"),
                number(row, "chosen"),
                number(row, "right_ones"),
                number(row, "missed"));
    }

    /** A number that left the wall: a level, or {@code all}, and how many cases there were at least, in steps of five. */
    public record Statistic(String level, int atLeast) {}

    /** Cases of thirty whole days by level. What were fewer than five is not in it. Needs no clearance. */
    public List<Statistic> statistics() {
        var zone = playbooks.current().playbook().zone();
        return sql.fetch(
                        "select level, at_least from safety_statistics(?::date, ?)",
                        clock.instant().atZone(zone).toLocalDate().toString(),
                        zone.getId())
                .map(row -> new Statistic(row.get(0, String.class), number(row, "at_least")));
    }

    private static @Nullable Outage outage(Record row, Instant now) {
        Instant from = row.get("began_at", Instant.class);
        Instant last = row.get("last_at", Instant.class);
        return from == null || last == null
                ? null
                : new Outage(from, last, number(row, "messages"), last.isAfter(now.minus(OUTAGE_LASTS)));
    }

    private static int number(Record row, String field) {
        Integer number = row.get(field, Integer.class);
        return number == null ? 0 : number;
    }
}
