package org.nightlight.desk;

import static nightlight.tables.Tables.STAFF_MEMBER;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.nightlight.desk.FilterStore.Spot;
import org.nightlight.desk.Headed.Stretch;
import org.nightlight.desk.Layout.Grouping;
import org.springframework.stereotype.Component;

/**
 * Finds the tickets of a filter under headings, behind the caller's clearance. Each heading is a stretch of an index in the
 * list's order, read from wherever a page begins and no further than the page needs; what the index does not say is asked of
 * each ticket, of {@link FilterStore#reach} of them a heading at most. One order has no index with a heading in front, what was
 * changed last: there a heading is read whole and sorted, or the index of changes walked, whichever is less (ADR 0067).
 */
@Component
class HeadingStore {
    /** So many headings are looked under at first, then twice as many each time, until the page is full. */
    private static final int FIRST = 6;

    private final DSLContext sql;

    HeadingStore(DSLContext sql) {
        this.sql = sql;
    }

    /** A ticket under its heading. */
    record Line(Heading heading, Spot spot) {}

    /** @param cut where looking goes on when it ended before the page was full; null otherwise */
    record Found(List<Line> lines, @Nullable Line cut) {}

    /** How many tickets stand under a heading. {@code more} when there are, or may be, more than {@code least}. */
    record Tally(int least, boolean more) {}

    /** Reads what a heading is made of. */
    interface Naming extends BiFunction<String, @Nullable String, Heading> {}

    /**
     * The headings under which any ticket stands that the list could hold, in their order: from one key to the next through the
     * index, so that a frequent one costs no more than a rare one.
     */
    List<Heading> headings(Headed list, Naming naming) {
        return sql
                .resultQuery(
                        """
                        with recursive found(key) as (
                          (select {0} from ticket where {0} is not null and {1} order by {0} limit 1)
                          union all
                          select (select {0} from ticket where {0} > found.key and {1} order by {0} limit 1)
                          from found where found.key is not null)
                        select found.key::text, {2} from found where found.key is not null
                        union all select '', null where exists (select from ticket where {0} is null and {1})""",
                        list.key(),
                        list.isOfUnsolved() ? DSL.condition("ticket." + ListStore.OPEN) : DSL.trueCondition(),
                        list.grouping() == Grouping.ASSIGNEE
                                ? DSL.field("(select name from staff_member where staff_member.id = found.key)")
                                : DSL.inline(null, String.class))
                .stream()
                .map(row -> naming.apply(row.get(0, String.class), row.get(1, String.class)))
                .sorted()
                .toList();
    }

    /** The heading that an address names, whether or not there is anything under it now; empty when there can be none. */
    Optional<Heading> heading(Headed list, String key, Naming naming) {
        if (list.grouping() != Grouping.ASSIGNEE || key.equals(Heading.NOTHING)) {
            return Optional.of(naming.apply(key, null));
        }
        return !key.matches("\\d{1,18}")
                ? Optional.empty()
                : sql.select(STAFF_MEMBER.NAME)
                        .from(STAFF_MEMBER)
                        .where(STAFF_MEMBER.ID.eq(Long.valueOf(key)))
                        .fetchOptional(row -> naming.apply(key, row.value1()));
    }

    /** The tickets of these, at most a thousand, that are in the list. */
    List<Line> of(Headed list, Long[] ids, Naming naming) {
        return sql
                .select(TICKET.ID, list.order().moment(), list.key().cast(String.class), STAFF_MEMBER.NAME)
                .from(TICKET)
                .leftJoin(STAFF_MEMBER)
                .on(STAFF_MEMBER.ID.eq(TICKET.ASSIGNEE_ID))
                .where(TICKET.ID.eq(any(ids)), FilterStore.condition(list.filter()))
                .fetch(row -> new Line(
                        naming.apply(row.value3() == null ? Heading.NOTHING : row.value3(), row.value4()),
                        new Spot(row.value2(), row.value1())))
                .stream()
                .sorted(list.lines())
                .toList();
    }

    /**
     * Up to {@code limit} lines under these headings, which come in the direction of reading.
     *
     * @param from beyond this line; null from the beginning
     */
    Found page(Headed list, List<Heading> headings, @Nullable Line from, int limit) {
        List<Stretch> stretches = headings.stream()
                .flatMap(heading ->
                        list.stretches(heading, from != null && heading.equals(from.heading()) ? from : null))
                .toList();
        List<Line> found = new ArrayList<>();
        for (int at = 0, many = FIRST; at < stretches.size(); at += many, many *= 2) {
            List<Stretch> some = stretches.subList(at, Math.min(stretches.size(), at + many));
            int wanted = limit - found.size();
            List<List<Spot>> lines = lines(list, some, wanted);
            int passed = passed(lines, wanted);
            List<List<Spot>> ends =
                    passed == 0 || list.asked().isEmpty() ? List.of() : ends(list, some.subList(0, passed), limit);
            for (int i = 0; i < some.size(); i++) {
                Heading heading = some.get(i).heading();
                lines.get(i).forEach(spot -> found.add(new Line(heading, spot)));
                if (found.size() >= limit) {
                    return new Found(found.subList(0, limit), null);
                }
                if (!ends.isEmpty() && !ends.get(i).isEmpty()) {
                    return new Found(found, new Line(heading, ends.get(i).getFirst()));
                }
            }
        }
        return new Found(found, null);
    }

    /** How many of these stretches a page leaves behind before it has all that it wants. */
    private static int passed(List<List<Spot>> lines, int wanted) {
        int passed = 0;
        for (int have = 0; passed < lines.size(); passed++) {
            have += lines.get(passed).size();
            if (have >= wanted) {
                return passed;
            }
        }
        return passed;
    }

    /** How many tickets stand under each of these headings; counting ends beyond {@code most}. */
    Map<Heading, Tally> tallies(Headed list, List<Heading> headings, int most) {
        Map<Heading, Tally> tallies = new HashMap<>();
        IntStream.range(0, headings.size())
                .mapToObj(i -> tally(list, headings.get(i), i, most))
                .reduce(Select::unionAll)
                .ifPresent(query -> sql.fetch(query).forEach(row -> {
                    int counted = row.value2();
                    tallies.put(
                            headings.get(row.value1()),
                            new Tally(Math.min(most, counted), counted > most || row.value3()));
                }));
        return tallies;
    }

    private static Select<Record3<Integer, Integer, Boolean>> tally(
            Headed list, Heading heading, int number, int most) {
        int looked = list.looked(most + 1);
        var piece = list.some(heading, looked);
        Table<Record1<Integer>> counted = DSL.table(DSL.selectCount()
                        .from(DSL.selectOne()
                                .from(piece.asTable("ticket"))
                                .where(list.asked())
                                .limit(most + 1)))
                .as("counted", "many");
        Field<Integer> many = DSL.field(DSL.name("many"), Integer.class);
        Field<Boolean> cut = list.asked().isEmpty()
                ? DSL.inline(false)
                : DSL.field(DSL.when(many.gt(most), false)
                        .else_(DSL.exists(
                                DSL.selectOne().from(piece.asTable("ticket")).offset(looked - 1))));
        return DSL.select(DSL.inline(number), many, cut).from(counted);
    }

    private List<List<Spot>> lines(Headed list, List<Stretch> stretches, int limit) {
        return spots(
                list,
                stretches,
                list.looked(limit),
                (look, order) -> look.where(list.asked()).orderBy(order).limit(limit));
    }

    /** The last ticket of each stretch that was looked at, where there may be more beyond it. */
    private List<List<Spot>> ends(Headed list, List<Stretch> stretches, int limit) {
        int looked = list.looked(limit);
        return spots(
                list,
                stretches,
                looked,
                (look, order) -> look.orderBy(order).offset(looked - 1).limit(1));
    }

    private interface Look
            extends BiFunction<
                    SelectJoinStep<Record3<Integer, Long, Instant>>,
                    List<SortField<?>>,
                    Select<Record3<Integer, Long, Instant>>> {}

    /** What is found of each stretch, in one query, in the direction of reading. */
    private List<List<Spot>> spots(Headed list, List<Stretch> stretches, int looked, Look look) {
        Select<Record3<Integer, Long, Instant>> query = IntStream.range(0, stretches.size())
                .mapToObj(i -> look.apply(
                        DSL.select(DSL.inline(i), TICKET.ID, list.order().moment())
                                .from(list.piece(stretches.get(i), looked).asTable("ticket")),
                        list.ordered(stretches.get(i).heading())))
                .reduce(Select::unionAll)
                .orElseThrow();
        Map<Integer, List<Spot>> found =
                sql.fetch(query).intoGroups(Record3::value1, row -> new Spot(row.value3(), row.value2()));
        return IntStream.range(0, stretches.size())
                .mapToObj(i -> found.getOrDefault(i, List.of()).stream()
                        .sorted(list.spots())
                        .toList())
                .toList();
    }
}
