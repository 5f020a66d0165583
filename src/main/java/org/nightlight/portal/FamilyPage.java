package org.nightlight.portal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parent's own page: {@code GET /my/family/{token}}.
 *
 * @param here the page's own address
 * @param done what was just done: {@code copy}, {@code correction}, {@code erasure}; empty else
 * @param support where to write
 * @param waitDays so many days every erasure waits
 * @param typed the words of a correction that was not taken
 */
public record FamilyPage(
        PortalChrome chrome,
        String here,
        String language,
        String done,
        String support,
        int waitDays,
        List<Child> children,
        String typed,
        Map<String, String> faults) {

    /**
     * @param shown whether kinds, copies and deletion are offered here
     * @param held kinds and numbers, such as "Messages of conversations: 3"
     * @param erasure how far an erasure is, in words; null for none in hand
     */
    public record Child(
            long id,
            String name,
            boolean shown,
            List<String> held,
            List<Copy> copies,
            @Nullable String erasure) {}

    /** @param asked the day */
    public record Copy(long id, String asked, boolean ready) {}

    public String say(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }

    /** What was just done, in words; empty for nothing. */
    public String told() {
        return switch (done) {
            case "copy" ->
                say(
                        "The copy is being made. Load this page again in a minute.",
                        "La copia se está haciendo. Vuelva a cargar esta página en un minuto.");
            case "correction" ->
                say(
                        "We have what you wrote. A person reads it and answers you by e-mail.",
                        "Tenemos lo que escribió. Una persona lo lee y le responde por correo.");
            case "erasure" ->
                say(
                        "We gather nothing more, and what we hold will be deleted.",
                        "No reunimos nada más, y lo que guardamos se borrará.");
            default -> "";
        };
    }
}
