package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read to a parent in a call, and the form for what they answer: {@code GET /desk/tickets/{id}/consent-calls/{child}}. It names
 * no child.
 *
 * @param here the page's own address
 * @param trained whether the viewer may hold such a call
 * @param language of the script, {@code en} or {@code es}
 * @param parts of the script, in order
 * @param notice read out with the part {@code notice}
 * @param ways the kind of call and how it was made sure who it is, to choose one
 * @param sent what was sent with a form that was not taken
 */
public record ConsentCallPage(
        Chrome chrome,
        long ticket,
        String here,
        boolean trained,
        long reference,
        int version,
        String language,
        List<Part> parts,
        List<String> notice,
        List<Choice> ways,
        List<Choice> relations,
        Map<String, String> sent,
        Map<String, String> faults) {

    public record Part(String key, String title, String text) {}

    public boolean isSent(String field, String value) {
        return value.equals(sent.get(field));
    }

    public @Nullable String faultOf(String field) {
        return faults.containsKey(field) ? field + "-fault" : null;
    }
}
