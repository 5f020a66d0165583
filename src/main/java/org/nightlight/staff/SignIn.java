package org.nightlight.staff;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Tells by address and password who somebody is, for the desk's sign-in page and for programs. */
@Component
public class SignIn {
    private static final Actor.Software SIGN_IN = new Actor.Software("sign-in");

    private final Database database;
    private final StaffStore staff;
    private final SignInStore store;
    private final Throttle throttle;
    private final Audit audit;
    private final PasswordEncoder passwords;
    /** Compared with when there is nobody to compare with, so that an unknown address takes as long as a known one. */
    private final String nobodysHash;
    /** One try at a time for one address in this process: a burst of guesses cannot outrun the counting. */
    private final Lock[] lines =
            IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    public SignIn(Database database, DSLContext sql, Audit audit, Clock clock, PasswordEncoder passwords) {
        this.database = database;
        this.staff = new StaffStore(sql);
        this.store = new SignInStore(sql);
        this.throttle = new Throttle(database, store, clock);
        this.audit = audit;
        this.passwords = passwords;
        this.nobodysHash = passwords.encode(Secrets.fresh());
    }

    /** How a try ended. None of it tells whether the address is known. */
    public sealed interface Result {
        /** @param epoch counts the member's sign-outs everywhere; the session must carry it */
        record Known(StaffMember member, int epoch) implements Result {}

        record Wrong() implements Result {}

        /** Too many have failed; the password was not looked at. */
        record Wait(Duration left) implements Result {
            /** In words: {@code 30 seconds}, {@code 3 minutes}. */
            public String words() {
                long seconds = Math.max(1, left.toSeconds());
                return seconds <= 90
                        ? seconds + say(" seconds", " segundos")
                        : (seconds + 59) / 60 + say(" minutes", " minutos");
            }
        }
    }

    /** @param peer the network address that the try came from */
    public Result attempt(String email, String password, String peer) {
        Lock line = lines[
                Math.floorMod(email.strip().toLowerCase(java.util.Locale.ROOT).hashCode(), lines.length)];
        line.lock();
        try {
            Duration left = throttle.left(email, peer);
            return left.isZero() ? compare(email, password, peer) : new Result.Wait(left);
        } finally {
            line.unlock();
        }
    }

    private Result compare(String email, String password, String peer) {
        Optional<SignInStore.Credentials> found = EmailAddress.parse(email)
                .flatMap(address -> database.read(Clearance.DESK, () -> store.credentials(address)));
        String hash = found.map(SignInStore.Credentials::hash).orElse(nobodysHash);
        boolean matches = passwords.matches(password, hash);
        if (found.isPresent() && matches && found.get().active()) {
            throttle.succeeded(email);
            SignInStore.Credentials known = found.get();
            return database.read(Clearance.DESK, () -> staff.findSignedIn(known.id(), known.epoch()))
                    .<Result>map(member -> new Result.Known(member, known.epoch()))
                    .orElseGet(Result.Wrong::new);
        }
        throttle.failed(email, peer);
        found.ifPresent(known -> database.write(
                Clearance.DESK, () -> audit.record(SIGN_IN, "staff.sign-in-refused", "staff:" + known.id(), "")));
        return new Result.Wrong();
    }
}
