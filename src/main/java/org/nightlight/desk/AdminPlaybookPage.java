package org.nightlight.desk;

import java.util.List;

/**
 * A version of the playbook, readable: {@code GET /desk/admin/playbook} and {@code …/versions/{n}}.
 *
 * @param text the document itself
 */
public record AdminPlaybookPage(
        Chrome chrome, int version, boolean current, List<Section> sections, String text, List<Version> versions) {

    /** One part of the playbook, such as "Tiers and times". */
    public record Section(String title, String intro, List<Table> tables) {}

    /** Rows under headings; each row as long as the headings. */
    public record Table(String caption, List<String> headings, List<List<String>> rows) {}

    /** A version that was published. */
    public record Version(int number, When published, String by, String note, boolean current) {}
}
