package org.nightlight.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Instant BEGAN = Instant.parse("2026-11-17T15:00:00Z");

    @Test
    void b68_pausesGrowThreefoldUpToThreeHours() {
        assertThat(IntStream.rangeClosed(1, 10).mapToObj(Retries::pause).map(Duration::toSeconds))
                .containsExactly(10L, 30L, 90L, 270L, 810L, 2_430L, 7_290L, 10_800L, 10_800L, 10_800L);
        assertThat(Retries.pause(1_000_000)).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void b68_theyAreSpreadByAFifthAndTheLastAttemptComesAtTheEndOfTheDay() {
        for (int seed = 0; seed < 200; seed++) {
            Random lot = new Random(seed);
            Instant now = BEGAN;
            Instant end = BEGAN.plus(Retries.LONG_ENOUGH);
            int attempts = 1;
            while (now.isBefore(end)) {
                Instant next = Retries.next(attempts, now, end, lot);
                Duration pause = Duration.between(now, next);
                assertThat(pause)
                        .isPositive()
                        .isLessThanOrEqualTo(
                                Retries.pause(attempts).multipliedBy(12).dividedBy(10));
                assertThat(next.equals(end)
                                || pause.compareTo(Retries.pause(attempts)
                                                .multipliedBy(8)
                                                .dividedBy(10))
                                        >= 0)
                        .isTrue();
                now = next;
                attempts++;
            }
            assertThat(now).isEqualTo(end);
            assertThat(attempts).isBetween(12, 20);
        }
    }
}
