package org.nightlight.ticket;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** How tags are written: lower case, dashes for spaces, at most 60 characters, each once. */
final class Tags {
    private static final int LONGEST = 60;

    private Tags() {}

    static SortedSet<String> folded(List<String> tags) {
        SortedSet<String> folded = new TreeSet<>();
        for (String tag : tags) {
            String one = tag.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
            if (!one.isEmpty()) {
                folded.add(one.substring(
                        0, one.offsetByCodePoints(0, Math.min(LONGEST, one.codePointCount(0, one.length())))));
            }
        }
        return folded;
    }
}
