package org.nightlight.desk;

import java.util.List;

/** What can be put into a reply or a note: macros, everybody's first, and for replies the playbook's templates. */
public record Inserts(List<Insert> replies, List<Insert> notes, List<Insert> templates) {
    public static final Inserts NONE = new Inserts(List.of(), List.of(), List.of());

    /**
     * One of them.
     *
     * @param value sent back to have it put in
     * @param does what it does on sending, in words; empty for nothing
     */
    public record Insert(String value, String label, String does) {}
}
