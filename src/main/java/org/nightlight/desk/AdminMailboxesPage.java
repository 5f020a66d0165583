package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the mailboxes are doing: {@code GET /desk/admin/mailboxes}. */
public record AdminMailboxesPage(Chrome chrome, List<Row> rows, List<Service> services) {

    /**
     * A service that hands mail on.
     *
     * @param state in words
     * @param alarming whether people were alarmed
     * @param taken when a mail was last taken from it; null before the first
     * @param lag how long it had had that mail, in words; empty where it does not say
     * @param failure why a mail last could not be taken; empty when the last one could
     */
    public record Service(
            String name,
            String state,
            boolean alarming,
            @Nullable When taken,
            String lag,
            String failure,
            @Nullable When failed) {}

    /**
     * @param where server and folder
     * @param state in words
     * @param alarming whether people were alarmed
     * @param looked when a look last went through; null before the first
     * @param waiting mails that were seen there and not taken yet
     * @param oldest since when the oldest of them lies there
     * @param failure why a look last failed, in plain words; empty when the last one did not
     */
    public record Row(
            String name,
            String address,
            String where,
            String state,
            boolean alarming,
            @Nullable When looked,
            int waiting,
            @Nullable When oldest,
            String failure,
            @Nullable When failed) {}
}
