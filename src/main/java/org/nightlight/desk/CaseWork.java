package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people decide of a case and do with it, as it stands and with what there is to choose.
 *
 * @param trained whether the viewer may judge cases: a safety officer with a current training date
 * @param staff who may be named as suspected
 * @param ground on what ground of the law the child's words are kept, in words
 * @param levels the other levels
 * @param two whether a second trained person must confirm what lowers or ends it
 * @param waiting what waits for a second person; null when nothing does
 * @param owner who works on it; null for nobody
 * @param reviewers who may work on it
 * @param household children who may be linked
 * @param sent what a refused form carried, by field
 */
public record CaseWork(
        boolean trained,
        String suspect,
        List<Choice> suspects,
        List<Choice> staff,
        String channel,
        List<Choice> channels,
        String jurisdiction,
        List<Choice> states,
        String ground,
        List<Choice> grounds,
        List<Choice> levels,
        boolean two,
        @Nullable Waiting waiting,
        @Nullable String owner,
        @Nullable String second,
        List<Choice> reviewers,
        List<Hold> holds,
        List<Choice> holdKinds,
        List<Linked> tickets,
        List<String> children,
        List<Choice> household,
        List<Reasoned> reasons,
        Map<String, String> sent) {

    /** @param mine whether the viewer proposed it and so cannot confirm it */
    public record Waiting(long id, String what, String who, When at, String reason, boolean mine) {}

    /** @param ended null while it holds */
    public record Hold(
            long id,
            String kind,
            String placed,
            String reason,
            @Nullable String ended) {}

    public record Linked(String number, String address) {}

    /** A decision, with the reason that its maker wrote down. */
    public record Reasoned(When at, String who, String what, String reason) {}

    public String sent(String field) {
        return sent.getOrDefault(field, "");
    }
}
