package org.nightlight.portal;

/**
 * For whoever comes back from the card provider's page: {@code GET /my/consent/card}. It tells nothing but whether a permission
 * holds, and the same to whoever comes with a number that is not known.
 */
public record ConsentCardPage(PortalChrome chrome, String language, boolean holds) {
    public String say(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }
}
