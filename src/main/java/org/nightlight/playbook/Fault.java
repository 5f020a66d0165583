package org.nightlight.playbook;

/**
 * A mistake in a playbook.
 *
 * @param line from 1; 0 when the whole document is meant
 * @param column from 1; 0 when the whole document is meant
 * @param path keys from the top, joined by dots, such as {@code tiers.free.resolution}; empty for the document itself
 * @param expected what should stand there, and what was found, in one sentence
 */
public record Fault(int line, int column, String path, String expected) {
    /** One line for a person. */
    public String sentence() {
        String place = line == 0 ? "" : "line " + line + ", column " + column + ": ";
        return place + (path.isEmpty() ? "" : path + ": ") + expected;
    }
}
