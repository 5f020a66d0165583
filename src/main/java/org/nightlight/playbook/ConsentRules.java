package org.nightlight.playbook;

import java.time.Duration;
import java.util.List;

/**
 * What holds for asking parents (16 CFR 312.4 and 312.5). An edited playbook may only be as strict as the default, or stricter.
 *
 * @param directedToChildren whether somebody of unknown age is treated as a child under 13
 * @param answerWithinDays after so many days without an answer what was kept of a parent is deleted
 * @param confirmAfter so long after a consent by e-mail the second mail waits
 * @param lastsDays for so many days a consent holds before the parent is asked anew
 * @param oneReplyKept so long after the one answer to a child without consent its address is kept, should the answer come back
 * @param thirdParties to whom a child's data may be given when a parent allows it, each with what for; none: to nobody
 */
public record ConsentRules(
        boolean directedToChildren,
        int answerWithinDays,
        Duration confirmAfter,
        int lastsDays,
        Duration oneReplyKept,
        List<String> thirdParties) {
    /** The most that a playbook may allow, and the least that it may ask for. */
    public static final ConsentRules LAXEST =
            new ConsentRules(true, 14, Duration.ofHours(24), 365, Duration.ofHours(1), List.of());
}
