package org.nightlight.privacy;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * What somebody wrote in one message.
 *
 * @param subject of the message itself; empty where it named none
 * @param quoted the history below the own words
 */
public record WrittenWords(
        String authorName,
        String subject,
        String text,
        String quoted,
        @Nullable SafeHtml html) {
    /**
     * The same with each piece of personal information replaced by its kind in brackets, with the first name alone of whoever
     * wrote, and without HTML, in which more may stand than is read here. Up to a second: not for a transaction.
     *
     * @param known names that are personal here
     */
    public WrittenWords masked(Collection<String> known) {
        return new WrittenWords(
                FirstName.of(authorName),
                PersonalFinder.hidden(subject, known),
                PersonalFinder.hidden(text, known),
                PersonalFinder.hidden(quoted, known),
                null);
    }
}
