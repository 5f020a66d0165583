package org.nightlight.desk;

import java.util.List;
import java.util.Locale;

/**
 * What would change: {@code POST} or {@code GET /desk/admin/playbook/difference}. Publishing is
 * {@code POST /desk/admin/playbook/versions} with {@code base}, {@code text} and {@code note}.
 *
 * @param base the version that the difference is against; publishing is refused when it is no longer the current one
 */
public record AdminPlaybookDifferencePage(
        Chrome chrome, int base, String text, String note, int added, int removed, List<Line> lines) {

    /** One line; a number is 0 where that side has no such line. */
    public record Line(Kind kind, int before, int after, String text) {}

    /** What became of a line; {@code GAP} stands for unchanged lines left out. */
    public enum Kind {
        SAME,
        ADDED,
        REMOVED,
        GAP;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
