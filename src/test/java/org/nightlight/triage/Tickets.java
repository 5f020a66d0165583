package org.nightlight.triage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole tickets that we wrote and sorted by hand. */
final class Tickets {
    private Tickets() {}

    record Ticket(String category, String issue, String subject, String text) {}

    /** Never looked at when rules, phrases or numbers were changed: what they measure is kept honest by that. */
    static List<Ticket> heldOut() {
        return read("/triage/heldout.jsonl");
    }

    /** Those on which changes are tried. */
    static List<Ticket> forTuning() {
        return read("/triage/tuning.jsonl");
    }

    private static List<Ticket> read(String resource) {
        JsonMapper json = new JsonMapper();
        try (InputStream in = Objects.requireNonNull(Tickets.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(json::readTree)
                    .map(Tickets::ticket)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ticket ticket(JsonNode line) {
        return new Ticket(
                line.required("category").stringValue(),
                line.required("issue").stringValue(),
                line.required("subject").stringValue(),
                line.required("text").stringValue());
    }
}
