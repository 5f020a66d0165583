package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * What is kept about people, and what was deleted: {@code GET /desk/admin/records}.
 *
 * @param nothing whether nothing is held about whoever was looked for
 * @param erasures the latest first
 * @param deleted what retention deleted, by day and class
 */
public record AdminRecordsPage(
        Chrome chrome, boolean nothing, List<Row> erasures, List<Deleted> deleted, Map<String, String> faults) {

    /** @param state in words, with the day that comes next */
    public record Row(long id, String about, String state, When asked, String by, boolean review, boolean open) {}

    public record Deleted(String day, String label, long number) {}
}
