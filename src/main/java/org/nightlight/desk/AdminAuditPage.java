package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did what: {@code GET /desk/admin/audit}.
 *
 * @param who filter by actor, empty for everybody
 * @param about filter by subject, such as {@code ticket:1042}, empty for everything
 * @param actions what to filter by, the chosen one marked
 * @param intact true while the chain holds; {@code verified} says up to where, in words
 */
public record AdminAuditPage(
        Chrome chrome,
        String who,
        String about,
        List<Choice> actions,
        boolean intact,
        String verified,
        List<Row> rows,
        @Nullable String newer,
        @Nullable String older) {

    /** One line of the chain, in words; {@code key} is the actor as stored, {@code hash} shortened for the screen. */
    public record Row(long number, When at, String actor, String key, String action, String subject, String hash) {}
}
