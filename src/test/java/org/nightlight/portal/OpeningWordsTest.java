package org.nightlight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.Playbooks;
import org.nightlight.playbook.SupportHours;
import org.nightlight.shared.Spoken;

class OpeningWordsTest {
    @Test
    void theBuiltInHoursAreSaidAsPeopleSayThem() {
        assertThat(OpeningWords.of(Playbooks.builtIn().hours()))
                .isEqualTo("People are here Monday to Friday, 9 am to 5 pm, Eastern Time.");
    }

    @Test
    void theyAreSaidInSpanishToo() {
        assertThat(Spoken.in(
                        Spoken.SPANISH,
                        () -> OpeningWords.of(Playbooks.builtIn().hours())))
                .isEqualTo("Hay personas aquí de lunes a viernes, de 9 a. m. a 5 p. m., hora oriental.");
    }

    @Test
    void daysWithHoursOfTheirOwnStandApart() {
        var weekly = Map.of(
                DayOfWeek.MONDAY, List.of(new SupportHours.Block(540, 720), new SupportHours.Block(780, 1050)),
                DayOfWeek.TUESDAY, List.of(new SupportHours.Block(540, 720), new SupportHours.Block(780, 1050)),
                DayOfWeek.SATURDAY, List.of(new SupportHours.Block(1320, 1440)));
        assertThat(OpeningWords.of(hours(weekly, false)))
                .isEqualTo("People are here Monday to Tuesday, 9 am to noon and 1 pm to 5:30 pm;"
                        + " Saturday, 10 pm to midnight, Eastern Time.");
    }

    @Test
    void alwaysAndNeverAreSaidToo() {
        assertThat(OpeningWords.of(hours(Map.of(), true))).isEqualTo("People are here day and night.");
        assertThat(OpeningWords.of(hours(Map.of(), false))).isEmpty();
    }

    private static SupportHours hours(Map<DayOfWeek, List<SupportHours.Block>> weekly, boolean always) {
        return new SupportHours(
                ZoneId.of("America/New_York"), Duration.ofHours(8), weekly, new LinkedHashMap<>(), Map.of(), always);
    }
}
