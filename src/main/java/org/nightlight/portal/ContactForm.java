package org.nightlight.portal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nightlight.playbook.Notice;
import org.nightlight.shared.EmailAddress;

/**
 * The contact form as it was sent. Nothing is required but the message. A name is asked of nobody who may be under 13, and
 * nothing personal without a reason in the playbook; what is sent all the same, as by a program, is dropped.
 */
record ContactForm(ContactPage.Form typed, AgeBand age) {
    private static final int LONGEST = 20_000;

    static ContactForm of(ContactPage.Form sent, AgeBand age, Notice notice) {
        return new ContactForm(
                new ContactPage.Form(
                        sent.kind(),
                        asksName(age, notice) ? sent.name() : "",
                        notice.asksFor("email") ? sent.email() : "",
                        sent.message()),
                age);
    }

    static boolean asksName(AgeBand age, Notice notice) {
        return notice.asksFor("name") && (age == AgeBand.ADULT || age == AgeBand.TEEN);
    }

    boolean child() {
        return age == AgeBand.UNDER_13;
    }

    /** What stands in the way of sending it, by field. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (typed.name().length() > 200) {
            faults.put("name", "Use at most 200 letters for the name.");
        }
        if (typed.message().isBlank()) {
            faults.put("message", child() ? "Tell us what happened." : "Write what happened.");
        } else if (typed.message().length() > LONGEST) {
            faults.put("message", "This is too long to send at once. Use at most 20,000 letters.");
        }
        if (!typed.email().isEmpty() && EmailAddress.parse(typed.email()).isEmpty()) {
            faults.put("email", "Write an e-mail address like name@example.org, or leave it empty.");
        }
        return faults;
    }
}
