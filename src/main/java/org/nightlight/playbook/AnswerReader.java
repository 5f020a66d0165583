package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the approved answers and has each text linted: whatever is wrong with any of them is told at once. The built-in texts
 * are linted by a test, so that no start waits for it.
 */
final class AnswerReader {
    /** A line broken because the document's own width was used up. */
    private static final Pattern WRAPPED = Pattern.compile("(?<=[^\\n])\\n(?=[^\\n])");

    private AnswerReader() {}

    static SequencedMap<String, Answer> answers(Value value, @Nullable Playbook builtIn) {
        return value.keyed((key, it) -> it.section(section -> {
            String name = section.required("name").text();
            SequencedMap<String, String> texts = new LinkedHashMap<>();
            for (String language : Answer.LANGUAGES) {
                section.optional(language).ifPresent(text -> texts.put(language, linted(text, language, builtIn)));
            }
            if (texts.isEmpty()) {
                it.fault(say(
                        "expected words in en or es, found none",
                        "se esperaban palabras en en o es, no se encontró ninguna"));
            }
            return new Answer(key, name, Collections.unmodifiableSequencedMap(texts));
        }));
    }

    private static String linted(Value value, String language, @Nullable Playbook builtIn) {
        String text = WRAPPED.matcher(value.text()).replaceAll(" ");
        boolean known = builtIn == null
                || builtIn.safety().answers().values().stream().anyMatch(it -> text.equals(it.in(language)));
        if (!text.isEmpty() && !known) {
            AnswerLint.faults(text, language)
                    .forEach(fault -> value.fault(
                            say("expected words fit for a child: ", "se esperaban palabras aptas para un niño o niña: ")
                                    + fault));
        }
        return text;
    }
}
