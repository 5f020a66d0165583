package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody's API tokens: {@code GET /desk/admin/tokens}. */
public record AdminTokensPage(Chrome chrome, List<Row> rows) {

    /**
     * One token that is not revoked.
     *
     * @param rights what its owner's roles are, by which it is let in
     * @param works false while its owner is suspended
     * @param used when it was used last, to the minute; null for never
     */
    public record Row(
            long id,
            String owner,
            String name,
            List<String> rights,
            boolean works,
            When made,
            @Nullable When used) {}
}
