package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** The page's own address. */
    public String here() {
        return card.isKnown() ? "/crisis?country=" + card.country() : "/crisis";
    }

    public String cardName() {
        return CountryNames.of(card.country(), card.name());
    }

    /** Lines of other countries, in the order of {@link #nameOf}. */
    public List<HelpLines.Country> others(boolean confirmed) {
        return CountryNames.ordered(lines.countries(confirmed), this::nameOf);
    }

    public String nameOf(HelpLines.Country country) {
        return CountryNames.of(country.code(), country.name());
    }

    /** Names of lines are names in every language, but for the one that is none. */
    public String nameOf(HelpLines.Line line) {
        return isEmergency(line) ? say(line.name(), "Emergencias") : line.name();
    }

    private static boolean isEmergency(HelpLines.Line line) {
        return line.name().equals("Emergency");
    }

    public String day(LocalDate day) {
        return Days.of(day);
    }

    /** How to reach a line: in Spanish where our list has it in Spanish. A way is never translated here. */
    public String ways(List<String> english, List<String> spanish) {
        String ways = String.join(" · ", english);
        return say(ways, spanish.isEmpty() ? ways : String.join(" · ", spanish));
    }

    /** The {@code lang} of {@link #ways}: none where it is that of the page. */
    public @Nullable String langOf(List<String> spanish) {
        return spanish.isEmpty() ? chrome.english() : null;
    }
}
