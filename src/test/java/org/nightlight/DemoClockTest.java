package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DemoClockTest {
    private final DemoClock clock = new DemoClock();

    @Test
    void theTellingThreadAloneSeesThePast() throws InterruptedException {
        Instant then = Instant.parse("2026-03-02T15:00:00Z");
        Instant[] elsewhere = new Instant[1];
        DemoClock.at(then, () -> {
            assertThat(clock.instant()).isEqualTo(then);
            Thread other = Thread.ofPlatform().start(() -> elsewhere[0] = clock.instant());
            try {
                other.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        assertThat(elsewhere[0]).isAfter(then.plus(Duration.ofDays(1)));
        assertThat(clock.instant()).isAfter(then.plus(Duration.ofDays(1)));
    }
}
