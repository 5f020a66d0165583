package org.nightlight.desk;

import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQL;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.State;
import org.nightlight.ticket.TicketSearch;
import org.springframework.stereotype.Component;

/**
 * Finds the tickets of a filter, behind the caller's clearance. A part that few tickets have (a tag, an address, a word) is
 * read by its key; otherwise an index is walked in the list's order, at most {@link #REACH} tickets a page, so that no
 * filter costs more than that however large the desk is. A walk that ends early says where it goes on. Under headings
 * {@link HeadingStore} finds them.
 */
@Component
class FilterStore {
    /** Up to this many tickets of one tag, address or word are taken in one go. */
    private static final int FEW = 1_000;

    /** How many tickets one page looks at. */
    private static final int REACH = 10_000;

    /** The same where each has to be looked for words in. */
    private static final int REACH_IN_WORDS = 2_000;

    private final DSLContext sql;

    FilterStore(DSLContext sql) {
        this.sql = sql;
    }

    /** How what is found is ordered. */
    enum Order {
        /** Those with a promise by its time, then the others; only where none is solved. */
        DUE,
        NEWEST,
        OLDEST,
        /** What was changed last stands first. */
        CHANGED;

        Field<Instant> moment() {
            return switch (this) {
                case DUE -> TICKET.DUE_AT;
                case NEWEST, OLDEST -> TICKET.CREATED_AT;
                case CHANGED -> TICKET.UPDATED_AT;
            };
        }

        boolean isFalling() {
            return this == NEWEST || this == CHANGED;
        }
    }

    /**
     * Where a page goes on: beyond this ticket.
     *
     * @param at its promised time, when it came or was changed; null among those without a promise
     */
    record Spot(@Nullable Instant at, long id) {}

    /** @param next where the next page begins, null at the end */
    record Found(List<Long> ids, @Nullable Spot next) {}

    static Order order(Filter filter) {
        return order(filter, Order.DUE);
    }

    /** The wanted order, or the newest first where a promise cannot order what is solved. */
    static Order order(Filter filter, Order wanted) {
        return wanted != Order.DUE || filter.onlyUnsolved() ? wanted : Order.NEWEST;
    }

    /** @param order one of those that {@link #order} allows */
    Found page(Filter filter, Order order, @Nullable Spot from, int limit) {
        return few(filter)
                .map(few -> {
                    List<Spot> found = sorted(filter, few, order, from, limit + 1);
                    return found.size() > limit ? full(found, limit) : new Found(ids(found), null);
                })
                .orElseGet(() -> walked(filter, order, from, limit));
    }

    private Found walked(Filter filter, Order order, @Nullable Spot from, int limit) {
        List<Walk> walks = walks(order, from);
        List<Spot> found = new ArrayList<>();
        for (Walk walk : walks) {
            Spot start = walk == walks.getFirst() ? from : null;
            found.addAll(walk(filter, walk, start, limit + 1 - found.size()));
            if (found.size() > limit) {
                return full(found, limit);
            }
            Spot end = end(filter, walk, start);
            if (end != null) {
                return new Found(ids(found), end);
            }
        }
        return new Found(ids(found), null);
    }

    private static Found full(List<Spot> found, int limit) {
        return new Found(ids(found.subList(0, limit)), found.get(limit - 1));
    }

    /** All that is found, up to {@code most}, walked to its end. */
    List<Long> all(Filter filter, int most) {
        return all(filter, order(filter), most);
    }

    /** @param order one of those that {@link #order} allows */
    List<Long> all(Filter filter, Order order, int most) {
        List<Long> all = new ArrayList<>();
        Spot from = null;
        do {
            Found found = page(filter, order, from, most - all.size());
            all.addAll(found.ids());
            from = found.next();
        } while (from != null && all.size() < most);
        return all;
    }

    /** Up to {@code most} of what is found; at most one piece of a walk is looked at. */
    int count(Filter filter, int most) {
        Order order = order(filter);
        return few(filter)
                .map(few -> sorted(filter, few, order, null, most).size())
                .orElseGet(() -> counted(filter, order, most));
    }

    private int counted(Filter filter, Order order, int most) {
        int counted = 0;
        for (Walk walk : walks(order, null)) {
            counted += sql.fetchCount(DSL.select(DSL.one())
                    .from(piece(filter, walk, null).asTable("ticket"))
                    .where(condition(filter))
                    .limit(most - counted));
            if (counted >= most) {
                return most;
            }
        }
        return counted;
    }

    /** For each of these tickets that is seen, whether each part of the filter holds, in the filter's order. */
    Map<Long, List<Boolean>> holding(Filter filter, Collection<Long> tickets) {
        List<Field<Boolean>> parts = filter.parts().stream()
                .map(part -> DSL.coalesce(DSL.field(condition(part)), DSL.inline(false)))
                .toList();
        return sql.select(TICKET.ID)
                .select(parts)
                .from(TICKET)
                .where(TICKET.ID.eq(any(tickets.toArray(Long[]::new))))
                .fetchMap(
                        row -> row.get(TICKET.ID),
                        row -> IntStream.rangeClosed(1, parts.size())
                                .mapToObj(at -> row.get(at, Boolean.class))
                                .toList());
    }

    private enum Walk {
        DATED,
        UNDATED,
        NEWEST,
        OLDEST,
        CHANGED;

        /** The order that is walked in; for what has no promise the number alone. */
        Order order() {
            return switch (this) {
                case NEWEST -> Order.NEWEST;
                case OLDEST -> Order.OLDEST;
                case CHANGED -> Order.CHANGED;
                case DATED, UNDATED -> Order.DUE;
            };
        }
    }

    private static List<Walk> walks(Order order, @Nullable Spot from) {
        if (order != Order.DUE) {
            return List.of(Walk.valueOf(order.name()));
        }
        return from != null && from.at() == null ? List.of(Walk.UNDATED) : List.of(Walk.DATED, Walk.UNDATED);
    }

    private List<Spot> walk(Filter filter, Walk walk, @Nullable Spot from, int limit) {
        return sql.select(TICKET.ID, walk.order().moment())
                .from(piece(filter, walk, from).asTable("ticket"))
                .where(condition(filter))
                .orderBy(order(walk))
                .limit(limit)
                .fetch(row -> new Spot(row.value2(), row.value1()));
    }

    /** The last ticket of the piece that was looked at; null when the walk came to its end. */
    private @Nullable Spot end(Filter filter, Walk walk, @Nullable Spot from) {
        return sql.select(TICKET.ID, walk.order().moment())
                .from(piece(filter, walk, from).asTable("ticket"))
                .orderBy(order(walk))
                .offset(reach(filter) - 1)
                .limit(1)
                .fetchOne(row -> new Spot(row.value2(), row.value1()));
    }

    /** A stretch of an index: what can be said of it there narrows it, the rest is asked of each ticket. */
    private static org.jooq.TableLike<? extends Record> piece(Filter filter, Walk walk, @Nullable Spot from) {
        List<Condition> here = new ArrayList<>(List.of(key(filter)));
        if (walk.order() == Order.DUE) {
            here.add(DSL.condition("ticket." + ListStore.OPEN));
        }
        Spot spot = from == null ? new Spot(null, 0) : from;
        switch (walk) {
            case DATED -> {
                here.add(TICKET.DUE_AT.isNotNull());
                if (spot.at() != null) {
                    here.add(DSL.row(TICKET.DUE_AT, TICKET.ID).gt(spot.at(), spot.id()));
                }
            }
            case UNDATED -> {
                here.add(TICKET.DUE_AT.isNull());
                here.add(TICKET.ID.gt(spot.id()));
            }
            default -> here.add(beyond(walk.order(), from));
        }
        return DSL.selectFrom(TICKET).where(here).orderBy(order(walk)).limit(reach(filter));
    }

    private static List<org.jooq.SortField<?>> order(Walk walk) {
        return switch (walk) {
            case DATED -> List.of(TICKET.DUE_AT.asc(), TICKET.ID.asc());
            case UNDATED -> List.of(TICKET.ID.asc());
            default -> inOrder(walk.order());
        };
    }

    private static List<org.jooq.SortField<?>> inOrder(Order order) {
        return order.isFalling()
                ? List.of(order.moment().desc(), TICKET.ID.desc())
                : List.of(order.moment().asc().nullsLast(), TICKET.ID.asc());
    }

    /** Where a page goes on in an order in which every ticket has its moment. */
    private static Condition beyond(Order order, @Nullable Spot from) {
        if (from == null || from.at() == null) {
            return DSL.noCondition();
        }
        var place = DSL.row(order.moment(), TICKET.ID);
        return order.isFalling() ? place.lt(from.at(), from.id()) : place.gt(from.at(), from.id());
    }

    /** What an index has in front of its order: one team, one assignee, a stretch of time. */
    private static Condition key(Filter filter) {
        Condition key = DSL.noCondition();
        for (Filter.Part part : filter.parts()) {
            boolean narrows = switch (part) {
                case Filter.Keyed(Filter.Key name, Set<String> values) -> name == Filter.Key.TEAM && values.size() == 1;
                case Filter.Assigned(Set<Long> staff) -> staff.size() == 1;
                case Filter.DueBefore due -> true;
                case Filter.Created created -> true;
                default -> false;
            };
            if (narrows) {
                key = key.and(condition(part));
            }
        }
        return key;
    }

    /** How many tickets one piece of a walk looks at. */
    static int reach(Filter filter) {
        return filter.looksAtWords() ? REACH_IN_WORDS : REACH;
    }

    private List<Spot> sorted(Filter filter, Long[] ids, Order order, @Nullable Spot from, int limit) {
        Condition beyond = beyond(order, from);
        if (from != null && order == Order.DUE) {
            beyond = from.at() == null
                    ? TICKET.DUE_AT.isNull().and(TICKET.ID.gt(from.id()))
                    : beyond.or(TICKET.DUE_AT.isNull());
        }
        return sql.select(TICKET.ID, order.moment())
                .from(TICKET)
                .where(TICKET.ID.eq(any(ids)), condition(filter), beyond)
                .orderBy(inOrder(order))
                .limit(limit)
                .fetch(row -> new Spot(row.value2(), row.value1()));
    }

    /** The tickets of the rarest tag, address or word of the filter, where one is rare enough. */
    Optional<Long[]> few(Filter filter) {
        return filter.parts().stream()
                .map(FilterStore::rare)
                .flatMap(Optional::stream)
                .map(rare -> sql.resultQuery(DSL.sql("{0} limit {1}", rare, DSL.inline(FEW + 1)))
                        .fetchArray(0, Long.class))
                .filter(ids -> ids.length <= FEW)
                .min(Comparator.comparingInt(ids -> ids.length));
    }

    private static Optional<SQL> rare(Filter.Part part) {
        return switch (part) {
            case Filter.Tagged(String tag) ->
                Optional.of(DSL.sql("select ticket_id from ticket_tag where tag = ?", tag));
            case Filter.Followed(Set<Long> staff) ->
                Optional.of(DSL.sql(
                        "select ticket_id from follower where staff_id = any(?)", (Object) staff.toArray(Long[]::new)));
            case Filter.By(String address) ->
                Optional.of(DSL.sql(
                        "select id from ticket where requester_id in "
                                + "(select customer_id from customer_address where kind = 'email' and " + like(address)
                                + ")",
                        pattern(address)));
            case Filter.Says(String words) ->
                Optional.of(DSL.sql(
                        "select ticket_id from ticket_search where words @@ to_tsquery('simple', ?)",
                        TicketSearch.tsquery(words)));
            case Filter.Walled() -> Optional.of(DSL.sql("select id from ticket where walled"));
            default -> Optional.empty();
        };
    }

    static Condition condition(Filter filter) {
        return DSL.and(filter.parts().stream().map(FilterStore::condition).toList());
    }

    /** Subqueries give one value, so that they are asked ticket by ticket and the order of the walk is kept. */
    static Condition condition(Filter.Part part) {
        return switch (part) {
            case Filter.InState(Set<State> states) ->
                TICKET.STATE.in(states.stream().map(State::key).toList());
            case Filter.Keyed(Filter.Key name, Set<String> values) ->
                column(name).in(values);
            case Filter.Assigned(Set<Long> staff) -> {
                Condition somebody = TICKET.ASSIGNEE_ID.in(
                        staff.stream().filter(id -> id != 0).toList());
                yield staff.contains(0L) ? TICKET.ASSIGNEE_ID.isNull().or(somebody) : somebody;
            }
            case Filter.Tagged(String tag) ->
                DSL.condition(
                        "coalesce((select true from ticket_tag where ticket_tag.ticket_id = ticket.id and tag = ? limit 1), false)",
                        tag);
            case Filter.Followed(Set<Long> staff) ->
                DSL.condition(
                        "coalesce((select true from follower where follower.ticket_id = ticket.id and staff_id = any(?) limit 1), false)",
                        (Object) staff.toArray(Long[]::new));
            case Filter.By(String address) ->
                DSL.condition(
                        "coalesce((select true from customer_address where customer_id = ticket.requester_id and kind = 'email' and "
                                + like(address) + " limit 1), false)",
                        pattern(address));
            case Filter.DueBefore(Instant end) -> TICKET.DUE_AT.lt(end).and(DSL.condition("ticket." + ListStore.OPEN));
            case Filter.Created(Instant from, Instant until) -> {
                Condition since = from.equals(Instant.MIN) ? DSL.noCondition() : TICKET.CREATED_AT.ge(from);
                yield until.equals(Instant.MAX) ? since : since.and(TICKET.CREATED_AT.lt(until));
            }
            case Filter.Says(String words) ->
                DSL.condition(
                        "coalesce((select words @@ to_tsquery('simple', ?) from ticket_search where ticket_search.ticket_id = ticket.id), false)",
                        TicketSearch.tsquery(words));
            case Filter.Walled() -> TICKET.WALLED.isTrue();
            case Filter.Not(Filter.Part inner) -> DSL.condition("not coalesce({0}, false)", condition(inner));
        };
    }

    private static org.jooq.TableField<?, String> column(Filter.Key name) {
        return switch (name) {
            case TIER -> TICKET.TIER;
            case TEAM -> TICKET.TEAM;
            case PRIORITY -> TICKET.PRIORITY;
            case CATEGORY -> TICKET.CATEGORY;
            case CHANNEL -> TICKET.CHANNEL;
        };
    }

    /** A beginning, or with the @ in front an end, which is the beginning of what is read backwards. */
    private static String like(String address) {
        return address.startsWith("@") ? "reverse(value) like ?" : "value like ?";
    }

    private static String pattern(String address) {
        String sought =
                address.startsWith("@") ? new StringBuilder(address).reverse().toString() : address;
        return sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static List<Long> ids(List<Spot> spots) {
        return spots.stream().map(Spot::id).toList();
    }

    /** Tags that begin like this, the first few by name; each is looked for anew, so that a frequent one costs no more. */
    List<String> tags(String beginning, int most) {
        List<String> tags = new ArrayList<>();
        String after = beginning;
        boolean including = true;
        while (tags.size() < most) {
            String next = sql.resultQuery(
                            "select tag from ticket_tag where tag " + (including ? ">=" : ">")
                                    + " ? order by tag limit 1",
                            after)
                    .fetchOne(0, String.class);
            if (next == null || !next.startsWith(beginning)) {
                break;
            }
            tags.add(next);
            after = next;
            including = false;
        }
        return tags;
    }
}
