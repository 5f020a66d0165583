package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * The rules of the desk: {@code GET /desk/admin/rules}.
 *
 * @param removed those that can be brought back
 * @param examples to begin from
 * @param mayChange false for leads, who look
 */
public record RulesPage(
        Chrome chrome,
        List<Line> lines,
        List<Line> removed,
        List<Example> examples,
        boolean mayChange,
        Map<String, String> faults) {

    /**
     * One rule.
     *
     * @param fired how often in the last seven days, on tickets that the viewer sees
     * @param fault what of it is not understood any more; empty where nothing is
     * @param circle that it was part of a circle within a day
     */
    public record Line(
            long id,
            String name,
            boolean active,
            String when,
            String condition,
            List<String> does,
            int fired,
            String fault,
            boolean circle,
            boolean first,
            boolean last) {
        public String address() {
            return "/desk/admin/rules/" + id;
        }
    }

    public record Example(String address, String name, String says) {}
}
