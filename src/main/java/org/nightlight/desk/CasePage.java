package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One safety case: {@code GET /desk/cases/{id}}. Facts first. The child's words come only after
 * {@code POST /desk/cases/{id}/readings}, which is recorded before they are shown.
 *
 * @param words null until asked for
 * @param acknowledged null until somebody has, then by whom and when
 * @param open false once the case has ended
 * @param kept what it takes to end it beside one person: {@code POST /desk/cases/{id}/release} with {@code reason}, or
 *     {@code closure}; null when one person may
 */
public record CasePage(
        Chrome chrome,
        long id,
        long version,
        String level,
        boolean gravest,
        List<String> kinds,
        String state,
        When opened,
        String ticketNumber,
        String ticketAddress,
        @Nullable TimeLeft left,
        @Nullable String acknowledged,
        boolean open,
        @Nullable String kept,
        List<Fact> facts,
        List<Reason> reasons,
        @Nullable List<Words> words,
        List<Held> held,
        List<TicketPage.Line> timeline,
        CaseWork work,
        Map<String, String> faults) {

    /** A label and what is known. */
    public record Fact(String label, String value) {}

    /** A rule that spoke, and its version; not the words it matched. */
    public record Reason(String rule, String meaning, String version) {}

    /** One message of the child or about the child, in full. */
    public record Words(String from, When at, String text) {}

    /** A message kept back for a person: what it is, where it would go, why it waits. */
    public record Held(long id, String what, String to, When since, String because) {}
}
