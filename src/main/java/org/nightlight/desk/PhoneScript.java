package org.nightlight.desk;

import java.util.List;

/** What to say to an agency on the phone. Short, so that it can be read while the call is being put through. */
final class PhoneScript {
    private PhoneScript() {}

    static List<String> lines(String organisation) {
        return List.of(
                "If the child may be in danger now, call 911 first.",
                "\u201cI am calling to report a concern for a child. I work for " + organisation
                        + ", and a message about it reached us.\u201d",
                "Say when it came in, and read the words out as they stand. Add nothing to them.",
                "Say what you do not know. Do not guess, and do not say what you think it means.",
                "Say what the child wishes, and that nobody at home was told by us.",
                "Ask for the intake number, for the name of whoever took the call, and whether they want it in writing.");
    }
}
