package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answering the child of a case: {@code GET /desk/cases/{id}/answers}. Nothing is sent before its very words were on this
 * page.
 *
 * @param to the address that an answer goes to; null when there is none
 * @param refusal why nothing may be sent there; null when it may
 * @param trained whether the viewer may send
 * @param country the country whose help card is added, when it is known; null when it has to be chosen
 * @param texts approved answers, each in one language, to choose from
 * @param preview what would go out; null until one was chosen
 * @param waiting reviewers' own words that nobody has sent yet
 * @param alone whether the writer may send own words without a second person
 * @param typed what a refused form carried, by field
 */
public record AnswersPage(
        Chrome chrome,
        long caseId,
        String level,
        boolean gravest,
        String ticketNumber,
        String ticketAddress,
        @Nullable String to,
        @Nullable String refusal,
        boolean trained,
        @Nullable String country,
        List<Choice> countries,
        List<Choice> texts,
        List<Choice> languages,
        @Nullable Preview preview,
        List<Waiting> waiting,
        boolean alone,
        List<Sent> sent,
        Notice notice,
        Map<String, String> typed,
        Map<String, String> faults) {

    /**
     * The mail, as the child gets it.
     *
     * @param text chosen, as {@code key language}
     * @param country as chosen
     * @param hash of the words: sent back with the form, so that what is sent is what was seen
     */
    public record Preview(
            String text, String country, String from, String to, String subject, String words, String hash) {}

    /** @param mine whether the viewer wrote it */
    public record Waiting(long id, String written, String words, String hash, boolean mine) {}

    /** An answer that was sent or declined: which, by whom, what became of it. */
    public record Sent(String what, String written, String standing, String words) {}

    /**
     * Whether parents are told.
     *
     * @param silenced why nobody may decide to tell them now; null when a lead may
     * @param lead whether the viewer is a lead who may decide
     */
    public record Notice(@Nullable String silenced, boolean lead, List<CaseWork.Reasoned> decisions) {}

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
