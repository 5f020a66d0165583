package org.nightlight.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.nightlight.shared.Outcome;

class TokensTest {
    @AutoClose
    private final StaffWorld world = new StaffWorld();

    private final Tokens tokens = world.tokens;
    private final StaffMember sam = world.member(Role.AGENT);

    @Test
    void aTokenActsForItsOwnerAsTheyAreNow() {
        String secret = tokens.create(sam.id(), "sync").orThrow().secret();
        assertThat(secret).matches("nl_[A-Za-z0-9_-]{43}");
        assertThat(tokens.authenticate(secret)).contains(sam);
        assertThat(tokens.authenticate(secret + "x")).isEmpty();
        assertThat(tokens.authenticate("")).isEmpty();
        world.staff.assign(sam.id(), java.util.Set.of(Role.LEGAL), java.util.Set.of(), java.util.Set.of(), sam.actor());
        assertThat(tokens.authenticate(secret).orElseThrow().clearance().seesCases())
                .isTrue();
    }

    @Test
    void onlyItsHashIsKept() {
        String secret = tokens.create(sam.id(), "sync").orThrow().secret();
        String row = world.text("select t::text from api_token t");
        assertThat(row).doesNotContain(secret).doesNotContain(secret.substring(3, 20));
        assertThat(world.text("select encode(token_sha256, 'hex') from api_token"))
                .isEqualTo(java.util.HexFormat.of().formatHex(Secrets.sha256(secret)));
    }

    @Test
    void whenItWasLastUsedIsNotedOncePerMinute() {
        String secret = tokens.create(sam.id(), "sync").orThrow().secret();
        Instant start = world.clock.instant();
        tokens.authenticate(secret);
        assertThat(lastUsed()).isEqualTo(start);
        world.clock.turn(Duration.ofSeconds(59));
        tokens.authenticate(secret);
        assertThat(lastUsed()).isEqualTo(start);
        world.clock.turn(Duration.ofSeconds(1));
        tokens.authenticate(secret);
        assertThat(lastUsed()).isEqualTo(start.plusSeconds(60));
    }

    @Test
    void aRevokedTokenAndOneOfADeactivatedOwnerAreWorthless() {
        StaffMember other = world.member(Role.AGENT);
        Tokens.Fresh first = tokens.create(sam.id(), "first").orThrow();
        Tokens.Fresh second = tokens.create(sam.id(), "second").orThrow();
        tokens.revoke(other.id(), first.id());
        assertThat(tokens.authenticate(first.secret())).isPresent();
        tokens.revoke(sam.id(), first.id());
        assertThat(tokens.authenticate(first.secret())).isEmpty();
        assertThat(tokens.list(sam.id())).extracting(Tokens.Token::name).containsExactly("second");
        world.staff.deactivate(sam.id(), other.actor()).orThrow();
        assertThat(tokens.authenticate(second.secret())).isEmpty();
        world.staff.reactivate(sam.id(), other.actor()).orThrow();
        assertThat(tokens.authenticate(second.secret())).isEmpty();
        assertThat(tokens.create(999, "nobody's")).isInstanceOf(Outcome.Refused.class);
    }

    private Instant lastUsed() {
        return tokens.list(sam.id()).getFirst().lastUsedAt();
    }
}
