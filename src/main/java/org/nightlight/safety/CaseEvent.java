package org.nightlight.safety;

import java.time.Instant;
import org.nightlight.shared.Actor;

/**
 * One line of a case's timeline: who did what, and when. Never what anybody wrote.
 *
 * @param detail a code, such as {@code S3 S2} or {@code staff:7}
 */
public record CaseEvent(Instant at, Actor actor, String kind, String detail) {

    /** A decision with the reason that its maker wrote down. */
    public record Reasoned(CaseEvent event, String reason) {}
}
