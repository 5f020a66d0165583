package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.playbook.Notice;
import org.nightlight.privacy.Compliance;
import org.nightlight.privacy.DigitalAges;
import org.nightlight.shared.Outcome;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who keeps the programme for children's data, when its yearly duties were done, and what the online notice still lacks. */
@Controller
class ComplianceController {
    private static final String HERE = "/desk/admin/compliance";

    private final Frame frame;
    private final Compliance compliance;
    private final Staff staff;
    private final Database database;
    private final DigitalAges ages = DigitalAges.shipped();

    ComplianceController(Frame frame, Compliance compliance, Staff staff, Database database) {
        this.frame = frame;
        this.compliance = compliance;
        this.staff = staff;
        this.database = database;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, null, Map.of(), Map.of());
    }

    @PostMapping(HERE)
    ModelAndView keep(@RequestParam Map<String, String> sent, Visit visit) {
        Long owner = Optional.of(sent.getOrDefault("owner", ""))
                .filter(id -> id.matches("\\d{1,15}"))
                .map(Long::parseLong)
                .flatMap(staff::find)
                .map(StaffMember::id)
                .orElse(null);
        return switch (database.write(visit.clearance(), () -> compliance.keep(owner, sent, visit.actor()))) {
            case Outcome.Done<Compliance.Programme> done -> visit.then(HERE, Said.SAVED);
            case Outcome.Refused<Compliance.Programme>(String field, String reason) ->
                visit.answer(422, page(visit, owner, sent, Map.of(field, reason)));
        };
    }

    /** @param sent a form that was refused; empty for none */
    private ModelAndView page(Visit visit, @Nullable Long owner, Map<String, String> sent, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.COMPLIANCE, "desk/adminCompliance", chrome -> {
            Compliance.Programme programme = compliance.programme();
            Long chosen = sent.isEmpty() ? programme.ownerId() : owner;
            Notice notice = frame.playbook().notice();
            return new AdminCompliancePage(
                    chrome,
                    owners(chosen),
                    programme.ownerId() != null,
                    Arrays.stream(Compliance.Duty.values())
                            .map(duty -> duty(duty, programme.last().get(duty), sent))
                            .toList(),
                    notice.missing(),
                    notice.basis().words(),
                    ages.forPerson(null, notice.countries()),
                    ages.countries().stream()
                            .filter(it -> !it.verified())
                            .map(it -> say(it.name(), Locale.of("", it.code()).getDisplayCountry(Spoken.SPANISH)))
                            .toList(),
                    faults);
        });
    }

    private AdminCompliancePage.Duty duty(Compliance.Duty duty, @Nullable LocalDate last, Map<String, String> sent) {
        Compliance.Due due = compliance.due(last);
        String standing = switch (due) {
            case NEVER -> say("not entered yet", "sin anotar todavía");
            case DONE, SOON -> say("due by ", "vence el ") + Days.full(until(last));
            case OVER -> say("overdue since ", "vencido desde el ") + Days.full(until(last));
        };
        return new AdminCompliancePage.Duty(
                duty.field(),
                duty.label(),
                duty.hint(),
                sent.getOrDefault(duty.field(), last == null ? "" : last.toString()),
                standing,
                due != Compliance.Due.DONE);
    }

    private static LocalDate until(@Nullable LocalDate last) {
        return java.util.Objects.requireNonNull(last).plusYears(1);
    }

    private List<Choice> owners(@Nullable Long chosen) {
        return Stream.concat(
                        Stream.of(new Choice("", say("nobody yet", "nadie todavía"), chosen == null)),
                        staff.all().stream()
                                .filter(StaffMember::active)
                                .map(it -> new Choice(
                                        Long.toString(it.id()),
                                        it.name(),
                                        Long.valueOf(it.id()).equals(chosen))))
                .toList();
    }
}
