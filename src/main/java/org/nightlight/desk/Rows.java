package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of ticket rows, in a list or among search hits.
 *
 * @param newer address of the page before this one, null on the first
 * @param older address of the page after this one, null on the last
 * @param current id of the ticket that is open beside the list, 0 when none is
 * @param columns the names of what stands beside the subjects; empty for rows as every list has them
 */
public record Rows(
        List<Row> rows, @Nullable String newer, @Nullable String older, long current, List<String> columns) {
    static final Rows NONE = new Rows(List.of(), null, null, 0);

    /** Rows as every list has them. */
    public Rows(List<Row> rows, @Nullable String newer, @Nullable String older, long current) {
        this(rows, newer, older, current, List.of());
    }

    /**
     * One ticket in a list.
     *
     * @param address of the ticket's page, with the list it was opened from
     * @param lastLine one line of the last public message
     * @param tier as a quiet word
     * @param left null when no clock runs
     * @param assignee null when nobody has it
     * @param safety true behind the safety wall
     * @param heading of the group that begins with it, null within one
     * @param cells what stands beside the subject where a view has columns
     */
    public record Row(
            long id,
            String number,
            String address,
            String subject,
            String requester,
            String lastLine,
            String tier,
            String state,
            @Nullable TimeLeft left,
            @Nullable Face assignee,
            boolean safety,
            @Nullable String heading,
            List<String> cells) {}

    /** A person in two letters, with the full name for whoever hovers or listens. */
    public record Face(String initials, String name) {}
}
