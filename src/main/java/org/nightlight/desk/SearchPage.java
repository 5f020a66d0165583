package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tickets: of one of the desk's own lists ({@code GET /desk/lists/{name}}), of a view ({@code GET /desk/views/{id}}), or of a filter, words, a
 * number or an address ({@code GET /desk/search?q=}).
 *
 * @param address where the page can be fetched again
 * @param query as typed, empty before the first search
 * @param found how many hits, in words: {@code 12 tickets}, {@code more than 1,000 tickets}; of a list of the desk's own how it is ordered
 * @param all the filter by which all of them can be changed at once; empty where the hits are not all that match one
 * @param further where looking goes on when a page ended before its tickets did, null otherwise
 * @param keeping null where there is nothing that could be kept
 * @param own null where it is no list of the desk's own
 * @param faults what was not understood: of the filter by {@code q}, of the view by its field
 */
public record SearchPage(
        Chrome chrome,
        String title,
        String address,
        String query,
        String found,
        Rows rows,
        String all,
        @Nullable String further,
        @Nullable Keeping keeping,
        @Nullable OwnList own,
        Map<String, String> faults) {

    /**
     * One of the desk's own lists, and the form by which the viewer says how it looks for them.
     *
     * @param changed whether they have said so
     * @param open whether the form stands open
     */
    public record OwnList(DeskList list, Layout layout, boolean changed, boolean open) {
        public String action() {
            return list.address() + "/layout";
        }

        public LayoutChoices choices() {
            return layout.choices();
        }
    }

    /** What can be chosen of how tickets are shown, and what is. */
    public record LayoutChoices(List<Choice> orders, List<Choice> groupings, List<Choice> columns) {}

    /**
     * The form by which a view is kept or changed.
     *
     * @param id of the view, 0 for a new one
     * @param mayShare whether this viewer may keep views for everybody
     * @param open whether the form stands open
     */
    public record Keeping(
            long id,
            String name,
            String filter,
            boolean shared,
            Layout layout,
            int place,
            boolean mayShare,
            boolean open) {
        public String action() {
            return id == 0 ? "/desk/views" : "/desk/views/" + id;
        }

        public LayoutChoices choices() {
            return layout.choices();
        }
    }
}
