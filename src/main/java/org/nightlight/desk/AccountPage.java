package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The viewer's own account: {@code GET /desk/account}.
 *
 * @param care null for whoever opens no safety cases
 * @param id the viewer's number
 * @param attendance null for whoever works on no tickets
 * @param given whether one of their teams gives out its tickets by itself
 * @param fresh a token just made, shown this once; null otherwise
 */
public record AccountPage(
        Chrome chrome,
        List<String> roles,
        List<String> teams,
        List<String> skills,
        int sessions,
        List<Token> tokens,
        @Nullable CarePanel care,
        Told told,
        long id,
        @Nullable AttendancePanel attendance,
        boolean given,
        @Nullable String fresh,
        Map<String, String> faults) {

    /** What is told by mail and on the screen; the quiet hours as {@code 22:00}, empty for none. */
    public record Told(boolean mentioned, boolean assigned, boolean screen, String from, String until) {}

    /** A token for the API; its value is not kept. */
    public record Token(
            long id, String label, When made, @Nullable When used) {}
}
