package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Spoken;

/**
 * What stands around every customer page: the brand of the playbook and the hidden field that forms carry.
 *
 * @param leaveTo a harmless page elsewhere, for whoever must not be seen here
 */
public record PortalChrome(String brand, String hours, String csrfParameter, String csrfToken, String leaveTo) {
    /** In which a visitor's choice of a language is kept, once they chose one. */
    public static final String LANGUAGE_COOKIE = "language";

    /** The key of the language that the page is not in. */
    public String otherLanguage() {
        return say("es", "en");
    }

    /** Where the same page is to be had in the other language. */
    public String inOtherLanguage(String here) {
        return "/language/" + otherLanguage() + "?to=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
    }

    /** The {@code lang} of a passage that is to be had in English alone: none on a page that is in English itself. */
    public @Nullable String english() {
        return Spoken.language().equals(Spoken.SPANISH) ? "en" : null;
    }
}
