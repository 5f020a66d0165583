package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpCardTest {
    private static final String CHOOSER = "https://desk.example/help";
    private final HelpLines lines = HelpLines.shipped();
    private final LocalDate checked = lines.checked();

    @Test
    void theNumbersThatEveryChildMayNeedAreThereAndConfirmed() {
        assertThat(lines.national().stream().filter(HelpLines.Line::confirmed).flatMap(line -> line.ways().stream()))
                .contains("Call 911", "Call 988", "Call 1-800-422-4453", "Text HOME to 741741");
    }

    @Test
    void whatOneListAloneNamesIsMarked() {
        assertThat(lines.countries(false)).extracting(HelpLines.Country::name).contains("Belgium", "Mexico");
        assertThat(lines.countries(true))
                .extracting(HelpLines.Country::name)
                .contains("Canada", "Germany")
                .doesNotContain("Belgium");
        assertThat(HelpCard.of(lines, "MX", checked).text("en", CHOOSER)).contains("800 911 2000 (not yet confirmed)");
    }

    @Test
    void aNumberIsReadAsWrittenNotAsACountAndEachCountryHasItsCode() {
        assertThat(lines.countries())
                .filteredOn(country -> country.code().equals("FR"))
                .extracting(HelpLines.Country::numbers)
                .containsExactly(List.of("119", "3114", "3018", "0 800 235 236"));
        assertThat(lines.countries())
                .extracting(HelpLines.Country::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[A-Z]{2}"))
                .contains("NO");
    }

    @Test
    void r39_theCardHasTheCountrysNumbersWithTheDayOfTheLastCheck() {
        assertThat(HelpCard.of(lines, "US", checked).text("en", CHOOSER))
                .contains("in danger right now, call 911.", "988 Lifeline: Call 988, Text 988", "741741")
                .contains("Numbers checked on 22 November 2026.")
                .doesNotContain("Emergency: ", "Trevor", CHOOSER);
        assertThat(HelpCard.of(lines, "GB", checked).text("en", CHOOSER))
                .contains("0800 1111 (Childline)")
                .doesNotContain("911", "988");
        assertThat(HelpCard.of(lines, "US", checked).text("es", CHOOSER))
                .contains("llama al 911.", "Escribe HOME al 741741");
    }

    @Test
    void r39_afterHalfAYearOnlyTheEmergencyNumberIsLeft() {
        assertThat(HelpCard.of(lines, "US", checked.plusDays(180)).hasNumbers()).isTrue();
        HelpCard old = HelpCard.of(lines, "US", checked.plusDays(181));
        assertThat(old.hasNumbers()).isFalse();
        assertThat(old.text("en", CHOOSER)).isEqualTo("If you are in danger right now, call 911.");
        assertThat(HelpCard.of(lines, "GB", checked.plusDays(181)).text("en", CHOOSER))
                .isEqualTo("If you are in danger right now, call the emergency number where you are.");
    }

    @Test
    void r39_anUnknownCountryLeadsToTheChoiceOfOne() {
        for (String none : List.of("", "XX", "us")) {
            HelpCard card = HelpCard.of(lines, none, checked);
            assertThat(card.isKnown()).isFalse();
            assertThat(card.text("en", CHOOSER)).contains(CHOOSER).doesNotContain("911");
        }
    }
}
