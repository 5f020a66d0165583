package org.nightlight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrisisLinesTest {
    private final CrisisLines lines = CrisisLines.shipped();

    @Test
    void theNumbersThatEveryChildMayNeedAreThereAndConfirmed() {
        assertThat(lines.national().stream().filter(CrisisLines.Line::confirmed).flatMap(line -> line.ways().stream()))
                .contains("Call 911", "Call 988", "Call 1-800-422-4453", "Text HOME to 741741");
    }

    @Test
    void whatOneListAloneNamesIsMarked() {
        assertThat(lines.countries(false)).extracting(CrisisLines.Country::name).contains("Belgium", "Mexico");
        assertThat(lines.countries(true))
                .extracting(CrisisLines.Country::name)
                .contains("Canada", "Germany")
                .doesNotContain("Belgium");
    }

    @Test
    void aNumberIsReadAsWrittenNotAsACount() {
        assertThat(lines.countries(true).stream()
                        .filter(country -> country.name().equals("France"))
                        .map(CrisisLines.Country::numbers))
                .containsExactly(List.of("119", "3114", "3018", "0 800 235 236"));
    }
}
