package org.nightlight.playbook;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may be able to do that not all of a team are, and which tickets ask for it. Any one of its reasons is enough.
 *
 * @param language two letters of the language in which the customer writes; null for a skill that no language asks for
 * @param tags a ticket with one of these asks for it
 * @param matters {@code category} or {@code category/issue}: a ticket about one of these asks for it
 */
public record Skill(String key, String label, @Nullable String language, Set<String> tags, Set<String> matters) {
    public boolean isAskedBy(String language, Collection<String> tags, String category, @Nullable String issue) {
        return language.equals(this.language)
                || tags.stream().anyMatch(this.tags::contains)
                || matters.contains(category)
                || issue != null && matters.contains(category + "/" + issue);
    }
}
