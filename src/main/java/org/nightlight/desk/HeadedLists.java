package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.desk.HeadingStore.Found;
import org.nightlight.desk.HeadingStore.Line;
import org.nightlight.desk.HeadingStore.Tally;
import org.springframework.stereotype.Component;

/**
 * Pages of tickets under headings. A page goes on from the ticket at its edge, by the heading's place, the list's order and the
 * number, in both directions; a heading that began on the page before is said again.
 */
@Component
class HeadedLists {
    /** "500+" says as much as a number, as beside the views in the menu. */
    private static final int MOST = ViewCounts.MOST;

    private final HeadingStore store;
    private final FilterStore filters;

    HeadedLists(HeadingStore store, FilterStore filters) {
        this.store = store;
        this.filters = filters;
    }

    /**
     * @param headings above the tickets that they stand before
     * @param newer how the address of the page before this one ends, null on the first
     * @param older how that of the page after it ends, null on the last
     * @param further how looking goes on when it ended before the page was full, null otherwise
     */
    record Page(
            List<Long> ids,
            Map<Long, String> headings,
            @Nullable String newer,
            @Nullable String older,
            @Nullable String further) {}

    Page page(Filter filter, Layout layout, HeadingCursor cursor, Words words) {
        Headed list = new Headed(filter, FilterStore.order(filter, layout.order()), layout.grouping(), cursor.back());
        HeadingStore.Naming naming = (key, name) -> Heading.of(key, layout.grouping(), words, name);
        Line from = cursor.isStart()
                ? null
                : store.heading(list, cursor.key(), naming)
                        .map(heading -> new Line(heading, cursor.spot()))
                        .orElse(null);
        if (from == null && list.back()) {
            return page(filter, layout, HeadingCursor.START, words); // an address that means nothing
        }
        Optional<Long[]> few = filters.few(filter);
        List<Line> all = few.map(ids -> store.of(list, ids, naming)).orElse(List.of());
        Found found = few.isPresent()
                ? new Found(beyond(list, all, from), null)
                : store.page(list, fromOn(list, store.headings(list, naming), from), from, ListRows.PAGE + 1);
        if (cursor.back() && found.lines().isEmpty() && found.cut() == null) {
            return page(filter, layout, HeadingCursor.START, words); // whatever stood before it has gone
        }
        List<Line> read = found.lines().stream().limit(ListRows.PAGE).toList();
        List<Line> shown = cursor.back() ? read.reversed() : read;
        boolean more = found.lines().size() > ListRows.PAGE;
        Line before = cursor.back() ? (more ? found.lines().get(ListRows.PAGE) : found.cut()) : from;
        return new Page(
                shown.stream().map(line -> line.spot().id()).toList(),
                said(shown, before, few.isPresent() ? counted(all) : tallies(list, shown)),
                cursor.back()
                        ? (more ? HeadingCursor.address(true, shown.getFirst()) : null)
                        : from == null ? null : HeadingCursor.address(true, shown.isEmpty() ? from : shown.getFirst()),
                shown.isEmpty() || !cursor.back() && !more ? null : HeadingCursor.address(false, shown.getLast()),
                found.cut() == null ? null : HeadingCursor.address(cursor.back(), found.cut()));
    }

    private static List<Line> beyond(Headed list, List<Line> lines, @Nullable Line from) {
        return from == null
                ? lines
                : lines.stream()
                        .filter(line -> list.lines().compare(line, from) > 0)
                        .toList();
    }

    /** In the direction of reading, the one that the page begins in first, whether or not there is anything left under it. */
    private static List<Heading> fromOn(Headed list, List<Heading> headings, @Nullable Line from) {
        Comparator<Heading> order = list.headings();
        return headings.stream()
                .filter(heading -> from == null || order.compare(heading, from.heading()) >= 0)
                .sorted(order)
                .toList();
    }

    private static Map<Heading, Tally> counted(List<Line> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        Line::heading,
                        Collectors.collectingAndThen(
                                Collectors.counting(), many -> new Tally(many.intValue(), false))));
    }

    private Map<Heading, Tally> tallies(Headed list, List<Line> shown) {
        return store.tallies(list, shown.stream().map(Line::heading).distinct().toList(), MOST);
    }

    /** Above the first ticket of each heading on this page what it says. */
    private static Map<Long, String> said(List<Line> shown, @Nullable Line before, Map<Heading, Tally> tallies) {
        Map<Heading, Line> firsts =
                shown.stream().collect(Collectors.toMap(Line::heading, Function.identity(), (first, next) -> first));
        Map<Long, String> said = new HashMap<>();
        firsts.forEach((heading, first) -> {
            long here = shown.stream()
                    .filter(line -> line.heading().equals(heading))
                    .count();
            Tally tally = tallies.getOrDefault(heading, new Tally(0, true));
            String count = Math.max(here, tally.least()) + (tally.more() ? "+" : "");
            boolean goesOn = before != null && before.heading().equals(heading) && first.equals(shown.getFirst());
            said.put(
                    first.spot().id(),
                    heading.label() + " · " + count + (goesOn ? " · " + say("continued", "continuación") : ""));
        });
        return said;
    }
}
