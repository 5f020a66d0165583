package org.nightlight.playbook;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * An approved answer to a child: words that {@link AnswerLint} finds nothing against. It has no holes to fill; the help card
 * is added when it is sent.
 *
 * @param name what reviewers know it by
 * @param texts by language, one of {@link #LANGUAGES}; at least one
 */
public record Answer(String key, String name, SequencedMap<String, String> texts) {
    public static final List<String> LANGUAGES = List.of("en", "es");

    /** Its words in this language; null where it has none. */
    public @Nullable String in(String language) {
        return texts.get(language);
    }
}
