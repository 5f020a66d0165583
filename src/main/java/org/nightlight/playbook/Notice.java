package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;

/**
 * What the organisation itself has to say in its online notice (16 CFR 312.4(d)); the rest of that page comes from what the
 * desk does.
 *
 * @param operators all who gather children's data through this desk; the first answers questions for all
 * @param basis why customers' data may be used, by Art. 6(1) GDPR
 * @param countries where customers are served, by ISO 3166 code
 * @param asks why each personal field of the contact form is asked for: a field without a reason is not shown
 */
public record Notice(
        List<Operator> operators, LawfulBasis basis, Set<String> countries, SequencedMap<String, String> asks) {

    /** Personal fields that the contact form knows of. */
    public static final Set<String> FIELDS = Set.of("age", "name", "email");

    /** @param address where post reaches them; null while nobody has entered it, as {@code phone} */
    public record Operator(
            String name, @Nullable String address, @Nullable String phone, EmailAddress email) {}

    /** Art. 6(1) GDPR, letters (a) to (f). */
    public enum LawfulBasis {
        CONSENT("consent", "the person’s consent", "el consentimiento de la persona"),
        CONTRACT("contract", "a contract with the person", "un contrato con la persona"),
        LEGAL_OBLIGATION("legal-obligation", "a duty under law", "un deber legal"),
        VITAL_INTERESTS("vital-interests", "the protection of somebody’s life", "la protección de la vida de alguien"),
        PUBLIC_TASK("public-task", "a task in the public interest", "una tarea de interés público"),
        LEGITIMATE_INTERESTS(
                "legitimate-interests",
                "our legitimate interest in answering whoever writes to us",
                "nuestro interés legítimo en responder a quien nos escribe");

        private final String key;
        private final String words;
        private final String spanish;

        LawfulBasis(String key, String words, String spanish) {
            this.key = key;
            this.words = words;
            this.spanish = spanish;
        }

        public String key() {
            return key;
        }

        /** As a part of a sentence. */
        public String words() {
            return say(words, spanish);
        }
    }

    public boolean asksFor(String field) {
        return asks.containsKey(field);
    }

    /** What 16 CFR 312.4(d)(1) wants to be told and nobody has entered, each as a few words for an admin. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Operator operator : operators) {
            if (operator.address() == null) {
                missing.add(say("the postal address of ", "la dirección postal de ") + operator.name());
            }
            if (operator.phone() == null) {
                missing.add(say("the telephone number of ", "el número de teléfono de ") + operator.name());
            }
        }
        return missing;
    }
}
