package org.nightlight.portal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parent's page: {@code GET /my/consent/{token}}. It names no child: whoever reads it knows whom it is about, or must not.
 *
 * @param here the page's own address, which its forms are sent below
 * @param language {@code en} or {@code es}
 * @param purpose what the link is for: {@code centre}, {@code confirm} or {@code revoke}
 * @param standing where things stand, in a sentence
 * @param wanted what is waited for to prove the last answer
 * @param methods how a yes can be proven, to choose one
 * @param phone the operator's number, for a call instead; empty for none
 * @param held what is kept of the child, by kind and number; empty before a consent is proven
 * @param notice the paragraphs of the notice; empty where the link is for one step alone
 * @param sent what was sent with a form that was not taken, by field
 * @param faults messages by field, in the form's order
 */
public record ConsentPage(
        PortalChrome chrome,
        String here,
        String language,
        String purpose,
        String standing,
        String askedOn,
        String until,
        long reference,
        boolean answerable,
        boolean confirmable,
        Wanted wanted,
        List<Method> methods,
        String phone,
        boolean revocable,
        boolean given,
        List<String> held,
        List<String> notice,
        List<Step> steps,
        Map<String, String> sent,
        Map<String, String> faults) {

    /**
     * What is waited for. At most one of it is.
     *
     * @param form a signed form
     * @param identity a picture of an identity paper
     * @param card that the parent goes to the provider's page
     * @param cardPage that page, once there is one
     * @param cardBack where the parent has us ask what became of it
     * @param charge what it costs, in words; empty for nothing
     * @param questions that the parent tries the questions
     */
    public record Wanted(
            boolean form,
            boolean identity,
            boolean card,
            @Nullable String cardPage,
            @Nullable String cardBack,
            String charge,
            boolean questions) {}

    /** A way to prove a yes. */
    public record Method(String key, String label, String hint) {}

    /** One decision, and when. */
    public record Step(String at, String machine, String text) {}

    /** The sentence in the parent's language. */
    public String say(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }

    /** Whether nothing but a signed form covers that data is passed on. */
    public boolean formAlone() {
        return methods.stream()
                .allMatch(method ->
                        method.key().equals("email-plus") || method.key().equals("signed-form"));
    }

    public String sentOr(String field) {
        return sent.getOrDefault(field, "");
    }

    public boolean isSent(String field, String value) {
        return value.equals(sent.get(field));
    }

    public @Nullable String faultOf(String field) {
        return faults.containsKey(field) ? field + "-fault" : null;
    }
}
