package org.nightlight.ticket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with each of many tickets, all of it or nothing.
 *
 * @param assignee number of a member of staff, 0 for nobody; null leaves whoever has it
 * @param state null leaves it
 * @param add tags, folded like those of one ticket
 * @param remove likewise; one that is in both stays
 */
public record BulkChange(@Nullable Long assignee, @Nullable State state, List<String> add, List<String> remove) {

    public BulkChange {
        add = List.copyOf(Tags.folded(add));
        remove = List.copyOf(Tags.folded(remove));
    }

    public boolean isNothing() {
        return assignee == null && state == null && add.isEmpty() && remove.isEmpty();
    }

    boolean changesTags() {
        return !add.isEmpty() || !remove.isEmpty();
    }
}
