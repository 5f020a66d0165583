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
        boolean formWanted,
        boolean formSent,
        boolean revocable,
        boolean given,
        List<String> notice,
        List<Step> steps,
        Map<String, String> sent,
        Map<String, String> faults) {

    /** One decision, and when. */
    public record Step(String at, String machine, String text) {}

    /** The sentence in the parent's language. */
    public String say(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }

    public boolean isSent(String field, String value) {
        return value.equals(sent.get(field));
    }

    public @Nullable String faultOf(String field) {
        return faults.containsKey(field) ? field + "-fault" : null;
    }
}
