package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else changed the ticket first, or the customer wrote while the agent was typing. Nothing was changed; what
 * it was, what is wanted and what others made of it stand side by side. Answered with status 409.
 *
 * @param what such as {@code Sam O. changed this ticket at 10:44}
 * @param ticket address of the ticket
 * @param action where the form goes when the agent keeps their own version
 * @param fields what the form then carries, with the new version number already in it
 */
public record ConflictPage(
        Chrome chrome,
        String number,
        String subject,
        String what,
        List<Difference> differences,
        String ticket,
        String action,
        Map<String, String> fields) {

    /**
     * One thing in three states.
     *
     * @param was when the page was opened; null where that says nothing, as for a reply
     */
    public record Difference(String label, @Nullable String was, String yours, String theirs) {}
}
