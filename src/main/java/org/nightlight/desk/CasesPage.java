package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The safety cases: {@code GET /desk/cases}. A list shows facts, never the child's words. */
public record CasesPage(
        Chrome chrome,
        List<Row> rows,
        @Nullable String newer,
        @Nullable String older) {

    /**
     * One case.
     *
     * @param level such as {@code S3 high}
     * @param kinds in words, such as {@code physical abuse}
     * @param left until a person must have looked; null once one has
     */
    public record Row(
            long id,
            String level,
            boolean gravest,
            List<String> kinds,
            String state,
            When opened,
            @Nullable TimeLeft left,
            Rows.@Nullable Face owner) {}
}
