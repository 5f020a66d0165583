package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a filter, of words, a number or an address: {@code GET /desk/search?q=} and {@code GET /desk/views/{id}}.
 *
 * @param address where the page can be fetched again
 * @param query as typed, empty before the first search
 * @param found how many hits, in words: {@code 12 tickets}, {@code more than 1,000 tickets}
 * @param all the filter by which all of them can be changed at once; empty where the hits are not all that match one
 * @param further where looking goes on when a page ended before its tickets did, null otherwise
 * @param keeping null where there is nothing that could be kept
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
        Map<String, String> faults) {

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

        public List<Choice> orders() {
            return layout.orders();
        }

        public List<Choice> groupings() {
            return layout.groupings();
        }

        public List<Choice> columns() {
            return layout.columnChoices();
        }
    }
}
