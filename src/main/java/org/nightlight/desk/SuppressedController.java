package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nightlight.channel.Suppressions;
import org.nightlight.database.Database;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Addresses to which no mail goes since it came back, and the way to lift that. */
@Controller
class SuppressedController {
    private static final String HERE = "/desk/admin/suppressed";
    private static final int SHOWN = 200;

    private final Frame frame;
    private final Suppressions suppressions;
    private final Staff staff;
    private final Database database;

    SuppressedController(Frame frame, Suppressions suppressions, Staff staff, Database database) {
        this.frame = frame;
        this.suppressions = suppressions;
        this.staff = staff;
        this.database = database;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, Map.of(), Map.of());
    }

    @PostMapping(HERE + "/{id}/lifting")
    ModelAndView lift(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        String reason = sent.getOrDefault("reason-" + id, "");
        return switch (database.write(visit.clearance(), () -> suppressions.lift(id, reason, visit.actor()))
                .orElseThrow(NotHere::new)) {
            case Outcome.Done<Suppressions.Entry> done -> visit.then(HERE, Said.STOP_LIFTED);
            case Outcome.Refused<Suppressions.Entry>(String field, String why) ->
                visit.answer(422, page(visit, sent, Map.of(field, why)));
        };
    }

    private ModelAndView page(Visit visit, Map<String, String> sent, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.SUPPRESSED, "desk/adminSuppressed", chrome -> {
            Words words = frame.words();
            Set<EmailAddress> own = staff.all().stream().map(StaffMember::email).collect(Collectors.toSet());
            own.add(frame.playbook().addresses().safetyAlerts());
            List<Suppressions.Entry> all = suppressions.all(SHOWN + 1);
            return new AdminSuppressedPage(
                    chrome,
                    all.stream()
                            .limit(SHOWN)
                            .map(entry -> new AdminSuppressedPage.Entry(
                                    entry.id(),
                                    entry.address().value(),
                                    why(entry),
                                    words.when(entry.since()),
                                    own.contains(entry.address()),
                                    sent.getOrDefault("reason-" + entry.id(), "")))
                            .toList(),
                    all.size() > SHOWN,
                    faults);
        });
    }

    private static String why(Suppressions.Entry entry) {
        String code = entry.status().isEmpty() ? "" : " (" + entry.status() + ")";
        return switch (entry.why()) {
            case BOUNCED ->
                say("Our mail came back: there is no such mailbox", "Nuestro correo volvió: ese buzón no existe")
                        + code;
            case COMPLAINT -> say("Its owner marked our mail as spam", "Quien la usa marcó nuestro correo como spam");
        };
    }
}
