package org.nightlight.automation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says.
 *
 * @param hears at which changes it looks; empty for one that waits
 * @param after for what it waits; null for one that hears
 * @param condition a filter, as it is typed over a list; empty for every ticket
 */
public record Definition(
        String name, List<Heard> hears, @Nullable After after, String condition, Deeds deeds) {
    public Definition {
        hears = List.copyOf(hears);
    }
}
