package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import org.jspecify.annotations.Nullable;

/**
 * The page behind the link in a call's mail: {@code GET /desk/acknowledgements/{secret}}, sent back there.
 *
 * @param valid false for what is no link, or one that has ended; the other fields are then empty
 * @param caseId null when it is about an outage of the desk
 * @param answered nobody needs to answer any more
 */
public record AcknowledgementPage(
        Chrome chrome,
        boolean valid,
        String secret,
        @Nullable Long caseId,
        boolean answered) {
    /** {@code Case 12}, or {@code The alarm}. */
    public String what() {
        return caseId == null ? say("The alarm", "La alarma") : say("Case ", "Caso ") + caseId;
    }
}
