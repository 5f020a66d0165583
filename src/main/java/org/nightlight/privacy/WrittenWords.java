package org.nightlight.privacy;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * What somebody wrote in one message.
 *
 * @param subject empty where the message did not name its ticket
 * @param quoted the history below the own words
 */
public record WrittenWords(
        String authorName,
        String subject,
        String text,
        String quoted,
        @Nullable SafeHtml html) {
    /** Stands for words that could not be read through. */
    static final String UNREAD = "[hidden]";

    /**
     * The same with each piece of personal information replaced by its kind in brackets, with the first name alone of whoever
     * wrote, and without HTML, in which more may stand than is read here. Slow for long texts: not for a transaction.
     *
     * @param known names that are personal here
     */
    public WrittenWords masked(Collection<String> known) {
        return new WrittenWords(
                FirstName.of(authorName), masked(subject, known), masked(text, known), masked(quoted, known), null);
    }

    private static String masked(String text, Collection<String> known) {
        try {
            return PersonalFinder.masked(text, PersonalFinder.find(text, known));
        } catch (RuntimeException | StackOverflowError odd) {
            return UNREAD;
        }
    }
}
