package org.nightlight.desk;

import java.util.List;

/** What can complete a part of a filter: {@code GET /desk/filter-values?part=}. */
public record FilterValues(List<Value> values) {
    /** @param text the part as a whole; {@code said} stands beside it, empty where the part says enough */
    public record Value(String text, String said) {}
}
