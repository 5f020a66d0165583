package org.nightlight.desk;

import java.util.List;

/** Editing the playbook: {@code GET /desk/admin/playbook/edit}; all mistakes are shown at once. */
public record AdminPlaybookEditPage(Chrome chrome, int base, String text, String note, List<Mistake> mistakes) {

    /** A mistake and where it stands; lines and columns count from 1. */
    public record Mistake(int line, int column, String path, String message) {}
}
