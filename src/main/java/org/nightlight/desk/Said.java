package org.nightlight.desk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an action left to be told on the next page. Kept in a cookie by name, so that no words stand there. */
enum Said {
    REPLIED("Your reply to #%d is on its way."),
    SOLVED("Your reply to #%d is on its way, and the ticket is solved."),
    PENDING("Your reply to #%d is on its way, and the ticket waits for the customer."),
    NOTED("Your note on #%d is kept."),
    ASSIGNED("The assignee of #%d is changed."),
    MOVED("The state of #%d is changed."),
    TAGGED("The tags of #%d are saved."),
    SORTED("#%d is sorted anew. Its clocks follow."),
    CLIMBED("#%d was handed up, and the customer is told."),
    RESENT("It is sent again."),
    NOT_RESENT(true, "It could not be sent again: it is on its way already, or it is held back."),
    HANDED_OVER("Thank you. It was handed to the Safety Team, who have been called."),
    CALL_HANDED_OVER("The call is kept. It may be about a child in danger, so it was handed to the Safety Team."),
    CALL_NOTED("The call is noted as #%d."),
    CALL_WAITS("The call is kept and becomes a ticket in a moment."),
    CALL_NOT_COVERED(
            true,
            "The call is noted as #%d, but this customer's plan has no phone support. Answer by e-mail; a safety matter is taken from anybody."),
    NAMES_SHOWN("You see the names now. It is recorded that you looked."),
    RETRIED("The message is tried again."),
    NOT_RETRIED(true, "The message was not tried again: somebody did so already, or it became a ticket."),
    ACKNOWLEDGED("You have case %d in hand."),
    RELEASED("Case %d is released. Its ticket is back with the desk."),
    SAVED("Saved."),
    PASSWORD("Your password is changed. Every other place is signed out."),
    REVOKED("The token is revoked. It opens nothing any more."),
    PUBLISHED("Version %d is in force."),
    UNCHANGED("Nothing was published: version %d already says just that.");

    private final boolean problem;
    private final String sentence;

    Said(String sentence) {
        this(false, sentence);
    }

    Said(boolean problem, String sentence) {
        this.problem = problem;
        this.sentence = sentence;
    }

    /** The sentence that a cookie names; null for anything that is none of ours. */
    static Chrome.@Nullable Flash read(String cookie) {
        int dot = cookie.indexOf('.');
        if (dot < 0 || !cookie.substring(dot + 1).matches("\\d{1,15}")) {
            return null;
        }
        for (Said said : values()) {
            if (said.name().toLowerCase(Locale.ROOT).equals(cookie.substring(0, dot))) {
                return new Chrome.Flash(
                        said.problem,
                        String.format(Locale.ROOT, said.sentence, Long.parseLong(cookie.substring(dot + 1))));
            }
        }
        return null;
    }
}
