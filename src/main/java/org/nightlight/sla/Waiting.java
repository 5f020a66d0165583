package org.nightlight.sla;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Skill;

/**
 * A ticket that its team has and nobody of it.
 *
 * @param language in which its customer writes, as far as that is known
 * @param since when it came to wait here
 */
record Waiting(
        long id,
        String category,
        @Nullable String issue,
        @Nullable String language,
        Set<String> tags,
        Instant since) {

    /** Keys of the skills that it asks for. Unless something else is known, a customer writes as the desk does. */
    Set<String> asks(Playbook playbook) {
        String written = Locale.forLanguageTag(
                        language == null ? playbook.brand().language() : language)
                .getLanguage();
        return playbook.skills().values().stream()
                .filter(skill -> skill.isAskedBy(written, tags, category, issue))
                .map(Skill::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
