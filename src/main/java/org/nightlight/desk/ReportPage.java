package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report on a case: {@code GET /desk/cases/{id}/report}. Whom to call stands first and waits for nothing. The received
 * words come only after {@code POST /desk/cases/{id}/report/readings}, which is recorded before they are shown.
 *
 * @param left null once a report was made or a confirmed decision ended the clock
 * @param wordsShown whether {@code sections} hold the received words
 * @param now to fill in as the time of a report, in the desk's zone
 */
public record ReportPage(
        Chrome chrome,
        long caseId,
        String ticketNumber,
        String ticketAddress,
        String level,
        boolean gravest,
        List<String> kinds,
        @Nullable TimeLeft left,
        String due,
        Place place,
        List<Choice> places,
        List<Track> tracks,
        List<Choice> trackChoices,
        List<Choice> people,
        List<Choice> approvedVersions,
        String now,
        String zone,
        List<Record> records,
        List<Section> sections,
        boolean wordsShown,
        List<Version> versions,
        List<TicketPage.Line> history,
        Map<String, String> filled,
        Map<String, String> faults) {

    /** What was typed into a field of a form that was refused, so that nothing has to be written twice. */
    public String typed(String field) {
        return filled.getOrDefault(field, "");
    }

    /** The duty where the child is; {@code script}: what to say on the phone. */
    public record Place(
            String name,
            String statute,
            String oral,
            String written,
            String online,
            String everybody,
            List<String> hotlines,
            List<String> notes,
            List<String> sources,
            String freshness,
            boolean expired,
            List<String> script) {}

    /** One track, its standing, where it can go, and the decisions not to report that were made on it. */
    public record Track(String key, String label, String standing, List<Choice> next, List<Decision> decisions) {}

    /** @param confirmable true when this viewer may be the second person */
    public record Decision(
            long id, String reason, String made, @Nullable String confirmed, boolean confirmable) {}

    /** One line of the submission record, with what was added to it later. */
    public record Record(long id, String title, List<CasePage.Fact> facts, List<String> additions, boolean written) {}

    public record Section(String heading, List<String> lines) {}

    /** @param approvable true when this viewer may approve it as it stands */
    public record Version(int number, String made, String hash, String standing, boolean approvable) {}
}
