package org.nightlight.desk;

import java.util.List;

/** Where somebody was mentioned, the latest first: {@code GET /desk/mentions}. */
public record MentionsPage(Chrome chrome, List<Line> lines) {

    /** @param action where the click is sent that marks it as seen and leads to the note */
    public record Line(String action, String by, String number, String subject, When at, boolean seen) {}

    public boolean allSeen() {
        return lines.stream().allMatch(Line::seen);
    }
}
