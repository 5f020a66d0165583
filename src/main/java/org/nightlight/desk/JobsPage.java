package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work that the desk does by itself: {@code GET /desk/admin/jobs}. Nothing of what is behind the wall is counted.
 *
 * @param mail the latest that failed
 */
public record JobsPage(Chrome chrome, List<Line> lines, List<Failed> mail) {

    /** Mail that failed lately, and why. It is sent again from its ticket. */
    public record Failed(String number, String address, String reason) {}

    /**
     * One kind of work.
     *
     * @param waiting how much of it waits, in words; empty for none
     * @param oldest since when; null where nothing waits
     * @param failing how much of what waits has failed before, in words; empty for none
     * @param failed how much failed for good, in words; empty for none
     * @param address where it is seen to; null where the desk goes on by itself
     * @param leads what is to be done there
     */
    public record Line(
            String key,
            String name,
            String about,
            String waiting,
            @Nullable When oldest,
            String failing,
            String failed,
            @Nullable String address,
            String leads) {}
}
