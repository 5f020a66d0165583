package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the desk does so that grave cases do not wear people down, as one person sees it of themselves. Nobody is counted
 * beside anybody else.
 *
 * @param choice what they have said, a sentence
 * @param ready whether they have said that they are ready
 * @param out whether they have said that they are not
 * @param resting until when they rest, a sentence; null when they do not
 * @param carried what they have taken in this shift, a sentence
 * @param offers talks offered to them
 * @param colleagues who would like to talk with somebody
 * @param supportLine as the desk's settings have it; null for none
 */
public record CarePanel(
        String choice,
        boolean ready,
        boolean out,
        @Nullable String resting,
        String carried,
        List<Offer> offers,
        List<Colleague> colleagues,
        @Nullable String supportLine) {

    /** @param wanted they have said yes, and it has not taken place yet */
    public record Offer(long id, When at, boolean wanted) {}

    public record Colleague(long id, String name, When since) {}
}
