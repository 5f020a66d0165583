package org.nightlight.desk;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who works here. A lead leads all of the teams that they are in. */
@Controller
class PeopleController {
    private static final String HERE = "/desk/admin/people";
    private static final AdminPeoplePage.Invite NOBODY = new AdminPeoplePage.Invite("", "", List.of(), List.of());

    private final Frame frame;
    private final Staff staff;
    private final DSLContext sql;
    private final String url;

    PeopleController(
            Frame frame,
            Staff staff,
            DSLContext sql,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.frame = frame;
        this.staff = staff;
        this.sql = sql;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, NOBODY, null, Map.of());
    }

    @PostMapping(HERE)
    ModelAndView invite(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") Set<String> roles,
            @RequestParam(defaultValue = "") Set<String> teams,
            Visit visit) {
        Set<Role> wanted = roles(roles);
        if (wanted.isEmpty()) {
            return visit.answer(
                    422,
                    page(visit, invite(name, email, roles, teams), null, Map.of("name", "Choose at least one role.")));
        }
        return switch (staff.invite(name, email, wanted, visit.actor())) {
            case Outcome.Done<Staff.Invitation>(Staff.Invitation made) -> {
                assign(made.member().id(), wanted, teams, visit);
                yield page(visit, NOBODY, link(made), Map.of());
            }
            case Outcome.Refused<Staff.Invitation>(String field, String reason) ->
                visit.answer(422, page(visit, invite(name, email, roles, teams), null, Map.of(field, reason)));
        };
    }

    @PostMapping(HERE + "/{id}")
    ModelAndView change(
            @PathVariable long id,
            @RequestParam(defaultValue = "") Set<String> roles,
            @RequestParam(defaultValue = "") Set<String> teams,
            Visit visit) {
        return told(visit, assign(id, roles(roles), teams, visit));
    }

    @PostMapping(HERE + "/{id}/suspension")
    ModelAndView suspend(@PathVariable long id, Visit visit) {
        StaffMember member = staff.find(id).orElseThrow(NotHere::new);
        return told(visit, member.active() ? staff.deactivate(id, visit.actor()) : staff.reactivate(id, visit.actor()));
    }

    @PostMapping(HERE + "/{id}/invitations")
    ModelAndView inviteAgain(@PathVariable long id, Visit visit) {
        return switch (staff.inviteAgain(id, visit.actor())) {
            case Outcome.Done<Staff.Invitation>(Staff.Invitation made) -> page(visit, NOBODY, link(made), Map.of());
            case Outcome.Refused<Staff.Invitation>(String field, String reason) -> refused(visit, reason);
        };
    }

    private Outcome<StaffMember> assign(long id, Set<Role> roles, Set<String> teams, Visit visit) {
        Set<String> known = new HashSet<>(teams);
        known.retainAll(frame.playbook().teams().keySet());
        return staff.assign(id, roles, known, roles.contains(Role.LEAD) ? known : Set.of(), visit.actor());
    }

    private ModelAndView told(Visit visit, Outcome<StaffMember> outcome) {
        return switch (outcome) {
            case Outcome.Done<StaffMember> done -> visit.then(HERE, Said.SAVED);
            case Outcome.Refused<StaffMember>(String field, String reason) -> refused(visit, reason);
        };
    }

    private ModelAndView refused(Visit visit, String reason) {
        return visit.answer(422, page(visit, NOBODY, null, Map.of("main", reason)));
    }

    private ModelAndView page(
            Visit visit, AdminPeoplePage.Invite invite, @Nullable String link, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.PEOPLE, "desk/adminPeople", chrome -> {
            Map<String, Instant> seen = seen();
            return new AdminPeoplePage(
                    chrome,
                    staff.all().stream()
                            .map(member -> person(member, visit, seen.get(Long.toString(member.id()))))
                            .toList(),
                    invite == NOBODY ? invite("", "", Set.of(), Set.of()) : invite,
                    link,
                    faults);
        });
    }

    private AdminPeoplePage.Person person(StaffMember member, Visit visit, @Nullable Instant seen) {
        return new AdminPeoplePage.Person(
                member.id(),
                Words.face(member.name()),
                member.email().value(),
                roleChoices(member.roles().stream().map(Role::key).collect(Collectors.toSet())),
                teamChoices(member.teams()),
                !member.active(),
                member.id() == visit.member().id(),
                seen == null ? null : frame.words().when(seen));
    }

    /** When each was last here, as far as their sessions still tell. */
    private Map<String, Instant> seen() {
        return sql.fetch("select principal_name, max(last_access_time) from spring_session"
                        + " where principal_name is not null group by principal_name")
                .intoMap(row -> row.get(0, String.class), row -> Instant.ofEpochMilli(row.get(1, Long.class)));
    }

    private AdminPeoplePage.Invite invite(String name, String email, Set<String> roles, Set<String> teams) {
        return new AdminPeoplePage.Invite(name, email, roleChoices(roles), teamChoices(teams));
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

    private static Set<Role> roles(Set<String> keys) {
        return EnumSet.allOf(Role.class).stream()
                .filter(role -> keys.contains(role.key()))
                .collect(Collectors.toSet());
    }

    private String link(Staff.Invitation made) {
        return url + "/desk/invitations/" + made.secret();
    }
}
