package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Hold;
import org.nightlight.safety.Holds;
import org.nightlight.safety.Links;
import org.nightlight.safety.Owning;
import org.nightlight.safety.SafetyCase;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The work on a case: who does it, what is held, what else belongs to it. */
@Controller
class CaseWorkController {
    private final CasePages pages;
    private final Owning owning;
    private final Holds holds;
    private final Links links;

    CaseWorkController(CasePages pages, Owning owning, Holds holds, Links links) {
        this.pages = pages;
        this.owning = owning;
        this.holds = holds;
        this.links = links;
    }

    /** @param owner {@code me}, or the number of whom it is handed to */
    @PostMapping("/desk/cases/{id}/owner")
    ModelAndView own(
            @PathVariable long id,
            @RequestParam(defaultValue = "me") String owner,
            @RequestParam(name = "owner-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "owner-reason",
                reason,
                () -> owner.equals("me")
                        ? owning.take(id, visit.actor(), reason)
                        : owning.handOver(id, visit.actor(), number(owner), reason));
    }

    @PostMapping("/desk/cases/{id}/second")
    ModelAndView accompany(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String second,
            @RequestParam(name = "second-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit, id, "second-reason", reason, () -> owning.accompany(id, visit.actor(), number(second), reason));
    }

    @PostMapping("/desk/cases/{id}/holds")
    ModelAndView hold(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(name = "hold-reason", defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "hold-reason",
                reason,
                () -> holds.place(
                        id,
                        visit.actor(),
                        CaseDecisionsController.known(() -> Hold.Kind.ofKey(kind)),
                        day(until),
                        reason));
    }

    @PostMapping("/desk/cases/{id}/holds/{hold}/end")
    ModelAndView endHold(
            @PathVariable long id, @PathVariable long hold, @RequestParam Map<String, String> sent, Visit visit) {
        String reason = sent.getOrDefault("end-reason-" + hold, "");
        return run(visit, id, "end-reason-" + hold, reason, () -> holds.end(id, hold, visit.actor(), reason));
    }

    @PostMapping("/desk/cases/{id}/tickets")
    ModelAndView linkTicket(@PathVariable long id, @RequestParam(defaultValue = "") String ticket, Visit visit) {
        return run(
                visit,
                id,
                "ticket",
                ticket,
                () -> links.ticket(id, visit.actor(), number(ticket.strip().replaceFirst("^#", ""))));
    }

    @PostMapping("/desk/cases/{id}/children")
    ModelAndView linkChild(@PathVariable long id, @RequestParam(defaultValue = "") String child, Visit visit) {
        return run(visit, id, "child", "", () -> links.child(id, visit.actor(), number(child)));
    }

    private ModelAndView run(Visit visit, long id, String field, String text, Supplier<Optional<SafetyCase>> verb) {
        return pages.run(visit, new CasePages.Form(id, field, text), Said.CASE_SAVED, verb);
    }

    /** The number that was sent; 0, which nothing has, for anything else. */
    private static long number(String sent) {
        return sent.matches("\\d{1,15}") ? Long.parseLong(sent) : 0;
    }

    private static @Nullable LocalDate day(String sent) {
        try {
            return sent.isBlank() ? null : LocalDate.parse(sent.strip());
        } catch (DateTimeParseException wrong) {
            throw new Refusal(say(
                    "Enter the day as 2027-06-30, or leave it empty.",
                    "Escribe el día como 2027-06-30, o déjalo vacío."));
        }
    }
}
