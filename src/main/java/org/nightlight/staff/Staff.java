package org.nightlight.staff;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Who works at the desk, in which roles and teams. Who may change that is decided where the routes are listed. */
@Component
public class Staff {
    /** How long a link to choose a password is good for. */
    public static final Duration INVITATION = Duration.ofDays(7);

    /** The wake-up that tells of a change in who is there: teams, roles, suspension, attendance. */
    public static final String CHANGED = "staff";

    private static final Set<String> DENSITIES = Set.of("comfortable", "compact");
    private static final Set<String> LANGUAGES = Set.of("en", "es");

    private final Database database;
    private final StaffStore store;
    private final SignInStore signIns;
    private final TokenStore tokens;
    private final Audit audit;
    private final Clock clock;
    private final PasswordEncoder passwords;
    /** Nobody is ever deleted: once true, always true. */
    private volatile boolean staffed;

    public Staff(Database database, DSLContext sql, Audit audit, Clock clock, PasswordEncoder passwords) {
        this.database = database;
        this.store = new StaffStore(sql);
        this.signIns = new SignInStore(sql);
        this.tokens = new TokenStore(sql);
        this.audit = audit;
        this.clock = clock;
        this.passwords = passwords;
    }

    public Optional<StaffMember> find(long id) {
        return read(() -> store.find(id));
    }

    /** Those of {@code ids} that exist, deactivated ones too, by id. */
    public Map<Long, StaffMember> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : read(() -> store.find(ids)).stream().collect(Collectors.toMap(StaffMember::id, Function.identity()));
    }

    public Optional<StaffMember> findByEmail(EmailAddress email) {
        return read(() -> store.findByEmail(email));
    }

    /** Everybody, deactivated ones too, by name. */
    public List<StaffMember> all() {
        return read(store::all);
    }

    /** Active members of a team, by name. */
    public List<StaffMember> membersOf(String team) {
        return read(() -> store.membersOf(team, false));
    }

    /** Active members who lead a team, by name. */
    public List<StaffMember> leadsOf(String team) {
        return read(() -> store.membersOf(team, true));
    }

    /** Active members with a role, by name. */
    public List<StaffMember> withRole(Role role) {
        return read(() -> store.withRole(role));
    }

    /** Whether the desk has nobody yet, so that the first-run page is open. */
    public boolean isEmpty() {
        if (staffed) {
            return false;
        }
        boolean empty = read(store::isEmpty);
        staffed = !empty;
        return empty;
    }

    /** The first admin of an empty desk. Of several who ask at once, one is taken and the others are refused. */
    public Outcome<StaffMember> createFirstAdmin(String name, String email, String password) {
        return write(() -> {
            store.lock();
            return store.isEmpty()
                    ? create(name, email, Set.of(Role.ADMIN), password, new Actor.Software("first-run"))
                    : Outcome.refused(
                            "",
                            say(
                                    "This desk has its first admin already. Sign in instead.",
                                    "Esta mesa de ayuda ya tiene su primera cuenta de administración. Inicia sesión."));
        });
    }

    /** A member who can sign in at once. */
    public Outcome<StaffMember> create(String name, String email, Set<Role> roles, String password, Actor actor) {
        Optional<String> weakness = Passwords.weakness(password);
        return weakness.isPresent()
                ? Outcome.refused("password", weakness.get())
                : insert(name, email, roles, passwords.encode(password), actor);
    }

    /** A new member and the secret of the link by which they choose a password; it is not kept and cannot be shown again. */
    public record Invitation(StaffMember member, String secret) {}

    /** A member who can sign in once they have followed the link. */
    public Outcome<Invitation> invite(String name, String email, Set<Role> roles, Actor actor) {
        return write(() -> insert(name, email, roles, null, actor).map(this::invitation));
    }

    /** A new link for somebody who has lost theirs or forgotten the password; earlier links end. */
    public Outcome<Invitation> inviteAgain(long id, Actor actor) {
        return change(id, member -> {
            audit.record(actor, "staff.invited", subject(id), "");
            return Outcome.done(invitation(member));
        });
    }

    /** Who a link was made for, while it is good. */
    public Optional<StaffMember> invited(String secret) {
        return read(() -> store.invited(Secrets.sha256(secret), clock.instant()));
    }

    /** Sets the password of whoever the link was made for, and ends the link and every session. */
    public Outcome<StaffMember> acceptInvitation(String secret, String password) {
        Optional<String> weakness = Passwords.weakness(password);
        if (weakness.isPresent()) {
            return Outcome.refused("password", weakness.get());
        }
        String hash = passwords.encode(password);
        return write(() -> {
            Optional<StaffMember> invited = store.takeInvitation(Secrets.sha256(secret), clock.instant());
            if (invited.isEmpty()) {
                return Outcome.refused(
                        "",
                        say(
                                "This link has been used or has run out. Ask an admin for a new one.",
                                "Este enlace ya se usó o venció. Pide uno nuevo a quien administra."));
            }
            setPassword(invited.get().id(), hash, invited.get().actor());
            return Outcome.done(invited.get());
        });
    }

    /** Roles and teams as given, nothing else. Works at once, also for sessions and tokens in use. */
    public Outcome<StaffMember> assign(long id, Set<Role> roles, Set<String> teams, Set<String> leads, Actor actor) {
        return change(id, member -> {
            if (member.is(Role.ADMIN) && !roles.contains(Role.ADMIN) && isLastAdmin(member)) {
                return Outcome.refused(
                        "roles",
                        say(
                                "This is the last admin. Make somebody else admin first.",
                                "Es la última persona que administra. Dale antes ese rol a otra."));
            }
            if (!teams.containsAll(leads)) {
                return Outcome.refused(
                        "teams",
                        say("Whoever leads a team must be in it.", "Quien lidera un equipo tiene que estar en él."));
            }
            if (actor.equals(member.actor())
                    && !member.clearance().seesCases()
                    && seesCases(roles)
                    && anybodySeesCases()) {
                return Outcome.refused(
                        "roles",
                        say(
                                "Nobody lets themselves see safety cases. Another admin can give you this role.",
                                "Nadie se da a sí mismo acceso a los casos de protección. Otra persona que administra puede darte este rol."));
            }
            if (!member.roles().equals(roles)) {
                store.setRoles(id, roles);
                audit.record(actor, "staff.roles", subject(id), keys(roles));
            }
            if (!member.teams().equals(teams) || !member.leads().equals(leads)) {
                store.setTeams(id, teams, leads);
                audit.record(actor, "staff.teams", subject(id), String.join(" ", new TreeSet<>(teams)));
            }
            store.tell();
            return again(id);
        });
    }

    /** What they can do beyond their teams, as keys of the playbook's skills, nothing else. Routing goes by it at once. */
    public Outcome<StaffMember> skill(long id, Set<String> skills, Actor actor) {
        return change(id, member -> {
            if (!member.skills().equals(skills)) {
                store.setSkills(id, skills);
                audit.record(actor, "staff.skills", subject(id), String.join(" ", new TreeSet<>(skills)));
                store.tell();
            }
            return again(id);
        });
    }

    /** Changes name and address. */
    public Outcome<StaffMember> rename(long id, String name, String email, Actor actor) {
        return change(id, member -> {
            Outcome<EmailAddress> checked = check(name, email, id);
            return switch (checked) {
                case Outcome.Refused<EmailAddress>(String field, String reason) -> Outcome.refused(field, reason);
                case Outcome.Done<EmailAddress>(EmailAddress address) -> {
                    store.rename(id, name.strip(), address);
                    audit.record(actor, "staff.changed", subject(id), "");
                    yield again(id);
                }
            };
        });
    }

    /** Ends every session and link and revokes every token at once; the person stays for the record. */
    public Outcome<StaffMember> deactivate(long id, Actor actor) {
        return change(id, member -> {
            if (!member.active()) {
                return Outcome.done(member);
            }
            if (member.is(Role.ADMIN) && isLastAdmin(member)) {
                return Outcome.refused(
                        "",
                        say(
                                "This is the last admin. Make somebody else admin first.",
                                "Es la última persona que administra. Dale antes ese rol a otra."));
            }
            store.setActive(id, false);
            signIns.endSessions(id);
            store.endInvitations(id);
            tokens.revokeAll(id, clock.instant());
            audit.record(actor, "staff.deactivated", subject(id), "");
            store.tell();
            return again(id);
        });
    }

    /** Lets a deactivated member sign in again; their tokens stay revoked. */
    public Outcome<StaffMember> reactivate(long id, Actor actor) {
        return change(id, member -> {
            if (!member.active()) {
                store.setActive(id, true);
                audit.record(actor, "staff.reactivated", subject(id), "");
                store.tell();
            }
            return again(id);
        });
    }

    /** The member's own change of password, which needs the one in use. Ends every session, this one too. */
    public Outcome<StaffMember> changePassword(long id, String current, String fresh) {
        String hash = read(() -> store.passwordHash(id)).orElse(null);
        if (hash == null || !passwords.matches(current, hash)) {
            return Outcome.refused("current", say("This is not your password.", "Esta no es tu contraseña."));
        }
        Optional<String> weakness = Passwords.weakness(fresh);
        if (weakness.isPresent()) {
            return Outcome.refused("password", weakness.get());
        }
        String encoded = passwords.encode(fresh);
        return change(id, member -> {
            setPassword(id, encoded, member.actor());
            return Outcome.done(member);
        });
    }

    /**
     * How many tickets somebody has room for, and whether they are away.
     *
     * @param backAt when the absence ends by itself, later than now; null for not known, and for whoever is here
     */
    public Outcome<StaffMember> attend(long id, int capacity, boolean away, @Nullable Instant backAt, Actor actor) {
        if (capacity < 0 || capacity > Attendance.MOST) {
            return Outcome.refused(
                    "capacity",
                    say("Enter a number of tickets from 0 to %d.", "Indica un número de tickets de 0 a %d.")
                            .formatted(Attendance.MOST));
        }
        return attend(id, before -> capacity, away, backAt, actor);
    }

    /** Whether somebody is away, as {@link #attend(long, int, boolean, Instant, Actor)} says; their room stays as it is. */
    public Outcome<StaffMember> attend(long id, boolean away, @Nullable Instant backAt, Actor actor) {
        return attend(id, Attendance::capacity, away, backAt, actor);
    }

    private Outcome<StaffMember> attend(
            long id, ToIntFunction<Attendance> room, boolean away, @Nullable Instant backAt, Actor actor) {
        Instant now = clock.instant();
        if (away && backAt != null && !backAt.isAfter(now)) {
            return Outcome.refused(
                    "back",
                    say(
                            "Enter a time that is still to come, or leave it empty.",
                            "Indica una hora que esté por venir, o déjala vacía."));
        }
        return change(id, member -> {
            Attendance before = member.attendance();
            boolean wasAway = before.isAway(now);
            int capacity = room.applyAsInt(before);
            Attendance after =
                    new Attendance(capacity, away ? wasAway ? before.awaySince() : now : null, away ? backAt : null);
            if (after.equals(before)) {
                return Outcome.done(member);
            }
            store.setAttendance(id, after);
            if (capacity != before.capacity()) {
                audit.record(actor, "staff.capacity", subject(id), Integer.toString(capacity));
            }
            if (away != wasAway) {
                audit.record(actor, away ? "staff.away" : "staff.back", subject(id), "");
            }
            store.tell();
            return again(id);
        });
    }

    /**
     * @param density {@code comfortable} or {@code compact}
     * @param language {@code en} or {@code es}
     */
    public Outcome<StaffMember> setLook(long id, String density, String language) {
        return change(id, member -> {
            if (!DENSITIES.contains(density)) {
                return Outcome.refused("density", say("Choose comfortable or compact.", "Elige cómodo o compacto."));
            }
            if (!LANGUAGES.contains(language)) {
                return Outcome.refused("language", say("Choose English or Spanish.", "Elige inglés o español."));
            }
            store.setLook(id, density, language);
            return again(id);
        });
    }

    private Outcome<StaffMember> insert(
            String name, String email, Set<Role> roles, @Nullable String hash, Actor actor) {
        return write(() -> switch (check(name, email, -1)) {
            case Outcome.Refused<EmailAddress>(String field, String reason) -> Outcome.refused(field, reason);
            case Outcome.Done<EmailAddress>(EmailAddress address) -> {
                long id = store.insert(name.strip(), address, hash, clock.instant());
                store.setRoles(id, roles);
                audit.record(actor, "staff.created", subject(id), keys(roles));
                yield again(id);
            }
        });
    }

    private Outcome<EmailAddress> check(String name, String email, long self) {
        store.lock();
        Optional<EmailAddress> address = EmailAddress.parse(email);
        if (name.isBlank() || name.length() > 200 || name.codePoints().anyMatch(Character::isISOControl)) {
            return Outcome.refused(
                    "name",
                    say("Enter a name of at most 200 characters.", "Indica un nombre de 200 caracteres como máximo."));
        }
        if (address.isEmpty()) {
            return Outcome.refused(
                    "email",
                    say(
                            "Enter an e-mail address, such as sam@example.org.",
                            "Indica una dirección de correo, por ejemplo sam@example.org."));
        }
        return store.findByEmail(address.get())
                        .filter(other -> other.id() != self)
                        .isPresent()
                ? Outcome.refused(
                        "email",
                        say(
                                "Somebody on the staff has this address already.",
                                "Alguien del personal ya tiene esta dirección."))
                : Outcome.done(address.get());
    }

    private Invitation invitation(StaffMember member) {
        String secret = Secrets.fresh();
        store.endInvitations(member.id());
        store.insertInvitation(
                Secrets.sha256(secret), member.id(), clock.instant().plus(INVITATION));
        return new Invitation(member, secret);
    }

    private void setPassword(long id, String hash, Actor actor) {
        store.setPassword(id, hash);
        store.endInvitations(id);
        signIns.endSessions(id);
        audit.record(actor, "staff.password", subject(id), "");
    }

    private boolean isLastAdmin(StaffMember member) {
        return store.withRole(Role.ADMIN).stream().allMatch(admin -> admin.id() == member.id());
    }

    private static boolean seesCases(Set<Role> roles) {
        return roles.contains(Role.SAFETY_OFFICER) || roles.contains(Role.LEGAL);
    }

    private boolean anybodySeesCases() {
        return !store.withRole(Role.SAFETY_OFFICER).isEmpty()
                || !store.withRole(Role.LEGAL).isEmpty();
    }

    private Outcome<StaffMember> again(long id) {
        return Outcome.done(store.find(id).orElseThrow());
    }

    /** Changes to staff are rare and stand in line, so that no two admins remove each other. */
    private <T> Outcome<T> change(long id, Function<StaffMember, Outcome<T>> work) {
        return write(() -> {
            store.lock();
            return store.find(id)
                    .map(work)
                    .orElseGet(() -> Outcome.refused(
                            "", say("There is no such member of staff.", "No hay tal miembro del personal.")));
        });
    }

    private static String keys(Set<Role> roles) {
        return roles.stream().sorted().map(Role::key).collect(Collectors.joining(" "));
    }

    private static String subject(long id) {
        return "staff:" + id;
    }

    private <T> T read(Supplier<T> work) {
        return database.read(Clearance.DESK, work);
    }

    private <T> T write(Supplier<T> work) {
        return database.write(Clearance.DESK, work);
    }
}
