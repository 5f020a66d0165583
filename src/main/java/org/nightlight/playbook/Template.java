package org.nightlight.playbook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words to start a reply from.
 *
 * @param texts by BCP 47 language tag, the brand's language always among them
 * @param fallback the brand's language
 */
public record Template(String key, String label, SequencedMap<String, Text> texts, String fallback) {
    /** What may stand between braces. The reader refuses a document that uses any other. */
    public static final Set<String> VARIABLES =
            Stream.of(Variable.values()).map(Variable::key).collect(Collectors.toUnmodifiableSet());

    /** The template that says by itself that a mail has come; a playbook without it sends no receipts. */
    public static final String RECEIPT = "receipt";

    /** The only ones in a receipt, which tells nothing of what it answers. */
    static final Set<String> OF_RECEIPTS = Set.of("brand.name", "ticket.number", "reply-by");

    static final Pattern VARIABLE = Pattern.compile("\\{([^{}\\n]*)}");

    /** Subject and body, with variables between braces. Plain text: whoever puts it into HTML escapes it. */
    public record Text(String subject, String body) {
        /**
         * A line broken because the document's own width was used up; a short line ends where its writer wanted. The break
         * comes first, since what stands before it is then looked at once a line and not at every letter.
         */
        private static final Pattern WRAPPED = Pattern.compile("\\n(?<=[^\\n]{70}\\n)(?=[^\\n])");

        public Text {
            body = WRAPPED.matcher(body).replaceAll(" ");
        }

        /** Both with each variable replaced; one without a value stays as it is, so that a reader sees the hole. */
        public Text filled(Map<String, String> values) {
            return new Text(fill(subject, values), fill(body, values));
        }
    }

    /** The text with each variable replaced that has a value. */
    public static String fill(String text, Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** What stands between braces in a text and is none of {@link #VARIABLES}. */
    public static List<String> unknown(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !VARIABLES.contains(name))
                .distinct()
                .toList();
    }

    /** The text in this language, else in its base language, else in the brand's. */
    public Text in(String language) {
        return Objects.requireNonNull(texts.get(languageFor(language)));
    }

    /** The language of {@link #in}: this one where the template has it, else its base language, else the brand's. */
    public String languageFor(String language) {
        String base = language.replaceFirst("-.*", "");
        if (texts.containsKey(language)) {
            return language;
        }
        return texts.containsKey(base) ? base : fallback;
    }

    /** Whether a person starts a reply from it; the receipt is the software's alone. */
    public boolean forPeople() {
        return !key.equals(RECEIPT);
    }
}
