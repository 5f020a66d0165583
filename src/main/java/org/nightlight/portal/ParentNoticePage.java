package org.nightlight.portal;

import java.util.List;

/**
 * For a parent who was told something: {@code GET /my/notices/{token}}. It names no child.
 *
 * @param here the page's own address; empty where the link opens nothing
 * @param support where to write, whatever the link does
 * @param notice the paragraphs of the notice
 * @param refused whether this parent has said no
 */
public record ParentNoticePage(
        PortalChrome chrome, String here, String language, String support, List<String> notice, boolean refused) {
    public String say(String english, String spanish) {
        return language.equals("es") ? spanish : english;
    }
}
