package org.nightlight.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.nightlight.audit.Audit;
import org.nightlight.staff.SignIn.Result;
import org.springframework.security.crypto.password.PasswordEncoder;

class SignInTest {
    private static final String HERE = "192.0.2.1";

    @AutoClose
    private final StaffWorld world = new StaffWorld();

    private final SignIn signIn = world.signIn;
    private final StaffMember sam = world.member(Role.AGENT);
    private final String email = sam.email().value();

    @Test
    void theRightPasswordTellsWhoSomebodyIs() {
        assertThat(signIn.attempt(" " + email.toUpperCase(), StaffWorld.PASSWORD, HERE))
                .isEqualTo(new Result.Known(sam, 0));
    }

    @Test
    void aWrongPasswordAnUnknownAddressAndADeactivatedMemberGetTheSameAnswer() {
        StaffMember gone = world.member(Role.AGENT);
        world.staff.deactivate(gone.id(), sam.actor()).orThrow();
        StaffMember invited = world.staff
                .invite("New", "new@desk.example", java.util.Set.of(), sam.actor())
                .orThrow()
                .member();
        for (String address : List.of(
                email, "nobody@desk.example", "no address", "", invited.email().value())) {
            assertThat(signIn.attempt(address, "wrong", HERE)).as(address).isEqualTo(new Result.Wrong());
        }
        assertThat(signIn.attempt(gone.email().value(), StaffWorld.PASSWORD, HERE))
                .isEqualTo(new Result.Wrong());
    }

    @Test
    void everyAnswerCostsOneComparisonWhoeverIsAskedFor() {
        AtomicInteger comparisons = new AtomicInteger();
        PasswordEncoder counting = new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return world.passwords.encode(password);
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                comparisons.incrementAndGet();
                return world.passwords.matches(password, hash);
            }
        };
        Clock clock = world.clock;
        SignIn counted = new SignIn(
                world.desk.database(), world.desk.sql(), new Audit(world.desk.sql(), clock), clock, counting);
        for (String address : List.of(email, "nobody@desk.example", "no address")) {
            int before = comparisons.get();
            counted.attempt(address, "wrong", HERE);
            assertThat(comparisons.get() - before).as(address).isEqualTo(1);
        }
    }

    @Test
    void afterFiveFailuresTheWaitGrowsUpToAQuarterOfAnHour() {
        fail(5, email);
        assertThat(signIn.attempt(email, StaffWorld.PASSWORD, HERE)).isEqualTo(new Result.Wait(Duration.ofSeconds(30)));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Result.Wait wait = (Result.Wait) signIn.attempt(email, "wrong", HERE);
            waits.add(wait.left().toSeconds());
            world.clock.turn(wait.left());
            assertThat(signIn.attempt(email, "wrong", HERE)).isEqualTo(new Result.Wrong());
        }
        assertThat(waits).containsExactly(30L, 60L, 120L, 240L, 480L, 900L);
    }

    @Test
    void anUnknownAddressIsMadeToWaitJustTheSame() {
        fail(5, "nobody@desk.example");
        assertThat(signIn.attempt("nobody@desk.example", "x", HERE)).isEqualTo(new Result.Wait(Duration.ofSeconds(30)));
        assertThat(signIn.attempt(email, StaffWorld.PASSWORD, HERE)).isInstanceOf(Result.Known.class);
    }

    @Test
    void waitingIsEnoughAndSuccessForgetsTheFailures() {
        fail(5, email);
        world.clock.turn(Duration.ofSeconds(29));
        assertThat(signIn.attempt(email, StaffWorld.PASSWORD, HERE)).isEqualTo(new Result.Wait(Duration.ofSeconds(1)));
        world.clock.turn(Duration.ofSeconds(1));
        assertThat(signIn.attempt(email, StaffWorld.PASSWORD, HERE)).isInstanceOf(Result.Known.class);
        fail(4, email);
        assertThat(signIn.attempt(email, StaffWorld.PASSWORD, HERE)).isInstanceOf(Result.Known.class);
    }

    @Test
    void onePeerThatTriesManyAddressesWaitsWhileOthersDoNot() {
        for (int i = 0; i < Throttle.FREE_TRIES_OF_A_PEER; i++) {
            signIn.attempt("guess" + i + "@desk.example", "wrong", HERE);
        }
        assertThat(signIn.attempt(email, StaffWorld.PASSWORD, HERE)).isInstanceOf(Result.Wait.class);
        assertThat(signIn.attempt(email, StaffWorld.PASSWORD, "192.0.2.2")).isInstanceOf(Result.Known.class);
    }

    @Test
    void aBurstOfGuessesIsCountedOneByOne() throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Future<Result>> all = IntStream.range(0, 32)
                    .mapToObj(i -> threads.submit(() -> signIn.attempt(email, "guess" + i, HERE)))
                    .toList();
            int looked = 0;
            for (Future<Result> one : all) {
                looked += one.get() instanceof Result.Wrong ? 1 : 0;
            }
            assertThat(looked).isEqualTo(Throttle.FREE_TRIES);
        }
    }

    @Test
    void theTableOfFailuresNamesNobodyAndForgets() {
        fail(1, email);
        assertThat(world.text("select string_agg(encode(key, 'escape'), ' ') from sign_in_failure"))
                .doesNotContain("desk.example")
                .doesNotContain(HERE);
        world.clock.turn(Duration.ofHours(2));
        fail(1, "other@desk.example");
        assertThat(world.text("select count(*)::text from sign_in_failure")).isEqualTo("2");
    }

    @Test
    void passwordsAreKeptAsSaltedBcrypt() {
        StaffMember other = world.member(Role.AGENT);
        String first = world.text("select password_hash from staff_member where id = " + sam.id());
        String second = world.text("select password_hash from staff_member where id = " + other.id());
        assertThat(first).startsWith("{bcrypt}$2a$").isNotEqualTo(second);
        assertThat(Passwords.encoder(Passwords.STRENGTH).encode("lamp post harbour"))
                .startsWith("{bcrypt}$2a$10$");
    }

    private void fail(int times, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(signIn.attempt(address, "wrong", HERE)).isEqualTo(new Result.Wrong());
        }
    }
}
