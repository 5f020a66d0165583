package org.nightlight.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the names that a household gave: in any case, with a possessive, with or without accents. */
final class KnownNames {
    /** Words without which no answer can be written: as a name they must begin with a capital letter. */
    private static final Set<String> SMALL_WORDS = Set.of(
            "will", "may", "an", "so", "my", "do", "see", "in", "can", "me", "van", "de", "la", "von", "el", "al");

    private KnownNames() {}

    static List<Found> find(String text, Collection<String> known) {
        Set<String> parts = new HashSet<>();
        for (String name : known) {
            for (String part : Folding.folded(name).split("[^\\p{L}\\d]+")) {
                if (part.length() >= 2) {
                    parts.add(part);
                }
            }
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        StringBuilder folded = new StringBuilder(text.length());
        int[] from = new int[text.length() + 1];
        int mapped = 0;
        for (int i = 0; i < text.length(); i++) {
            Folding.append(text.charAt(i), folded);
            if (folded.length() >= from.length) {
                from = Arrays.copyOf(from, folded.length() * 2);
            }
            while (mapped < folded.length()) {
                from[mapped++] = i;
            }
        }
        int start = -1;
        for (int i = 0; i <= folded.length(); i++) {
            boolean inWord = i < folded.length() && Character.isLetterOrDigit(folded.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                String word = i - start <= 60 ? folded.substring(start, i) : "";
                if (parts.contains(word)
                        && (!SMALL_WORDS.contains(word) || Character.isUpperCase(text.charAt(from[start])))) {
                    int end = i < folded.length() ? from[i] : text.length();
                    found.add(new Found(from[start], withoutMarks(text, from[start], end), PersonalType.NAME));
                }
                start = -1;
            }
        }
        return found;
    }

    private static int withoutMarks(String text, int start, int end) {
        int last = end;
        while (last > start + 1
                && !Character.isLetterOrDigit(text.charAt(last - 1))
                && Character.getType(text.charAt(last - 1)) != Character.NON_SPACING_MARK) {
            last--;
        }
        return last;
    }
}
