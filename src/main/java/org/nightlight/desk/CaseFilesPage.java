package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that came with a case: {@code GET /desk/cases/{id}/files}. What they are is told in words first; none is shown
 * before two people agree and somebody clicks.
 *
 * @param kinds what the case is about
 * @param trained whether the viewer may grant and look
 */
public record CaseFilesPage(
        Chrome chrome,
        long caseId,
        String level,
        List<String> kinds,
        boolean trained,
        List<File> files,
        Map<String, String> sent,
        Map<String, String> faults) {

    /**
     * One file.
     *
     * @param state a sentence
     * @param asks the viewer may ask for it
     * @param open the viewer may look at it now
     * @param picture it is a picture, shown blurred first
     * @param marked it is shown to nobody
     */
    public record File(
            long id,
            String type,
            String size,
            String hash,
            String state,
            boolean asks,
            boolean open,
            boolean picture,
            boolean marked,
            List<Request> requests) {}

    /**
     * A request.
     *
     * @param grants the viewer may grant it
     * @param answered null while it waits
     */
    public record Request(
            long id,
            String who,
            When at,
            String reason,
            boolean grants,
            @Nullable String answered) {}
}
