package org.nightlight.portal;

import java.util.Map;

/**
 * Where a parent asks for a link to their own page: {@code GET /my/family}, and what a link shows that opens nothing.
 *
 * @param dead whether a link brought them here that opens nothing
 * @param asked whether they have asked just now; the same for everybody
 */
public record FamilyLinkPage(
        PortalChrome chrome, boolean dead, boolean asked, String email, Map<String, String> faults) {}
