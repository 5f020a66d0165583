package org.nightlight.portal;

import java.util.List;
import org.nightlight.safety.HelpCard;
import org.nightlight.safety.HelpLines;

/**
 * {@code GET /crisis}, with {@code country} once it was chosen: numbers to call, with the day they were last checked.
 *
 * @param good whether the numbers were checked lately enough to be shown; else only emergency numbers are named
 * @param card of the chosen country, or of none
 * @param lines of every country, for whoever has not chosen
 */
public record CrisisPage(PortalChrome chrome, boolean good, HelpCard card, List<Country> countries, HelpLines lines) {
    public record Country(String code, String name, boolean chosen) {}
}
