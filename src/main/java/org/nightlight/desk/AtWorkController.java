package org.nightlight.desk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is at work and who is away, for those who lead them. Somebody in none of their teams is not there. */
@Controller
class AtWorkController {
    private static final String HERE = "/desk/at-work";

    private final Frame frame;
    private final Staff staff;
    private final ListStore lists;
    private final Attending attending;

    AtWorkController(Frame frame, Staff staff, ListStore lists, Attending attending) {
        this.frame = frame;
        this.staff = staff;
        this.lists = lists;
        this.attending = attending;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, "", Map.of());
    }

    @PostMapping(HERE + "/{id}/attendance")
    ModelAndView attend(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        StaffMember member =
                staff.find(id).filter(it -> isLedBy(visit.member(), it)).orElseThrow(NotHere::new);
        return switch (attending.keepAway(member.id(), sent, visit)) {
            case Outcome.Done<StaffMember> kept -> visit.then(HERE, Said.SAVED);
            case Outcome.Refused<StaffMember>(String field, String reason) ->
                visit.answer(422, page(visit, sent.getOrDefault("back-" + id, ""), Map.of(field + "-" + id, reason)));
        };
    }

    /** @param back what was typed into the field that has a fault */
    private ModelAndView page(Visit visit, String back, Map<String, String> faults) {
        List<StaffMember> people = staff.all().stream()
                .filter(member -> isLedBy(visit.member(), member))
                .toList();
        return frame.page(visit, Chrome.Place.AT_WORK, "desk/atWork", chrome -> {
            Map<Long, Integer> loads =
                    lists.loads(people.stream().map(StaffMember::id).toList());
            return new AtWorkPage(
                    chrome,
                    people.stream()
                            .map(member -> person(
                                    member,
                                    visit.member(),
                                    loads.getOrDefault(member.id(), 0),
                                    faults.containsKey("back-" + member.id()) ? back : ""))
                            .toList(),
                    people.stream()
                            .filter(member -> !member.attendance().isAway(frame.now()))
                            .count(),
                    faults);
        });
    }

    private AtWorkPage.Person person(StaffMember member, StaffMember viewer, int load, String back) {
        Words words = frame.words();
        AttendancePanel panel = attending.panel(member);
        Instant since = panel.away() ? member.attendance().awaySince() : null;
        return new AtWorkPage.Person(
                member.id(),
                Words.face(member.name()),
                member.id() == viewer.id(),
                member.teams().stream()
                        .filter(team -> viewer.is(Role.ADMIN) || viewer.leads().contains(team))
                        .map(words::team)
                        .sorted()
                        .toList(),
                words.skills(member.skills()),
                panel,
                since == null ? null : words.when(since),
                load,
                FilterPages.search(String.join(
                        " ",
                        DeskList.OPEN.filter(),
                        "assignee:" + member.email().value())),
                back);
    }

    /** An admin leads everybody who works on tickets. */
    private static boolean isLedBy(StaffMember viewer, StaffMember member) {
        return member.active()
                && worksOnTickets(member.roles())
                && (viewer.is(Role.ADMIN) || member.teams().stream().anyMatch(viewer.leads()::contains));
    }

    private static boolean worksOnTickets(Collection<Role> roles) {
        return !Set.of(Role.AUDITOR).containsAll(roles);
    }
}
