package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Database;
import org.nightlight.privacy.Ages;
import org.nightlight.privacy.ConsentCalls;
import org.nightlight.privacy.ConsentMethod;
import org.nightlight.privacy.ConsentStanding;
import org.nightlight.safety.Reviewers;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Consent of a parent in a call, by a trained person and a script. For every family alike: nothing here depends on whether a home
 * must hear nothing.
 */
@Controller
class ConsentCallsController {
    private final Frame frame;
    private final Database database;
    private final Tickets tickets;
    private final Customers customers;
    private final Ages ages;
    private final ConsentCalls calls;
    private final Reviewers reviewers;

    ConsentCallsController(
            Frame frame,
            Database database,
            Tickets tickets,
            Customers customers,
            Ages ages,
            ConsentCalls calls,
            Reviewers reviewers) {
        this.frame = frame;
        this.database = database;
        this.tickets = tickets;
        this.customers = customers;
        this.ages = ages;
        this.calls = calls;
        this.reviewers = reviewers;
    }

    @GetMapping("/desk/tickets/{id}/consent-calls/{child}")
    ModelAndView show(
            @PathVariable long id,
            @PathVariable long child,
            @RequestParam(defaultValue = "") String language,
            Visit visit) {
        requireChild(id, child, visit);
        return page(visit, id, child, spoken(language), Map.of(), Map.of());
    }

    @PostMapping("/desk/tickets/{id}/consent-calls/{child}")
    ModelAndView record(
            @PathVariable long id, @PathVariable long child, @RequestParam Map<String, String> sent, Visit visit) {
        requireChild(id, child, visit);
        if (!reviewers.isTrained(visit.member().id())) {
            throw new NotHere();
        }
        String language = spoken(sent.getOrDefault("language", ""));
        for (String question : List.of("collection", "disclosure")) {
            if (!sent.getOrDefault(question, "").matches("yes|no")) {
                return visit.answer(
                        422,
                        page(
                                visit,
                                id,
                                child,
                                language,
                                sent,
                                Map.of(
                                        question,
                                        say(
                                                "Choose what the parent answered.",
                                                "Elige qué respondió la madre o el padre."))));
            }
        }
        Optional<Outcome<ConsentStanding.State>> outcome = calls.record(child, told(sent, language), visit.actor());
        String ticket = "/desk/tickets/" + id;
        if (outcome.isEmpty()) {
            return visit.then(ticket, Said.CALL_TOO_LATE, id);
        }
        return switch (outcome.get()) {
            case Outcome.Done<ConsentStanding.State> done -> visit.then(ticket, Said.CALL_RECORDED, id);
            case Outcome.Refused<ConsentStanding.State>(String field, String reason) ->
                visit.answer(422, page(visit, id, child, language, sent, Map.of(field, reason)));
        };
    }

    private static ConsentCalls.Told told(Map<String, String> sent, String language) {
        String[] way = (sent.getOrDefault("proven", "") + "/").split("/", -1);
        String relation = sent.getOrDefault("relation", "");
        return new ConsentCalls.Told(
                way[0].equals(ConsentMethod.VIDEO_CALL.key()) ? ConsentMethod.VIDEO_CALL : ConsentMethod.CALL,
                language.isEmpty() ? "en" : language,
                relation.matches("parent|guardian") ? Relation.ofKey(relation) : Relation.UNKNOWN,
                sent.containsKey("notice"),
                way[1],
                sent.getOrDefault("collection", "").equals("yes"),
                sent.getOrDefault("disclosure", "").equals("yes"));
    }

    private static String spoken(String language) {
        return language.matches("en|es") ? language : "";
    }

    /** The child is one of those that the ticket's page lists, and the ticket is not behind the wall. */
    private void requireChild(long id, long child, Visit visit) {
        database.read(visit.clearance(), () -> {
            Ticket ticket = tickets.find(id).filter(it -> !it.walled()).orElseThrow(NotHere::new);
            Customer requester = customers.find(ticket.requesterId()).orElseThrow(NotHere::new);
            return ConsentPanel.children(requester, ages.of(requester), customers.householdOf(requester)).stream()
                    .filter(it -> it.id() == child)
                    .findFirst()
                    .orElseThrow(NotHere::new);
        });
    }

    /** Read before the page's own transaction, whose viewer sees nothing of calls. */
    private ModelAndView page(
            Visit visit, long id, long child, String language, Map<String, String> sent, Map<String, String> faults) {
        Optional<ConsentCalls.Sheet> open = calls.sheet(child, language);
        if (open.isEmpty()) {
            return visit.then("/desk/tickets/" + id, Said.CALL_TOO_LATE, id);
        }
        ConsentCalls.Sheet sheet = open.get();
        boolean trained = reviewers.isTrained(visit.member().id());
        return frame.page(
                visit,
                Chrome.Place.NONE,
                "desk/consentCall",
                chrome -> new ConsentCallPage(
                        chrome,
                        id,
                        "/desk/tickets/" + id + "/consent-calls/" + child,
                        trained,
                        sheet.reference(),
                        sheet.version(),
                        sheet.language(),
                        sheet.parts().entrySet().stream()
                                .map(part ->
                                        new ConsentCallPage.Part(part.getKey(), title(part.getKey()), part.getValue()))
                                .toList(),
                        sheet.notice(),
                        ways(sheet, sent.getOrDefault("proven", "")),
                        relations(sent.getOrDefault("relation", sheet.relation().key())),
                        sent,
                        faults));
    }

    private static List<Choice> ways(ConsentCalls.Sheet sheet, String chosen) {
        List<Choice> ways = new ArrayList<>();
        ways.add(new Choice("", say("Choose", "Elige"), chosen.isEmpty()));
        for (ConsentMethod method : List.of(ConsentMethod.CALL, ConsentMethod.VIDEO_CALL)) {
            sheet.proofs().getOrDefault(method, Map.of()).forEach((key, words) -> {
                String value = method.key() + "/" + key;
                ways.add(new Choice(
                        value,
                        (method == ConsentMethod.CALL ? say("Phone: ", "Teléfono: ") : say("Video: ", "Video: "))
                                + words,
                        value.equals(chosen)));
            });
        }
        return ways;
    }

    private static String title(String part) {
        return switch (part) {
            case "opening" -> say("Begin", "Empezar");
            case "proving" -> say("Make sure who it is", "Comprobar quién es");
            case "notice" -> say("The notice", "El aviso");
            case "collection" -> say("First question: keep and use", "Primera pregunta: guardar y usar");
            case "disclosure" -> say("Second question: pass on", "Segunda pregunta: pasar a otros");
            case "taking-back" -> say("Taking it back", "Retirarlo");
            case "closing" -> say("End", "Terminar");
            default -> part;
        };
    }

    private static List<Choice> relations(String chosen) {
        return List.of(
                new Choice("parent", say("a parent", "madre o padre"), chosen.equals("parent")),
                new Choice("guardian", say("a guardian", "tutor o tutora"), chosen.equals("guardian")));
    }
}
