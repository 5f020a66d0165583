package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.privacy.ErasureHolds;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** For the Safety Team and Legal: what was put behind the wall instead of being deleted, and who keeps what for how long. */
@Controller
class HeldRecordsController {
    private static final String HERE = "/desk/held-records";

    private final Frame frame;
    private final ErasureHolds holds;
    private final Staff staff;
    private final Database database;

    HeldRecordsController(Frame frame, ErasureHolds holds, Staff staff, Database database) {
        this.frame = frame;
        this.holds = holds;
        this.staff = staff;
        this.database = database;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, Map.of(), Map.of());
    }

    @PostMapping(HERE + "/{id}/release")
    ModelAndView release(@PathVariable long id, @RequestParam(defaultValue = "") String voice, Visit visit) {
        boolean legal = voice.equals("legal");
        if (!visit.member().is(legal ? Role.LEGAL : Role.SAFETY_OFFICER)) {
            return visit.answer(
                    422,
                    page(
                            visit,
                            Map.of(),
                            Map.of(
                                    "main",
                                    say(
                                            "You can agree for your own side alone.",
                                            "Solo puedes aceptar por tu parte."))));
        }
        return answered(
                visit,
                Map.of(),
                database.write(
                        visit.clearance(),
                        () -> holds.letGo(
                                id, legal ? ErasureHolds.Voice.LEGAL : ErasureHolds.Voice.SAFETY_TEAM, visit.actor())));
    }

    @PostMapping(HERE + "/legal-holds")
    ModelAndView place(@RequestParam Map<String, String> form, Visit visit) {
        String number = form.getOrDefault("who", "").strip();
        Long id = number.matches("\\d{1,15}") ? Long.valueOf(number) : null;
        boolean home = form.getOrDefault("kind", "").equals("household");
        return answered(
                visit,
                form,
                database.write(
                        visit.clearance(),
                        () -> holds.place(
                                home ? null : id,
                                home ? id : null,
                                form.getOrDefault("reason", ""),
                                day(form.getOrDefault("until", "")),
                                visit.actor())));
    }

    @PostMapping(HERE + "/legal-holds/{id}/end")
    ModelAndView end(@PathVariable long id, Visit visit) {
        database.write(visit.clearance(), () -> holds.end(id, visit.actor()));
        return visit.then(HERE, Said.SAVED);
    }

    private ModelAndView answered(Visit visit, Map<String, String> sent, Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> visit.then(HERE, Said.SAVED);
            case Outcome.Refused<?>(String field, String reason) ->
                visit.answer(422, page(visit, sent, Map.of(field.isEmpty() ? "main" : field, reason)));
        };
    }

    private ModelAndView page(Visit visit, Map<String, String> sent, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.HELD, "desk/heldRecords", chrome -> {
            Map<Long, String> names = Talk.names(staff.all());
            return new HeldRecordsPage(
                    chrome,
                    holds.all(100).stream().map(it -> row(it, names)).toList(),
                    holds.legalHolds().stream()
                            .map(it -> new HeldRecordsPage.Hold(
                                    it.id(),
                                    it.customerId() != null
                                            ? say("Person ", "Persona ") + it.customerId()
                                            : say("Household ", "Hogar ") + it.householdId(),
                                    it.reason(),
                                    it.until().toString(),
                                    names.getOrDefault(it.placedBy(), say("somebody", "alguien")),
                                    it.endedAt() == null))
                            .toList(),
                    visit.member().is(Role.SAFETY_OFFICER),
                    visit.member().is(Role.LEGAL),
                    sent,
                    faults);
        });
    }

    private HeldRecordsPage.Row row(ErasureHolds.Held it, Map<Long, String> names) {
        return new HeldRecordsPage.Row(
                it.id(),
                it.erasureId() == null
                        ? say("Over by the retention schedule", "Plazo de conservación cumplido")
                        : say("Erasure ", "Borrado ") + it.erasureId(),
                it.tickets().stream().sorted().map(Words::number).collect(Collectors.joining(", ")),
                frame.words().when(it.at()),
                state(it, names),
                it.doneAt() == null && !it.heldByCase());
    }

    private static String state(ErasureHolds.Held it, Map<Long, String> names) {
        if (it.doneAt() != null) {
            return say("deleted", "eliminado");
        }
        if (it.heldByCase()) {
            return say(
                    "kept: a case is open or a hold stands",
                    "se conserva: hay un caso abierto o una retención vigente");
        }
        if (it.officerId() == null && it.legalId() == null) {
            return say("waits for the Safety Team and Legal", "espera al equipo de protección y a Legal");
        }
        if (it.officerId() != null && it.legalId() != null) {
            return say("both have agreed, it is being deleted", "aceptaron ambas partes, se está eliminando");
        }
        return names.getOrDefault(Objects.requireNonNullElse(it.officerId(), it.legalId()), say("somebody", "alguien"))
                + say(" agreed for ", " aceptó por ")
                + (it.officerId() != null
                        ? say("the Safety Team, Legal", "el equipo de protección; Legal")
                        : say("Legal, the Safety Team", "Legal; el equipo de protección"))
                + say(" has not yet", " aún no");
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            return null;
        }
    }
}
