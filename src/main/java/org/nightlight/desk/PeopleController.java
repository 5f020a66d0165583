package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who works here, in which roles and teams. */
@Controller
class PeopleController {
    private static final String HERE = "/desk/admin/people";

    private final Frame frame;
    private final Staff staff;
    private final Training training;
    private final Attending attending;
    private final InvitationMail mail;
    private final SightMail sight;
    private final DSLContext sql;
    private final Database database;

    PeopleController(
            Frame frame,
            Staff staff,
            Training training,
            Attending attending,
            InvitationMail mail,
            SightMail sight,
            DSLContext sql,
            Database database) {
        this.frame = frame;
        this.staff = staff;
        this.training = training;
        this.attending = attending;
        this.mail = mail;
        this.sight = sight;
        this.sql = sql;
        this.database = database;
    }

    /** A form as it was sent. */
    private record Form(
            String name, String email, Set<String> roles, Set<String> teams, Set<String> leads, Set<String> skills) {
        static final Form EMPTY = new Form("", "", Set.of(), Set.of(), Set.of(), Set.of());

        static Form of(StaffMember member) {
            return new Form(
                    member.name(),
                    member.email().value(),
                    member.roles().stream().map(Role::key).collect(Collectors.toSet()),
                    member.teams(),
                    member.leads(),
                    member.skills());
        }
    }

    /** What the last action left on the page: a link, a form that was refused, and why. {@code id} is 0 for an invitation. */
    private record Left(@Nullable String link, boolean mailed, long id, Form form, Map<String, String> faults) {
        static final Left NOTHING = new Left(null, false, 0, Form.EMPTY, Map.of());

        static Left refused(long id, Form form, String field, String reason) {
            String where = field.matches("name|email") ? id == 0 ? field : field + "-" + id : "main";
            return new Left(null, false, id, form, Map.of(where, reason));
        }
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, Left.NOTHING);
    }

    @PostMapping(HERE)
    ModelAndView invite(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") Set<String> roles,
            @RequestParam(defaultValue = "") Set<String> teams,
            @RequestParam(defaultValue = "") Set<String> leads,
            @RequestParam(defaultValue = "") Set<String> skills,
            Visit visit) {
        Form form = new Form(name, email, roles, teams, leads, skills);
        Outcome<Staff.Invitation> made = whole(() -> checked(form) instanceof Outcome.Refused<Set<Role>>(var f, var why)
                ? Outcome.refused(f, why)
                : invited(form, visit));
        return linked(visit, form, made);
    }

    @PostMapping(HERE + "/{id}")
    ModelAndView change(@PathVariable long id, @RequestParam MultiValueMap<String, String> sent, Visit visit) {
        var _ = staff.find(id).orElseThrow(NotHere::new);
        Form form = new Form(
                first(sent.getFirst("name-" + id)),
                first(sent.getFirst("email-" + id)),
                keys(sent.get("roles")),
                keys(sent.get("teams")),
                keys(sent.get("leads")),
                keys(sent.get("skills")));
        return told(visit, id, form, whole(() -> changed(id, form, visit)));
    }

    @PostMapping(HERE + "/{id}/suspension")
    ModelAndView suspend(@PathVariable long id, Visit visit) {
        StaffMember member = staff.find(id).orElseThrow(NotHere::new);
        if (id == visit.member().id()) {
            return told(
                    visit,
                    id,
                    Form.of(member),
                    Outcome.refused(
                            "",
                            say(
                                    "You cannot suspend yourself. Another admin can.",
                                    "No puedes suspenderte. Otra persona de administración sí puede.")));
        }
        return told(
                visit,
                id,
                Form.of(member),
                member.active() ? staff.deactivate(id, visit.actor()) : staff.reactivate(id, visit.actor()));
    }

    @PostMapping(HERE + "/{id}/invitations")
    ModelAndView inviteAgain(@PathVariable long id, Visit visit) {
        StaffMember member = staff.find(id).orElseThrow(NotHere::new);
        return linked(
                visit,
                Form.EMPTY,
                whole(() -> member.active()
                        ? mailed(staff.inviteAgain(id, visit.actor()), visit)
                        : Outcome.refused("", say("End the suspension first.", "Termina antes la suspensión."))));
    }

    private Outcome<Staff.Invitation> invited(Form form, Visit visit) {
        Outcome<Staff.Invitation> made = staff.invite(form.name(), form.email(), roles(form.roles()), visit.actor());
        if (!(made instanceof Outcome.Done<Staff.Invitation>(Staff.Invitation invitation))) {
            return made;
        }
        return switch (assign(invitation.member().id(), form, visit)) {
            case Outcome.Refused<StaffMember>(String field, String reason) -> Outcome.refused(field, reason);
            case Outcome.Done<StaffMember>(StaffMember member) ->
                mailed(Outcome.done(new Staff.Invitation(member, invitation.secret())), visit);
        };
    }

    private Outcome<StaffMember> changed(long id, Form form, Visit visit) {
        if (checked(form) instanceof Outcome.Refused<Set<Role>>(String field, String reason)) {
            return Outcome.refused(field, reason);
        }
        StaffMember before = staff.find(id).orElseThrow(NotHere::new);
        boolean renamed = !before.name().equals(form.name().strip())
                || !before.email().value().equals(form.email().strip());
        Outcome<StaffMember> first =
                renamed ? staff.rename(id, form.name(), form.email(), visit.actor()) : Outcome.done(before);
        Outcome<StaffMember> last = first instanceof Outcome.Refused<StaffMember> ? first : assign(id, form, visit);
        if (last instanceof Outcome.Done<StaffMember>(StaffMember after)) {
            sight.changed(before, after, visit.member());
        }
        return last;
    }

    private Outcome<StaffMember> assign(long id, Form form, Visit visit) {
        Outcome<StaffMember> assigned =
                staff.assign(id, roles(form.roles()), form.teams(), form.leads(), visit.actor());
        return assigned instanceof Outcome.Refused<StaffMember>
                ? assigned
                : staff.skill(id, form.skills(), visit.actor());
    }

    private Outcome<Staff.Invitation> mailed(Outcome<Staff.Invitation> made, Visit visit) {
        if (made instanceof Outcome.Done<Staff.Invitation>(Staff.Invitation invitation)) {
            mail.send(invitation);
            sight.opened(invitation.member(), visit.member());
        }
        return made;
    }

    /** Roles that exist and at least one; teams that the playbook has and people work in; skills that it has. */
    private Outcome<Set<Role>> checked(Form form) {
        Set<Role> wanted = roles(form.roles());
        if (wanted.isEmpty() || wanted.size() < form.roles().size()) {
            return Outcome.refused(
                    "roles", say("Choose at least one role, of those listed.", "Elige al menos un rol de la lista."));
        }
        if (!frame.playbook().skills().keySet().containsAll(form.skills())) {
            return Outcome.refused(
                    "skills",
                    say(
                            "The playbook has no such skill. Choose of those listed.",
                            "Las reglas no tienen esa habilidad. Elige de la lista."));
        }
        Set<String> known = teamChoices(Set.of()).stream().map(Choice::value).collect(Collectors.toSet());
        return known.containsAll(form.teams()) && known.containsAll(form.leads())
                ? Outcome.done(wanted)
                : Outcome.refused(
                        "teams",
                        say(
                                "The playbook has no such team. Choose of those listed.",
                                "Las reglas no tienen ese equipo. Elige de la lista."));
    }

    /** All of the work or, when it is refused on the way, none of it. Mail to staff is put on its way by the software. */
    private <T> Outcome<T> whole(Supplier<Outcome<T>> work) {
        try {
            return database.write(Clearance.SYSTEM, () -> {
                Outcome<T> outcome = work.get();
                if (outcome instanceof Outcome.Refused<T>(String field, String reason)) {
                    throw new RolledBack(field, reason);
                }
                return outcome;
            });
        } catch (RolledBack refused) {
            return Outcome.refused(refused.field, refused.reason);
        }
    }

    private static final class RolledBack extends RuntimeException {
        private final String field;
        private final String reason;

        RolledBack(String field, String reason) {
            super(field);
            this.field = field;
            this.reason = reason;
        }
    }

    private ModelAndView told(Visit visit, long id, Form form, Outcome<StaffMember> outcome) {
        return switch (outcome) {
            case Outcome.Done<StaffMember> done -> visit.then(HERE, Said.SAVED);
            case Outcome.Refused<StaffMember>(String field, String reason) ->
                visit.answer(422, page(visit, Left.refused(id, form, field, reason)));
        };
    }

    private ModelAndView linked(Visit visit, Form form, Outcome<Staff.Invitation> outcome) {
        return switch (outcome) {
            case Outcome.Done<Staff.Invitation>(Staff.Invitation made) ->
                mail.goes() && made.member().clearance().seesCases()
                        ? visit.then(HERE, Said.LINK_BY_MAIL) // whoever had it could sign in as them and see cases
                        : page(visit, new Left(mail.link(made), mail.goes(), 0, Form.EMPTY, Map.of()));
            case Outcome.Refused<Staff.Invitation>(String field, String reason) ->
                visit.answer(422, page(visit, Left.refused(0, form, field, reason)));
        };
    }

    private ModelAndView page(Visit visit, Left left) {
        return frame.page(visit, Chrome.Place.PEOPLE, "desk/adminPeople", chrome -> {
            Map<String, Instant> seen = seen();
            Map<Long, LocalDate> trained = training.dates();
            return new AdminPeoplePage(
                    chrome,
                    staff.all().stream()
                            .map(member -> person(
                                    member,
                                    visit,
                                    left,
                                    seen.get(Long.toString(member.id())),
                                    trained.get(member.id())))
                            .toList(),
                    form(left.id() == 0 ? left.form() : Form.EMPTY),
                    left.link(),
                    left.mailed(),
                    left.faults());
        });
    }

    private AdminPeoplePage.Person person(
            StaffMember member, Visit visit, Left left, @Nullable Instant seen, @Nullable LocalDate trained) {
        boolean open = left.id() == member.id();
        return new AdminPeoplePage.Person(
                member.id(),
                Words.face(member.name()),
                member.email().value(),
                form(open ? left.form() : Form.of(member)),
                open,
                !member.active(),
                member.id() == visit.member().id(),
                seen == null ? null : frame.words().when(seen),
                trained == null ? "" : trained.toString(),
                attending.panel(member));
    }

    /** When each was last here, as far as their sessions still tell. */
    private Map<String, Instant> seen() {
        Map<String, Instant> seen = new HashMap<>();
        sql.fetch("select principal_name, max(last_access_time) from spring_session"
                        + " where principal_name is not null group by principal_name")
                .forEach(row -> seen.put(
                        row.get(0, String.class),
                        Instant.ofEpochMilli(Objects.requireNonNull(row.get(1, Long.class)))));
        return seen;
    }

    private AdminPeoplePage.Invite form(Form form) {
        return new AdminPeoplePage.Invite(
                form.name(),
                form.email(),
                roleChoices(form.roles()),
                teamChoices(form.teams()),
                teamChoices(form.leads()),
                skillChoices(form.skills()));
    }

    private static List<Choice> roleChoices(Set<String> chosen) {
        return EnumSet.allOf(Role.class).stream()
                .map(role -> new Choice(role.key(), role.label(), chosen.contains(role.key())))
                .toList();
    }

    private List<Choice> teamChoices(Set<String> chosen) {
        return frame.playbook().teams().values().stream()
                .filter(team -> !team.software())
                .map(team -> new Choice(team.key(), team.label(), chosen.contains(team.key())))
                .toList();
    }

    private List<Choice> skillChoices(Set<String> chosen) {
        return frame.playbook().skills().values().stream()
                .map(skill -> new Choice(skill.key(), skill.label(), chosen.contains(skill.key())))
                .toList();
    }

    private static Set<Role> roles(Set<String> keys) {
        return EnumSet.allOf(Role.class).stream()
                .filter(role -> keys.contains(role.key()))
                .collect(Collectors.toSet());
    }

    private static Set<String> keys(@Nullable List<String> sent) {
        return sent == null ? Set.of() : new HashSet<>(sent);
    }

    private static String first(@Nullable String sent) {
        return sent == null ? "" : sent;
    }
}
