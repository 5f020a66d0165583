package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant NOW = Instant.parse("2026-11-20T15:44:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T15:02:00Z, 10:02",
        "2026-11-21T19:02:00Z, tomorrow 14:02",
        "2026-11-20T04:30:00Z, yesterday 23:30",
        "2026-11-23T22:00:00Z, Mon 17:00",
        "2026-12-03T14:00:00Z, 3 Dec 09:00",
        "2025-03-03T14:00:00Z, 3 Mar 2025"
    })
    void aMomentIsSaidAsPeopleSayIt(Instant at, String said) {
        assertThat(When.of(at, NOW, NEW_YORK).text()).isEqualTo(said);
    }

    @Test
    void theExactMomentNamesDayAndZone() {
        assertThat(When.of(NOW, NOW, NEW_YORK).exact()).startsWith("Friday 20 November 2026, 10:44 ");
        assertThat(When.of(NOW, NOW, NEW_YORK).machine()).isEqualTo("2026-11-20T15:44:00Z");
    }

    @ParameterizedTest
    @CsvSource({"PT59M59S, 59 min", "PT1H, 1 h", "PT47H59M, 47 h", "PT48H, 2 days", "PT-12M, 12 min"})
    void aLengthIsSaidInOneUnit(Duration length, String said) {
        assertThat(When.span(length)).isEqualTo(said);
    }
}
