package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/** What was put behind the wall instead of being deleted, and legal holds: {@code GET /desk/held-records}. */
public record HeldRecordsPage(
        Chrome chrome,
        List<Row> rows,
        List<Hold> holds,
        boolean officer,
        boolean legal,
        Map<String, String> sent,
        Map<String, String> faults) {

    /** @param state in words; {@code waits} whether voices are counted now */
    public record Row(long id, String what, String tickets, When at, String state, boolean waits) {}

    public record Hold(long id, String about, String reason, String until, String by, boolean stands) {}
}
