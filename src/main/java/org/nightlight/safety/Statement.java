package org.nightlight.safety;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one message that a person may have written, as it arrived: children put a disclosure under the quote,
 * into their name, a subject or a file name. Make one with {@link #of} and add what else is known.
 *
 * @param text the message itself
 * @param subject the subject line
 * @param name the display name that the sender chose; a name alone never raises an alarm
 * @param files names of attached files
 * @param fields further form fields, by name
 * @param quoted quoted history and signature, split off the text
 * @param age the sender's age in years, where known
 * @param locale the sender's language tag, where known; a hint only, the text decides
 * @param earlier earlier messages of the same sender, oldest first
 * @param story whether this is known to be story content, which has a policy of its own
 */
public record Statement(
        String text,
        String subject,
        String name,
        List<String> files,
        SequencedMap<String, String> fields,
        String quoted,
        @Nullable Integer age,
        @Nullable String locale,
        List<String> earlier,
        boolean story) {

    /** Fewer words than this are no sentence. */
    static final int SENTENCE_WORDS = 4;

    public Statement {
        files = List.copyOf(files);
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        earlier = List.copyOf(earlier);
    }

    /** A message with nothing but its text. */
    public static Statement of(String text) {
        return new Statement(text, "", "", List.of(), new LinkedHashMap<>(), "", null, null, List.of(), false);
    }

    public Statement withSubject(String subject) {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, story);
    }

    public Statement withName(String name) {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, story);
    }

    public Statement withFiles(List<String> files) {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, story);
    }

    public Statement withFields(Map<String, String> fields) {
        return new Statement(
                text, subject, name, files, new LinkedHashMap<>(fields), quoted, age, locale, earlier, story);
    }

    public Statement withQuoted(String quoted) {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, story);
    }

    public Statement withAge(@Nullable Integer age) {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, story);
    }

    public Statement withLocale(@Nullable String locale) {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, story);
    }

    public Statement withEarlier(List<String> earlier) {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, story);
    }

    /** Marks the text as story content: fiction that a user wrote or ordered. */
    public Statement asStory() {
        return new Statement(text, subject, name, files, fields, quoted, age, locale, earlier, true);
    }

    /** What is to be read, in order of weight. Earlier messages are context and not among them. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Reason.TEXT, text));
        parts.add(new Part("subject", subject, text.strip().split("\\s+").length >= SENTENCE_WORDS));
        parts.add(new Part("name", name));
        for (int i = 0; i < files.size(); i++) {
            parts.add(new Part("file." + (i + 1), files.get(i)));
        }
        fields.forEach((field, value) -> parts.add(new Part("field." + field, value)));
        parts.add(new Part("quoted", quoted));
        parts.removeIf(part -> part.raw().isBlank());
        return parts;
    }

    /** Earlier messages of the same sender as parts, oldest first. */
    List<Part> context() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < earlier.size(); i++) {
            parts.add(new Part("earlier." + (i + 1), earlier.get(i)));
        }
        return parts;
    }

    /**
     * One piece of the message and the name by which reasons point at it.
     *
     * @param beside whether it only stands over words of the writer that are read as well
     */
    record Part(String where, String raw, boolean beside) {
        Part(String where, String raw) {
            this(where, raw, false);
        }
    }
}
