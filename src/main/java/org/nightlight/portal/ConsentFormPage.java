package org.nightlight.portal;

import java.util.List;

/** The form on paper: {@code GET /my/consent/{token}/form}, with what was answered on the page. */
public record ConsentFormPage(
        PortalChrome chrome, String language, long reference, boolean disclosure, String date, List<String> notice) {
    public String say(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }
}
