package org.nightlight.safety;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whole messages such as "I don't know", which say nothing by themselves: of {@code /safety/short-replies.txt}. */
final class ShortReplies {
    /** No reply of the list is longer, in characters. */
    private static final int LONGEST = 40;

    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}']+");

    /** One day stands in the list for all of them. */
    private static final Pattern DAYS =
            Pattern.compile("\\b(?:tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next week)\\b");

    private final Set<String> replies;

    private ShortReplies(Set<String> replies) {
        this.replies = replies;
    }

    /** @throws IllegalStateException when the list is missing */
    static ShortReplies builtIn() {
        try (InputStream in = ShortReplies.class.getResourceAsStream("/safety/short-replies.txt")) {
            if (in == null) {
                throw new IllegalStateException("missing: short-replies.txt");
            }
            return new ShortReplies(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> words(Fold.of(line)))
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException failed) {
            throw new IllegalStateException("short-replies.txt could not be read", failed);
        }
    }

    /** Whether the whole of a text is one of them, whatever its signs and capitals. */
    boolean isOne(Fold text) {
        return text.length() <= LONGEST && replies.contains(words(text));
    }

    private static String words(Fold text) {
        String plain =
                SIGNS.matcher(text.text(0, text.length())).replaceAll(" ").strip();
        return DAYS.matcher(plain).replaceAll("monday");
    }
}
