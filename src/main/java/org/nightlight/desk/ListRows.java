package org.nightlight.desk;

import java.util.List;
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

    /** @param current the ticket that is open beside the list, or 0 */
    Rows of(DeskList list, StaffMember member, ListCursor from, long current) {
        List<ListStore.Line> found = store.page(list, member, frame.now(), from, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<ListStore.Line> shown = !more ? found : from.back() ? found.subList(1, PAGE + 1) : found.subList(0, PAGE);
        boolean newer = from.back() ? more : !from.isStart();
        boolean older = from.back() || more;
        return new Rows(
                rows(shown, "?list=" + list.key()),
                newer && !shown.isEmpty() ? list.address() + "?before=" + ListCursor.of(shown.getFirst()) : null,
                older && !shown.isEmpty() ? list.address() + "?after=" + ListCursor.of(shown.getLast()) : null,
                current);
    }

    /** Rows in the ids' order, for hits of a search. */
    Rows of(List<Long> ids, @Nullable String older) {
        return new Rows(rows(store.of(ids), ""), null, older, 0);
    }

    private List<Rows.Row> rows(List<ListStore.Line> lines, String from) {
        Words words = frame.words();
        return lines.stream().map(line -> row(line, words, from)).toList();
    }

    private static Rows.Row row(ListStore.Line line, Words words, String from) {
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
                line.walled());
    }
}
