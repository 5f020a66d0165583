package org.nightlight.desk;

import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * How a reply or a note will look: {@code POST /desk/preview}.
 *
 * @param html null where nothing is marked
 */
public record PreviewPage(
        Chrome chrome, String text, @Nullable SafeHtml html) {}
