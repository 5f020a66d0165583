package org.nightlight.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One erasure: {@code GET /desk/admin/records/erasures/{id}}.
 *
 * @param certificate null before it is done
 * @param review whether somebody has to decide, and {@code mine} whether that is somebody else than the viewer
 */
public record AdminErasurePage(
        Chrome chrome,
        AdminRecordsPage.Row row,
        boolean mine,
        @Nullable String certificate,
        @Nullable String sha256,
        Map<String, String> faults) {}
