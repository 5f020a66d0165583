package org.nightlight.safety.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nightlight.shared.Spoken;

class JurisdictionsTest {
    private final Jurisdictions shipped = Jurisdictions.shipped();

    @Test
    void everyStateTheDistrictAndTheTerritoriesAreThere() {
        assertThat(shipped.all()).hasSize(56);
        assertThat(shipped.all()).allMatch(place -> !place.hotlines().isEmpty());
        assertThat(shipped.of("CT").oralHours()).isEqualTo(12);
        assertThat(shipped.of("CA").writtenHours()).isEqualTo(36);
        assertThat(shipped.of("CA").writtenFromReceipt()).isTrue();
    }

    @Test
    void anUnknownPlaceGivesTheNationalHotlineAndTheStrictestClockOfAll() {
        Jurisdiction unknown = shipped.of("XX");
        assertThat(unknown.known()).isFalse();
        assertThat(unknown.hotlines())
                .extracting(line -> line.number().text())
                .containsExactly("1-800-422-4453", "911");
        for (Jurisdiction place : shipped.all()) {
            if (place.oralHours() != null) {
                assertThat(unknown.oralHours()).isLessThanOrEqualTo(place.oralHours());
            }
            if (place.writtenHours() != null) {
                assertThat(unknown.writtenHours()).isLessThanOrEqualTo(place.writtenHours());
            }
        }
        assertThat(unknown.writtenFromReceipt()).isTrue();
    }

    @Test
    void anEntryExpiresAfter180DaysAndSaysSo() {
        Jurisdiction place = shipped.of("TX");
        LocalDate last = place.verifiedOn().plusDays(180);
        assertThat(place.freshness(last))
                .contains(place.verifiedOn().toString())
                .doesNotContain("OUT OF DATE");
        assertThat(place.freshness(last.plusDays(1))).contains("OUT OF DATE");
    }

    @Test
    void whatIsNotVerifiedIsMarked() {
        assertThat(shipped.of("NV").hotlines().getFirst().text()).endsWith("(not verified)");
        assertThat(shipped.of("TX").hotlines().getFirst().text()).doesNotContain("not verified");
    }

    @Test
    void whatARowSaysAndItsDoubtStandInSpanishToo() {
        assertThat(shipped.all().stream()
                        .flatMap(place -> Stream.of(
                                        Stream.of(place.oral(), place.written(), place.online(), place.everybody())
                                                .map(Jurisdiction.Fact::says),
                                        place.hotlines().stream()
                                                .flatMap(line -> Stream.of(line.number(), line.label())),
                                        place.notes().stream())
                                .flatMap(phrases -> phrases))
                        .filter(phrase -> phrase.english().matches(".*\\b[a-z]{3,}\\b.*"))
                        .filter(phrase -> !phrase.english().contains("@"))
                        .filter(phrase -> phrase.spanish().equals(phrase.english())))
                .isEmpty();
        Jurisdiction.Hotline doubted = shipped.of("NV").hotlines().getFirst();
        assertThat(Spoken.in(Spoken.SPANISH, doubted::text)).endsWith("(sin verificar)");
        assertThat(Spoken.in(Spoken.SPANISH, () -> shipped.of("AK").oral().text()))
                .isEqualTo("de inmediato");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "AL":                                   | "Alabama":               | two capital letters
            outer_limit_hours: 24,                  | outer_limit_hours: soon, | AK.oral_report.outer_limit_hours
            outer_limit_hours: 24,                  | outer_limit: 24,         | AK.oral_report.outer_limit_hours: missing
            outer_limit_hours: 24,                  | outer_limit_hours: -1,   | AK.oral_report.outer_limit_hours
            source: [AKGOV]                         | source: [HEARSAY]        | no source is called 'HEARSAY'
            source: [AKGOV]                         | source: []               | verified, but by no source
            runs_from: oral                         | runs_from: whenever      | expected oral or receipt
            name: "Alabama"                         | nome: "Alabama"          | AL.name: missing
            last_verified_on: 2026-11-22            | last_verified_on: soon   | last_verified_on: expected a day
            "AK":                                   | "AL":                    | not readable as YAML
            """)
    void aBrokenFileIsRefusedAndThePlaceIsNamed(String sound, String broken, String told) throws IOException {
        String file = file();
        assertThat(file).contains(sound);
        assertThatThrownBy(() -> JurisdictionReader.read(file.replaceFirst(
                        java.util.regex.Pattern.quote(sound), java.util.regex.Matcher.quoteReplacement(broken))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(told);
    }

    private static String file() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(JurisdictionsTest.class.getResourceAsStream("/reporting/jurisdictions.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
