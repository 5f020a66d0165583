package org.nightlight.desk;

import java.util.List;

/**
 * What the reader decides about one kept mail: {@code GET /desk/admin/mail/{id}}.
 *
 * @param own the writer's own words
 * @param folded what is folded on the ticket: history, signature, disclaimer
 * @param other further text, which is screened and not shown on the ticket
 */
public record AdminMailReplayPage(
        Chrome chrome,
        AdminMailPage.Row mail,
        List<Fact> facts,
        List<Part> parts,
        String own,
        String folded,
        String other) {

    /** One decision, in words. */
    public record Fact(String about, String found) {}

    /** A part of the mail; {@code place} says in words where it stands. */
    public record Part(String name, String type, String size, String place) {}
}
