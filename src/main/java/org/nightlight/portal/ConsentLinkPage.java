package org.nightlight.portal;

import java.util.Map;

/**
 * For whoever has no link, or one that opens nothing: {@code GET /my/consent}. It is the same for everybody.
 *
 * @param dead whether they came by a link
 * @param asked whether they have just asked for a new one
 */
public record ConsentLinkPage(
        PortalChrome chrome, boolean dead, boolean asked, String email, Map<String, String> faults) {}
