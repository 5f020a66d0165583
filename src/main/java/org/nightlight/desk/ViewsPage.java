package org.nightlight.desk;

import java.util.List;

/** The viewer's own menu of views: {@code GET /desk/views}. */
public record ViewsPage(Chrome chrome, List<Line> lines) {
    /**
     * A view.
     *
     * @param shared whether it is everybody's; only such can be hidden, one's own are taken away
     * @param first whether nothing stands before it
     */
    public record Line(
            long id, String name, String address, boolean shared, boolean hidden, boolean first, boolean last) {
        public String action() {
            return address + "/menu";
        }
    }
}
