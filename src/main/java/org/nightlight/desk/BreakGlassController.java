package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nightlight.database.Database;
import org.nightlight.safety.BreakGlass;
import org.nightlight.safety.GlassRequest;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A case opened to an administrator: asked for, answered by another person, and read. */
@Controller
class BreakGlassController {
    private static final String HERE = "/desk/break-glass";

    private final Frame frame;
    private final BreakGlass glass;
    private final Staff staff;
    private final Database database;

    BreakGlassController(Frame frame, BreakGlass glass, Staff staff, Database database) {
        this.frame = frame;
        this.glass = glass;
        this.staff = staff;
        this.database = database;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, Map.of(), Map.of());
    }

    @PostMapping(HERE)
    ModelAndView ask(
            @RequestParam(name = "case", defaultValue = "") String number,
            @RequestParam(defaultValue = "") String reason,
            Visit visit) {
        Map<String, String> sent = Map.of("case", number, "reason", reason);
        String digits = number.strip();
        if (!digits.matches("[0-9]{1,15}")) {
            return visit.answer(
                    422,
                    page(
                            visit,
                            sent,
                            Map.of(
                                    "case",
                                    say(
                                            "Enter the number of the case, such as 12.",
                                            "Escribe el número del caso, por ejemplo 12."))));
        }
        try {
            glass.ask(visit.member(), Long.parseLong(digits), reason);
            return visit.then(HERE, Said.GLASS_ASKED);
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, sent, Map.of("reason", String.valueOf(refused.getMessage()))));
        }
    }

    @PostMapping(HERE + "/{request}/grant")
    ModelAndView grant(@PathVariable long request, Visit visit) {
        return answer(visit, request, Said.GLASS_GRANTED, () -> glass.grant(request, visit.actor()));
    }

    @PostMapping(HERE + "/{request}/refusal")
    ModelAndView decline(@PathVariable long request, Visit visit) {
        return answer(visit, request, Said.GLASS_DECLINED, () -> glass.decline(request, visit.actor()));
    }

    /** Written down first, then shown; each time anew. */
    @PostMapping(HERE + "/{request}/readings")
    ModelAndView read(@PathVariable long request, Visit visit) {
        BreakGlass.Glimpse seen = glass.read(request, visit.actor()).orElseThrow(NotHere::new);
        return frame.page(visit, Chrome.Place.GLASS, "desk/glimpse", chrome -> glimpse(chrome, seen));
    }

    private ModelAndView answer(Visit visit, long request, Said said, Runnable verb) {
        try {
            database.write(visit.clearance(), verb);
            return visit.then(HERE, said);
        } catch (Refusal refused) {
            return visit.answer(
                    422, page(visit, Map.of(), Map.of("request-" + request, String.valueOf(refused.getMessage()))));
        }
    }

    private ModelAndView page(Visit visit, Map<String, String> sent, Map<String, String> faults) {
        boolean answers = visit.clearance().seesCases();
        return frame.page(visit, Chrome.Place.GLASS, "desk/breakGlass", chrome -> {
            List<GlassRequest> found = answers ? glass.all() : glass.of(visit.member());
            CaseWords said = new CaseWords(Talk.names(staff.all()));
            return new BreakGlassPage(
                    chrome,
                    visit.member().is(Role.ADMIN) && !answers,
                    answers,
                    found.stream()
                            .map(request ->
                                    row(request, answers, said, visit.member().id()))
                            .toList(),
                    sent,
                    known(faults, found));
        });
    }

    /** A refusal of a request that the viewer does not see belongs to the page as a whole. */
    private static Map<String, String> known(Map<String, String> faults, List<GlassRequest> shown) {
        return faults.keySet().stream()
                        .allMatch(id -> !id.startsWith("request-")
                                || shown.stream().anyMatch(request -> id.equals("request-" + request.id())))
                ? faults
                : Map.of(
                        "main",
                        say("This request no longer waits for an answer.", "Esta petición ya no espera respuesta."));
    }

    private BreakGlassPage.Row row(GlassRequest request, boolean answers, CaseWords said, long viewer) {
        Words words = frame.words();
        boolean granted = request.until() != null;
        String by = answers && request.answeredBy() != null
                ? say(", answered by ", ", respondió ") + said.name(request.answeredBy())
                : "";
        String state = switch (request.standing()) {
            case WAITING -> say("waits for an answer", "espera respuesta");
            case OPEN ->
                say("open until ", "abierto hasta ")
                        + words.when(Objects.requireNonNull(request.until())).text();
            case OVER -> say("over", "terminado");
            case DECLINED -> answers ? say("declined", "rechazado") : say("not granted", "no concedido");
            case LAPSED ->
                answers ? say("not answered in time", "sin respuesta a tiempo") : say("not granted", "no concedido");
        };
        return new BreakGlassPage.Row(
                request.id(),
                said.name(request.askedBy()),
                request.caseId(),
                request.reason(),
                words.when(request.askedAt()),
                state + by,
                answers && request.standing() == GlassRequest.Standing.WAITING,
                granted && request.standing() == GlassRequest.Standing.OPEN && request.askedBy() == viewer);
    }

    private GlimpsePage glimpse(Chrome chrome, BreakGlass.Glimpse seen) {
        Words words = frame.words();
        CaseWords said = new CaseWords(Talk.names(staff.all()));
        return new GlimpsePage(
                chrome,
                seen.it().id(),
                Words.level(seen.it().level().name()),
                words.kinds(seen.it().types(), seen.it().held()),
                CasePages.standing(seen.it()),
                words.when(seen.it().openedAt()),
                words.when(Objects.requireNonNull(seen.request().until())),
                CasePages.said(seen.messages(), words),
                CasePages.timeline(seen.timeline(), said, words));
    }
}
