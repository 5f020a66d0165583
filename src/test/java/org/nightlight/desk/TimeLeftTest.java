package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.nightlight.desk.TimeLeft.Mood;
import org.nightlight.shared.Spoken;

class TimeLeftTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T15:44:00Z");

    @Test
    void aRunningTimeSaysWhatIsLeft() {
        TimeLeft left = TimeLeft.running("solved", FRIDAY.plus(Duration.ofMinutes(190)), null, 40, FRIDAY, NEW_YORK);
        assertThat(left.text()).isEqualTo("3 h left");
        assertThat(left.mood()).isEqualTo(Mood.CALM);
    }

    @Test
    void atTheVeryMomentItIsLate() {
        TimeLeft left = TimeLeft.running("solved", FRIDAY, null, 99, FRIDAY, NEW_YORK);
        assertThat(left.text()).isEqualTo("0 min late");
        assertThat(left.mood()).isEqualTo(Mood.LATE);
        assertThat(left.percent()).isEqualTo(100);
    }

    @Test
    void aMomentOutsideSupportHoursSaysWhenToAct() {
        Instant sunday = FRIDAY.plus(Duration.ofHours(48));
        Instant fridayEvening = Instant.parse("2026-11-20T22:00:00Z");
        assertThat(TimeLeft.running("first answer", sunday, fridayEvening, 10, FRIDAY, NEW_YORK)
                        .text())
                .isEqualTo("act by 17:00");
    }

    @Test
    void threeQuartersUsedIsPressing() {
        Instant due = FRIDAY.plus(Duration.ofHours(1));
        assertThat(TimeLeft.running("solved", due, null, 74, FRIDAY, NEW_YORK).mood())
                .isEqualTo(Mood.CALM);
        assertThat(TimeLeft.running("solved", due, null, 75, FRIDAY, NEW_YORK).mood())
                .isEqualTo(Mood.DUE);
    }

    @Test
    void whoWorksInSpanishReadsItInSpanish() {
        Instant due = FRIDAY.plus(Duration.ofHours(3));
        assertThat(Spoken.in(
                        Spoken.SPANISH,
                        () -> TimeLeft.running("x", due, null, 40, FRIDAY, NEW_YORK)
                                .text()))
                .isEqualTo("faltan 3 h");
        assertThat(Spoken.in(
                        Spoken.SPANISH,
                        () -> TimeLeft.running("x", FRIDAY, null, 40, due, NEW_YORK)
                                .text()))
                .isEqualTo("3 h tarde");
    }
}
