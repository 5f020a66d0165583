package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nightlight.automation.Looks;
import org.nightlight.automation.Rule;
import org.nightlight.automation.Rules;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Why each rule fired on a ticket, or did not. */
@Controller
class TicketRulesController {
    /** Looks that a page shows. */
    private static final int MOST = 300;

    private final Frame frame;
    private final Tickets tickets;
    private final Rules rules;
    private final Looks looks;
    private final Staff staff;

    TicketRulesController(Frame frame, Tickets tickets, Rules rules, Looks looks, Staff staff) {
        this.frame = frame;
        this.tickets = tickets;
        this.rules = rules;
        this.looks = looks;
        this.staff = staff;
    }

    @GetMapping("/desk/tickets/{id}/rules")
    ModelAndView show(@PathVariable long id, Visit visit) {
        return frame.page(visit, Chrome.Place.NONE, "desk/ticketRules", chrome -> {
            Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
            Map<Long, List<Looks.Look>> found =
                    looks.of(id, MOST).stream().collect(Collectors.groupingBy(Looks.Look::ruleId));
            RuleWords words = new RuleWords(
                    frame.words(), staff.all().stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name)));
            boolean reads = visit.member().is(Role.ADMIN) || visit.member().is(Role.LEAD);
            return new TicketRulesPage(
                    chrome,
                    Words.number(id),
                    ticket.subject(),
                    "/desk/tickets/" + id,
                    rules.standing().stream()
                            .filter(rule -> rule.active() || found.containsKey(rule.id()))
                            .map(rule -> asked(rule, found.getOrDefault(rule.id(), List.of()), words, reads))
                            .toList());
        });
    }

    private static TicketRulesPage.Asked asked(Rule rule, List<Looks.Look> found, RuleWords words, boolean reads) {
        long fired = found.stream()
                .filter(look -> look.outcome() == Looks.Outcome.FIRED)
                .count();
        return new TicketRulesPage.Asked(
                rule.name(),
                reads ? "/desk/admin/rules/" + rule.id() : "",
                RulesController.said(rule.says(), words),
                standing(rule, found, fired),
                fired > 0,
                found.stream().map(look -> look(look, words)).toList());
    }

    private static String standing(Rule rule, List<Looks.Look> found, long fired) {
        String off = rule.active() ? "" : say(", switched off now", ", ahora desactivada");
        if (found.isEmpty()) {
            return rule.says().after() == null
                    ? say(
                            "Has not looked: none of the changes that it looks at has happened here in the last 30 days",
                            "No ha mirado: aquí no ha ocurrido en los últimos 30 días ninguno de los cambios que mira")
                    : say(
                            "Has not looked: its time was not up here in the last 30 days",
                            "No ha mirado: su plazo no se ha cumplido aquí en los últimos 30 días");
        }
        if (fired == 0) {
            return say("Did not fire", "No se ejecutó") + off;
        }
        return (fired == 1
                        ? say("Fired once", "Se ejecutó una vez")
                        : say("Fired %d times", "Se ejecutó %d veces").formatted(fired))
                + off;
    }

    private static TicketRulesPage.Look look(Looks.Look look, RuleWords words) {
        String result = switch (look.outcome()) {
            case FIRED -> say("Fired", "Se ejecutó");
            case NOT ->
                look.times() == 1
                        ? say("Did not fire", "No se ejecutó")
                        : say("Did not fire, %d times, the last time", "No se ejecutó %d veces, la última vez")
                                .formatted(look.times());
            case REFUSED -> say("Did not fire: it is not allowed here", "No se ejecutó: aquí no está permitido");
            case FAILED -> say("Failed, and nothing was done", "Falló, y no se hizo nada");
            case STOPPED ->
                say(
                        "Stopped: five rules had set each other off, in a circle",
                        "Detenida: cinco reglas se habían activado unas a otras, en círculo");
        };
        List<String> lines = switch (look.outcome()) {
            case FIRED ->
                look.because().isEmpty()
                        ? List.of(say("Nothing changed: it was so already", "Nada cambió: ya estaba así"))
                        : look.because().stream().map(words::kept).toList();
            case NOT -> look.because().stream().map(RulesController::missing).toList();
            case REFUSED, FAILED -> look.because();
            case STOPPED -> List.of(say("rule ", "regla ") + String.join(" → ", look.because()));
        };
        return new TicketRulesPage.Look(words.words().when(look.at()), result, RuleWords.looked(look.what()), lines);
    }
}
