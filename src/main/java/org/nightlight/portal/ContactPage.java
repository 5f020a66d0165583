package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;

/**
 * The contact form: sent to {@code POST /contact}.
 *
 * @param age the band that was answered, by its key; it goes with the form
 * @param child true once the year of birth says so: the words become simpler, and a grown-up's address is asked for
 * @param name whether a name is asked for
 * @param email whether an address is asked for
 * @param why the playbook's reasons by field
 * @param once sent with the form: the same value twice is one message
 * @param faults messages by field name, in the form's order
 */
public record ContactPage(
        PortalChrome chrome,
        Form form,
        List<Kind> kinds,
        String age,
        boolean child,
        boolean name,
        boolean email,
        Map<String, String> why,
        String once,
        Map<String, String> faults) {

    /** What was typed, as typed. */
    public record Form(String kind, String name, String email, String message) {
        public static final Form EMPTY = new Form("", "", "", "");
    }

    /**
     * A kind of matter to choose from.
     *
     * @param subject what the message is called at the desk, whatever the language of the page
     */
    public record Kind(String value, String subject, String spanish, String hint, String spanishHint) {
        public String label() {
            return say(subject, spanish);
        }

        public String hintShown() {
            return say(hint, spanishHint);
        }
    }

    /** The kinds in the order shown; the values are the playbook's categories. */
    public static final List<Kind> KINDS = List.of(
            new Kind(
                    "technical",
                    "Something does not work",
                    "Algo no funciona",
                    "story, voice, app",
                    "cuento, voz, app"),
            new Kind("account", "My account", "Mi cuenta", "sign-in, profile, plan", "entrar, perfil, plan"),
            new Kind("billing", "A payment", "Un pago", "charge, refund, invoice", "cobro, reembolso, factura"),
            new Kind(
                    "content",
                    "A story worries me",
                    "Un cuento me preocupa",
                    "quality, not right for a child",
                    "calidad, no es para niñas o niños"),
            new Kind(
                    "safety",
                    "Safety or privacy",
                    "Seguridad o privacidad",
                    "read at any hour",
                    "se lee a cualquier hora"));
}
