package org.nightlight.desk;

import static nightlight.tables.Tables.TICKET;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.TableField;
import org.jooq.TableLike;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.nightlight.desk.FilterStore.Order;
import org.nightlight.desk.FilterStore.Spot;
import org.nightlight.desk.HeadingStore.Line;
import org.nightlight.desk.Layout.Grouping;
import org.nightlight.ticket.State;

/**
 * A list under headings: its filter, the order within each heading, and what the headings are. Each heading is a stretch of an index
 * in that order.
 *
 * @param order one of those that {@link FilterStore#order} allows for the filter
 * @param back whether it is read from its end
 */
record Headed(Filter filter, Order order, Grouping grouping, boolean back) {
    /** What stands under a heading, or the part of it with or without a promise, from where a page begins. */
    record Stretch(Heading heading, Part part, Condition beyond) {}

    private enum Part {
        /** Those with a promise, in a list that is ordered by it. */
        DATED,
        /** Those without one, by number. */
        UNDATED,
        WHOLE
    }

    Comparator<Heading> headings() {
        return back ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    /** Under one heading, in the direction of reading. */
    Comparator<Spot> spots() {
        Comparator<Spot> rising = Comparator.<Spot, @Nullable Instant>comparing(
                        Spot::at, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Spot::id);
        return isFalling() ? rising.reversed() : rising;
    }

    Comparator<Line> lines() {
        return Comparator.comparing(Line::heading, headings()).thenComparing(Line::spot, spots());
    }

    private boolean isFalling() {
        return order.isFalling() != back;
    }

    /** Whether only tickets that are not solved can be in it, of which the indexes are small. */
    boolean isOfUnsolved() {
        return filter.onlyUnsolved();
    }

    /** @param from beyond this line, where it stands under the heading; null from its beginning */
    Stream<Stretch> stretches(Heading heading, @Nullable Line from) {
        Spot spot = from == null ? null : from.spot();
        if (order != Order.DUE) {
            return Stream.of(new Stretch(heading, Part.WHOLE, beyond(spot)));
        }
        boolean dated = spot != null && spot.at() != null;
        boolean undated = spot != null && spot.at() == null;
        Stretch with = new Stretch(heading, Part.DATED, dated ? beyond(spot) : DSL.noCondition());
        Stretch without = new Stretch(heading, Part.UNDATED, undated ? beyond(spot) : DSL.noCondition());
        if (back) {
            return dated ? Stream.of(with) : Stream.of(without, with);
        }
        return undated ? Stream.of(without) : Stream.of(with, without);
    }

    private Condition beyond(@Nullable Spot from) {
        if (from == null) {
            return DSL.noCondition();
        } else if (from.at() == null) {
            return isFalling() ? TICKET.ID.lt(from.id()) : TICKET.ID.gt(from.id());
        }
        var place = DSL.row(order.moment(), TICKET.ID);
        return isFalling() ? place.lt(from.at(), from.id()) : place.gt(from.at(), from.id());
    }

    /**
     * Up to {@code most} tickets of a stretch in the order of reading, of which {@link #asked} is still to be asked. The heading's
     * key stands in the statement, so that each is planned for how frequent it is.
     */
    TableLike<? extends Record> piece(Stretch stretch, int most) {
        return DSL.selectFrom(TICKET)
                .where(within(stretch))
                .orderBy(ordered(stretch.heading()))
                .limit(most);
    }

    /** As {@link #piece} of all that stands under a heading, whichever come first. */
    TableLike<? extends Record> some(Heading heading, int most) {
        return DSL.selectFrom(TICKET)
                .where(within(new Stretch(heading, Part.WHOLE, DSL.noCondition())))
                .limit(most);
    }

    private List<Condition> within(Stretch stretch) {
        List<Condition> within = new ArrayList<>(List.of(under(stretch.heading(), key()), stretch.beyond()));
        if (isOfUnsolved() && grouping != Grouping.STATE) { // which says it already
            within.add(DSL.condition("ticket." + ListStore.OPEN));
        }
        filter.parts().stream()
                .filter(this::narrows)
                .map(FilterStore::condition)
                .forEach(within::add);
        switch (stretch.part()) {
            case DATED -> within.add(TICKET.DUE_AT.isNotNull());
            case UNDATED -> within.add(TICKET.DUE_AT.isNull());
            case WHOLE -> {}
        }
        return within;
    }

    private static <T> Condition under(Heading heading, Field<T> key) {
        return heading.key().equals(Heading.NOTHING)
                ? key.isNull()
                : key.eq(DSL.inline(key.getDataType().convert(heading.key())));
    }

    /**
     * As an index has it. Those with a key in front know it to be the same for all of a stretch, but where it is nothing; what was
     * changed last has none of them. An order that no index has would be sorted anew.
     */
    List<SortField<?>> ordered(Heading heading) {
        Stream<Field<?>> within = Stream.of(order.moment(), TICKET.ID);
        boolean named = heading.key().equals(Heading.NOTHING) && order != Order.CHANGED;
        return (named ? Stream.concat(Stream.of(key()), within) : within)
                .<SortField<?>>map(field -> isFalling() ? field.desc() : field.asc())
                .toList();
    }

    /** What is asked of each ticket, because no index says it. */
    List<Condition> asked() {
        return filter.parts().stream()
                .filter(part -> !narrows(part) && !isUnsolved(part))
                .map(FilterStore::condition)
                .toList();
    }

    /** How many tickets of a stretch are looked at to find {@code most}. */
    int looked(int most) {
        return asked().isEmpty() ? most : FilterStore.reach(filter);
    }

    private boolean narrows(Filter.Part part) {
        return switch (part) {
            case Filter.Keyed(Filter.Key name, Set<String> values) ->
                name == Filter.Key.TEAM && values.size() == 1 && isOfUnsolved();
            case Filter.Assigned(Set<Long> staff) -> staff.size() == 1;
            case Filter.DueBefore due -> order == Order.DUE;
            case Filter.Created created -> order == Order.NEWEST || order == Order.OLDEST;
            default -> false;
        };
    }

    /** Every state but solved and closed: the indexes of what is unsolved say it. */
    private static boolean isUnsolved(Filter.Part part) {
        return part instanceof Filter.InState(Set<State> states)
                && states.equals(
                        Arrays.stream(State.values()).filter(State::isOpen).collect(Collectors.toSet()));
    }

    /** What of a ticket says under which heading it stands. */
    TableField<?, ?> key() {
        return switch (grouping) {
            case STATE -> TICKET.STATE;
            case TEAM -> TICKET.TEAM;
            case ASSIGNEE -> TICKET.ASSIGNEE_ID;
            case TIER -> TICKET.TIER;
            case CATEGORY -> TICKET.CATEGORY;
            case PRIORITY -> TICKET.PRIORITY;
            case NONE -> throw new IllegalArgumentException("a list without headings");
        };
    }
}
