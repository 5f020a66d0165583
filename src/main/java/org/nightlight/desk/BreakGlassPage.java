package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * Requests to read a case that one does not see by role: {@code GET /desk/break-glass}. To an administrator, a form and their
 * own; to the Safety Team and Legal, those that they may know of.
 *
 * @param asks whether the viewer may ask
 * @param answers whether the viewer may grant and decline
 * @param sent what a refused form carried, by field
 */
public record BreakGlassPage(
        Chrome chrome,
        boolean asks,
        boolean answers,
        List<Row> rows,
        Map<String, String> sent,
        Map<String, String> faults) {

    /**
     * One request.
     *
     * @param waits the viewer may answer it
     * @param open the viewer may read by it now
     */
    public record Row(
            long id, String who, long caseId, String reason, When asked, String state, boolean waits, boolean open) {}
}
