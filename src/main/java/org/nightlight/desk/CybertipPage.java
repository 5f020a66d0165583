package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports on a case to the CyberTipline: {@code GET /desk/cases/{id}/cybertip}. The way without the desk stands first. What
 * a version says comes only after {@code POST /desk/cases/{id}/cybertip/readings}, which is recorded before it is shown.
 *
 * @param missing what an administrator has to set before the desk can report; empty where it can
 * @param standing to which system the desk reports, as a sentence
 * @param filed that a report was filed, so that a further one names it; empty where none was
 * @param form null while a report is on its way or the desk cannot report
 */
public record CybertipPage(
        Chrome chrome,
        long caseId,
        String level,
        boolean gravest,
        boolean drill,
        String known,
        List<String> missing,
        String standing,
        String filed,
        @Nullable Form form,
        boolean shown,
        List<Version> versions,
        List<Filing> filings,
        Map<String, String> faults) {

    /** What there is to fill in, with what was typed before. */
    public record Form(
            List<Choice> types,
            List<Choice> writers,
            List<Choice> annotations,
            List<Choice> files,
            List<Choice> approvers,
            String zone,
            Map<String, String> typed) {
        public String typed(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    /**
     * @param xml the very bytes as text; null until asked for
     * @param approvable true when this viewer may approve it as it stands, and has it before them
     */
    public record Version(
            int number,
            String made,
            String standing,
            String hash,
            @Nullable String xml,
            List<String> files,
            boolean waits,
            boolean approvable) {}

    /**
     * One report on its way or ended.
     *
     * @param advice what it means and what to do, in plain words
     * @param facts the record of the submission
     */
    public record Filing(
            long id,
            String title,
            String advice,
            boolean problem,
            List<CasePage.Fact> facts,
            List<TicketPage.Line> steps,
            boolean withdrawable,
            boolean repeatable,
            boolean lost) {}
}
