package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

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
            faults.put(
                    "name", say("Use at most 200 letters for the name.", "Usa 200 letras como mucho para el nombre."));
        }
        if (typed.message().isBlank()) {
            faults.put(
                    "message",
                    child()
                            ? say("Tell us what happened.", "Cuéntanos qué pasó.")
                            : say("Write what happened.", "Escribe qué pasó."));
        } else if (typed.message().length() > LONGEST) {
            faults.put(
                    "message",
                    say(
                            "This is too long to send at once. Use at most 20,000 letters.",
                            "Es demasiado largo para enviarlo de una vez. Usa 20 000 letras como mucho."));
        }
        if (!typed.email().isEmpty() && EmailAddress.parse(typed.email()).isEmpty()) {
            faults.put(
                    "email",
                    say(
                            "Write an e-mail address like name@example.org, or leave it empty.",
                            "Escribe una dirección de correo, como name@example.org, o deja el campo vacío."));
        }
        return faults;
    }
}
