package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * Addresses to which no mail goes: {@code GET /desk/admin/suppressed}.
 *
 * @param more whether there are more than are shown
 * @param faults by field, such as {@code reason-7}
 */
public record AdminSuppressedPage(Chrome chrome, List<Entry> entries, boolean more, Map<String, String> faults) {

    /**
     * @param why in words
     * @param staff whether it is an address of the desk's own people, to which mail goes on being sent
     * @param reason what was typed into a form that was refused
     */
    public record Entry(long id, String address, String why, When since, boolean staff, String reason) {}
}
