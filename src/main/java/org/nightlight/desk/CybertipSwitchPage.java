package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the desk can report to the CyberTipline, and whether that is real: {@code GET /desk/cybertip}. Holds nothing of any
 * case.
 *
 * @param proposal who wants production, and when; null for nobody
 * @param confirmable true when this viewer may be the second person
 * @param checked what a test of the connection gave; empty when none was made just now
 */
public record CybertipSwitchPage(
        Chrome chrome,
        boolean production,
        List<System> systems,
        @Nullable String proposal,
        long proposalId,
        boolean confirmable,
        List<Stop> stops,
        String checked,
        Map<String, String> faults) {

    public record System(String key, String name, String host, boolean ready, String setting) {}

    /** Sending that waits until a person has seen to the sign-in. */
    public record Stop(long id, String text) {}
}
