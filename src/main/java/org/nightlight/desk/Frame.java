package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What every staff page has around it, read in the same transaction and so behind the same wall as the page itself. */
@Component
class Frame {
    private final Database database;
    private final CurrentPlaybook playbooks;
    private final ListStore lists;
    private final Views views;
    private final Clock clock;
    private final boolean demo;

    Frame(
            Database database,
            CurrentPlaybook playbooks,
            ListStore lists,
            Views views,
            Clock clock,
            @Value("${nightlight.demo}") boolean demo) {
        this.database = database;
        this.playbooks = playbooks;
        this.lists = lists;
        this.views = views;
        this.clock = clock;
        this.demo = demo;
    }

    /** A page that only reads. */
    ModelAndView page(Visit visit, Chrome.Place place, String view, Function<Chrome, Object> fill) {
        return database.read(visit.clearance(), () -> filled(visit, place, view, fill));
    }

    /** A page whose reading leaves a line in the audit: without the line there is no page. */
    ModelAndView recordedPage(Visit visit, Chrome.Place place, String view, Function<Chrome, Object> fill) {
        return database.write(visit.clearance(), () -> filled(visit, place, view, fill));
    }

    Playbook playbook() {
        return playbooks.current().playbook();
    }

    /** When people are at work at this desk. */
    BusinessCalendar calendar() {
        return playbooks.current().calendar();
    }

    Words words() {
        return new Words(playbook(), now());
    }

    Instant now() {
        return clock.instant();
    }

    ZoneId zone() {
        return playbook().zone();
    }

    boolean demo() {
        return demo;
    }

    private ModelAndView filled(Visit visit, Chrome.Place place, String view, Function<Chrome, Object> fill) {
        return new ModelAndView(view, "page", fill.apply(chrome(visit, place, null)));
    }

    /** Belongs into a transaction of the visit's clearance. */
    Chrome chrome(Visit visit, Chrome.Place place, Chrome.@Nullable Flash flash) {
        StaffMember member = visit.member();
        Chrome.Signed signed = signed(member);
        Chrome.Flash told = visit.said();
        return new Chrome(
                signed,
                signed.agent() ? lists.counts(member, now()) : Chrome.Counts.NONE,
                new Chrome.Csrf(visit.csrf().getParameterName(), visit.csrf().getToken()),
                place,
                flash == null ? told : flash,
                new Chrome.Look(member.density(), visit.theme(), member.language()),
                signed.safety() ? alerts() : List.of(),
                signed.agent() ? views.links(member, visit.request().getRequestURI()) : List.of(),
                demo);
    }

    private Chrome.Signed signed(StaffMember member) {
        return new Chrome.Signed(
                member.name(),
                Words.initials(member.name()),
                member.email().value(),
                member.roles().stream().anyMatch(role -> role != Role.AUDITOR),
                member.is(Role.SAFETY_OFFICER) || member.is(Role.LEGAL),
                member.is(Role.ADMIN),
                member.is(Role.AUDITOR),
                member.is(Role.LEAD),
                member.attendance().isAway(now()));
    }

    private List<Chrome.Alert> alerts() {
        Words words = words();
        Stream<Chrome.Alert> outages = lists.outages().stream()
                .map(since -> new Chrome.Alert(
                        0,
                        say("alarm", "alarma"),
                        say(
                                "messages cannot be judged, each is held for a person, since",
                                "no se pueden evaluar los mensajes, cada uno se retiene para una persona, desde"),
                        words.when(since)));
        Stream<Chrome.Alert> cases = lists.alerts().stream()
                .map(alert -> new Chrome.Alert(
                        alert.caseId(),
                        alert.level(),
                        (alert.drill() ? say("drill, ", "simulacro, ") : "")
                                + words.concerns(alert.types(), alert.held()) + ", " + words.via(alert.channel())
                                + say(", nobody has looked yet", ", nadie lo ha mirado todavía"),
                        words.when(alert.at())));
        return Stream.concat(outages, cases).toList();
    }
}
