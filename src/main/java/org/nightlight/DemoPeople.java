package org.nightlight;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Care;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Rota;
import org.nightlight.staff.Shift;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import org.nightlight.staff.Training;
import org.springframework.stereotype.Component;

/**
 * The demo world's staff and how they sign in. Passwords are drawn from the database's own secret, so that a lost
 * {@code demo.json}, or a second process on the same database, comes to the same ones.
 */
@Component
class DemoPeople {
    private static final Actor DEMO = new Actor.Software("demo");
    private static final Duration WATCH = Duration.ofDays(14);
    private static final List<String> WORDS = List.of(
            ("acorn amber anchor apple apron autumn badge bamboo barley basket beacon berry birch biscuit bonnet "
                            + "bramble breeze bridge butter button cabin candle canoe carrot cedar cherry cinder clover cobble "
                            + "comet copper coral cotton cradle cricket dahlia daisy dapple ember fable feather fennel fiddle "
                            + "garden ginger harbor hazel heron honey ivory jasper kettle ladder lantern lemon linen maple "
                            + "meadow mitten nutmeg orchard paddle pebble pepper")
                    .split(" "));

    private final Database database;
    private final DSLContext sql;
    private final Staff staff;
    private final Training training;
    private final Care care;
    private final Rota rota;
    private final Tokens tokens;
    private final SignIn signIn;
    private final Clock clock;

    DemoPeople(
            Database database,
            DSLContext sql,
            Staff staff,
            Training training,
            Care care,
            Rota rota,
            Tokens tokens,
            SignIn signIn,
            Clock clock) {
        this.database = database;
        this.sql = sql;
        this.staff = staff;
        this.training = training;
        this.care = care;
        this.rota = rota;
        this.tokens = tokens;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** Whether what an earlier {@code demo.json} says was said of this database and still holds. */
    boolean know(List<DemoFile.Person> people) {
        return people.stream()
                .anyMatch(person -> tokens.authenticate(person.token())
                        .filter(owner -> owner.email().value().equals(person.email()))
                        .isPresent());
    }

    /** Everybody of the script, made where missing; those who are {@code known} keep their password and token. */
    List<DemoFile.Person> settle(DemoScript script, List<DemoFile.Person> known) {
        Map<String, DemoFile.Person> earlier =
                known.stream().collect(Collectors.toMap(DemoFile.Person::email, person -> person));
        byte[] secret = database.read(
                Clearance.SYSTEM,
                () -> sql.fetchSingle("select secret from instance").get(0, byte[].class));
        List<DemoFile.Person> settled = script.staff().stream()
                .map(person -> Optional.ofNullable(earlier.get(person.email()))
                        .orElseGet(() -> welcome(person, password(secret, person.email()))))
                .toList();
        keepWatch();
        return settled;
    }

    /** Two weeks of duty for two safety officers, who change places after the first; nothing where there is a rota already. */
    private void keepWatch() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        List<StaffMember> officers = staff.withRole(Role.SAFETY_OFFICER);
        if (officers.size() < 2 || !rota.plan(now, now.plus(WATCH)).shifts().isEmpty()) {
            return;
        }
        for (int week = 0; week < 2; week++) {
            Instant from = now.plus(Duration.ofDays(7L * week));
            rota.add(officers.get(week).id(), Shift.Place.FIRST, from, from.plus(Duration.ofDays(7)), DEMO);
            rota.add(officers.get(1 - week).id(), Shift.Place.BACKUP, from, from.plus(Duration.ofDays(7)), DEMO);
        }
    }

    private DemoFile.Person welcome(DemoScript.Person person, String password) {
        Set<Role> roles = person.roles().stream().map(Role::ofKey).collect(Collectors.toSet());
        long id = staff.findByEmail(new EmailAddress(person.email()))
                .map(there -> letIn(there, password))
                .orElseGet(() -> staff.create(person.name(), person.email(), roles, password, DEMO)
                        .orThrow())
                .id();
        if (roles.contains(Role.SAFETY_OFFICER)) {
            training.set(
                    id,
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                            .plusYears(1)
                            .toString(),
                    DEMO);
            database.write(Clearance.SYSTEM, () -> care.choose(new Actor.Staff(id), true));
        }
        staff.assign(id, roles, new HashSet<>(person.teams()), new HashSet<>(person.leads()), DEMO);
        String token = tokens.create(id, "demo").orThrow().secret();
        return new DemoFile.Person(person.roles().getFirst(), person.name(), person.email(), password, token);
    }

    /** Somebody who is there already, perhaps with a password that nobody knows any more. */
    private StaffMember letIn(StaffMember member, String password) {
        String email = member.email().value();
        if (!(signIn.attempt(email, password, "demo") instanceof SignIn.Result.Known)) {
            String link = staff.inviteAgain(member.id(), DEMO).orThrow().secret();
            staff.acceptInvitation(link, password).orThrow();
        }
        return member;
    }

    /** Three words and three digits: easy to type, and sign-in is throttled. */
    private static String password(byte[] secret, String email) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] bytes = mac.doFinal(("demo password of " + email).getBytes(StandardCharsets.UTF_8));
            int digits = ((bytes[3] & 0xff) << 8 | (bytes[4] & 0xff)) % 900 + 100;
            return word(bytes[0]) + "-" + word(bytes[1]) + "-" + word(bytes[2]) + "-" + digits;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String word(byte drawn) {
        return WORDS.get((drawn & 0xff) % WORDS.size());
    }
}
