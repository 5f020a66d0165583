package org.nightlight.portal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nightlight.shared.EmailAddress;

/** The contact form as it was sent. Only what nobody can do without is asked for: a child who skips a field is heard. */
record ContactForm(ContactPage.Form typed, int thisYear) {
    /** Up to this age by years alone, the writer may still be under thirteen. */
    private static final int CHILD = 13;

    private static final int OLDEST = 120;
    private static final int LONGEST = 20_000;

    /** Whether the year of birth says that a child writes. */
    boolean child() {
        return isYear() && thisYear - Integer.parseInt(typed.year()) <= CHILD;
    }

    /** What stands in the way of sending it, by field. */
    Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        if (!typed.year().isEmpty() && !isYear()) {
            faults.put("year", "Write the year with four digits, such as " + (thisYear - 30) + ".");
        }
        if (typed.name().length() > 200) {
            faults.put("name", "Use at most 200 letters for the name.");
        }
        if (typed.email().isEmpty() && !child()) {
            faults.put("email", "Write your e-mail address, so that we can answer.");
        } else if (!typed.email().isEmpty() && EmailAddress.parse(typed.email()).isEmpty()) {
            faults.put("email", "Write an e-mail address like name@example.org.");
        }
        if (typed.message().isBlank()) {
            faults.put("message", child() ? "Tell us what happened." : "Write what happened.");
        } else if (typed.message().length() > LONGEST) {
            faults.put("message", "This is too long to send at once. Use at most 20,000 letters.");
        }
        return faults;
    }

    private boolean isYear() {
        if (!typed.year().matches("\\d{4}")) {
            return false;
        }
        int age = thisYear - Integer.parseInt(typed.year());
        return age >= 0 && age <= OLDEST;
    }
}
