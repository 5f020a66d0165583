package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Pages of ticket rows with the addresses of the pages before and after. */
@Component
class ListRows {
    static final int PAGE = 30;

    private final ListStore store;
    private final Frame frame;

    ListRows(ListStore store, Frame frame) {
        this.store = store;
        this.frame = frame;
    }

    static boolean isFor(DeskList list, StaffMember member) {
        return list != DeskList.SAFETY || member.clearance().seesCases();
    }

    /**
     * In the order that every list has.
     *
     * @param layout whose columns are shown
     * @param current the ticket that is open beside the list, or 0
     */
    Rows of(DeskList list, StaffMember member, Layout layout, ListCursor from, long current) {
        List<ListStore.Line> found = store.page(list, member, frame.now(), from, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<ListStore.Line> shown = !more ? found : from.back() ? found.subList(1, PAGE + 1) : found.subList(0, PAGE);
        boolean newer = from.back() ? more : !from.isStart();
        boolean older = from.back() || more;
        return new Rows(
                rows(shown, "?list=" + list.key(), layout, Map.of()),
                newer && !shown.isEmpty() ? list.address() + "?before=" + ListCursor.of(shown.getFirst()) : null,
                older && !shown.isEmpty() ? list.address() + "?after=" + ListCursor.of(shown.getLast()) : null,
                current,
                layout.headings());
    }

    /** Rows as every list has them, in the ids' order. */
    Rows of(List<Long> ids, @Nullable String older) {
        return of(ids, Layout.PLAIN, Map.of(), "", null, older);
    }

    /**
     * Rows in the ids' order, for what a filter finds.
     *
     * @param headings above the tickets that begin a group
     * @param from what each ticket's address ends in
     */
    Rows of(
            List<Long> ids,
            Layout layout,
            Map<Long, String> headings,
            String from,
            @Nullable String newer,
            @Nullable String older) {
        return new Rows(rows(store.of(ids), from, layout, headings), newer, older, 0, layout.headings());
    }

    private List<Rows.Row> rows(List<ListStore.Line> lines, String from, Layout layout, Map<Long, String> headings) {
        Words words = frame.words();
        return lines.stream()
                .map(line -> row(line, words, from, layout, headings.get(line.id())))
                .toList();
    }

    private static Rows.Row row(
            ListStore.Line line, Words words, String from, Layout layout, @Nullable String heading) {
        return new Rows.Row(
                line.id(),
                Words.number(line.id()),
                "/desk/tickets/" + line.id() + from,
                line.subject(),
                line.requester(),
                line.lastLine(),
                words.tier(line.tier()),
                Words.state(line.state()),
                words.left(line.metric(), line.due(), line.actBy(), line.opened()),
                line.assignee() == null ? null : Words.face(line.assignee()),
                line.walled(),
                heading,
                layout.columns().stream()
                        .map(column -> cell(column, line, words))
                        .toList());
    }

    private static String cell(Layout.Column column, ListStore.Line line, Words words) {
        return switch (column) {
            case REQUESTER -> line.requester();
            case TIER -> words.tier(line.tier());
            case STATE -> Words.state(line.state());
            case TEAM -> words.team(line.team());
            case LEVEL -> Integer.toString(line.level());
            case ASSIGNEE -> line.assignee() == null ? "–" : line.assignee();
            case CATEGORY -> words.category(line.category());
            case PRIORITY -> line.priority() == null ? "–" : Words.priority(line.priority());
            case CHANNEL -> words.via(line.channel());
            case CREATED -> words.when(line.opened()).text();
            case CHANGED -> words.when(line.changed()).text();
            case LAST -> line.lastLine();
        };
    }
}
