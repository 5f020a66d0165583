package org.nightlight.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeerLimitTest {
    private Instant now = Instant.parse("2026-11-16T15:00:00Z");
    private final PeerLimit limit = new PeerLimit(() -> now);

    @Test
    void aBurstIsTakenThenOneEverySoOften() {
        for (int i = 0; i < PeerLimit.BURST; i++) {
            assertThat(limit.admits("203.0.113.9")).isTrue();
        }
        assertThat(limit.admits("203.0.113.9")).isFalse();
        assertThat(limit.admits("203.0.113.10")).isTrue();
        now = now.plus(PeerLimit.ONE_MORE_EACH);
        assertThat(limit.admits("203.0.113.9")).isTrue();
        assertThat(limit.admits("203.0.113.9")).isFalse();
    }

    @Test
    void aHouseholdsManyAddressesCountAsOne() {
        for (int i = 0; i < PeerLimit.BURST; i++) {
            assertThat(limit.admits("2001:db8:1:2::" + i)).isTrue();
        }
        assertThat(limit.admits("2001:db8:1:2:ffff::1")).isFalse();
        assertThat(limit.admits("2001:db8:1:3::1")).isTrue();
    }
}
