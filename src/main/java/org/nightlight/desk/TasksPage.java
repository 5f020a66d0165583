package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody still has to do, by its day: {@code GET /desk/tasks}. */
public record TasksPage(
        Chrome chrome,
        List<Line> lines,
        @Nullable String newer,
        @Nullable String older) {

    /** @param due null where it has no day */
    public record Line(
            long id,
            String text,
            String number,
            String subject,
            String address,
            @Nullable Due due) {}

    /**
     * Until when a task is to be done.
     *
     * @param text such as {@code due Fri 20 Nov}
     * @param over whether that day is over, which the text says too
     */
    public record Due(String text, boolean over) {}
}
