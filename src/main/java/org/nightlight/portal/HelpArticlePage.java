package org.nightlight.portal;

import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * One article of the help centre: {@code GET /help/{id}}. The whole page is in its language.
 *
 * @param html null where nothing is marked, then {@code text} reads as it stands
 * @param other where the same, or all there is, is to be had in the other language
 * @param leave whether whoever reads it may have to leave the page quickly
 */
public record HelpArticlePage(
        PortalChrome chrome,
        String title,
        String language,
        @Nullable SafeHtml html,
        String text,
        String other,
        boolean leave) {}
