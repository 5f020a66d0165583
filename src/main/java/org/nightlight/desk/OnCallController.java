package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Drilling;
import org.nightlight.database.Database;
import org.nightlight.safety.PageLinks;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Rota;
import org.nightlight.staff.Shift;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is on duty for safety cases, and drills of it. */
@Controller
class OnCallController {
    private static final String HERE = "/desk/on-call";

    private final Frame frame;
    private final OnCallPages pages;
    private final Rota rota;
    private final PageLinks links;
    private final Drilling drilling;
    private final Database database;

    OnCallController(Frame frame, OnCallPages pages, Rota rota, PageLinks links, Drilling drilling, Database database) {
        this.frame = frame;
        this.pages = pages;
        this.rota = rota;
        this.links = links;
        this.drilling = drilling;
        this.database = database;
    }

    @GetMapping(HERE)
    ModelAndView show(@RequestParam(defaultValue = "") String week, Visit visit) {
        return page(visit, day(week), OnCallPages.Sent.NONE, Map.of());
    }

    @PostMapping(HERE + "/shifts")
    ModelAndView add(@RequestParam Map<String, String> form, Visit visit) {
        return laid(visit, sent(form, ""), (who, place, from, to) -> rota.add(who, place, from, to, visit.actor()));
    }

    @PostMapping(HERE + "/shifts/{id}")
    ModelAndView change(@PathVariable long id, @RequestParam Map<String, String> form, Visit visit) {
        return laid(
                visit,
                sent(form, "-" + id),
                (who, place, from, to) -> rota.change(id, who, place, from, to, visit.actor()));
    }

    @PostMapping(HERE + "/shifts/{id}/removal")
    ModelAndView remove(@PathVariable long id, Visit visit) {
        rota.remove(id, visit.actor());
        return visit.then(HERE, Said.SHIFT_REMOVED);
    }

    @PostMapping(HERE + "/drills")
    ModelAndView drill(Visit visit) {
        boolean found = drilling.start(visit.actor());
        return visit.then(HERE, found ? Said.DRILL_STARTED : Said.DRILL_MISSED);
    }

    @PostMapping(HERE + "/alarms/{id}/acknowledgement")
    ModelAndView acknowledge(@PathVariable long id, Visit visit) {
        database.write(visit.clearance(), () -> links.acknowledge(id, visit.actor()));
        return visit.then(HERE, Said.ALARM_ACKNOWLEDGED);
    }

    /** What to do with a form whose fields can be read. */
    private interface Laying {
        Outcome<Boolean> lay(long who, Shift.Place place, Instant from, Instant to);
    }

    private ModelAndView laid(Visit visit, OnCallPages.Sent sent, Laying laying) {
        Instant from = OnCallPages.moment(sent.from(), frame.zone());
        Instant to = OnCallPages.moment(sent.to(), frame.zone());
        Outcome<Boolean> outcome;
        if (!sent.who().matches("\\d{1,15}")) {
            outcome = Outcome.refused("who", say("Choose who is on duty.", "Elige quién está de guardia."));
        } else if (from == null) {
            outcome = Outcome.refused(
                    "from",
                    say(
                            "Enter when the shift begins, such as 2026-11-30T08:00.",
                            "Escribe cuándo empieza el turno, por ejemplo 2026-11-30T08:00."));
        } else if (to == null) {
            outcome = Outcome.refused(
                    "to",
                    say(
                            "Enter when the shift ends, such as 2026-11-30T20:00.",
                            "Escribe cuándo termina el turno, por ejemplo 2026-11-30T20:00."));
        } else {
            Shift.Place place = sent.place().equals("backup") ? Shift.Place.BACKUP : Shift.Place.FIRST;
            outcome = laying.lay(Long.parseLong(sent.who()), place, from, to);
        }
        return switch (outcome) {
            case Outcome.Done<Boolean> done -> visit.then(HERE + "?week=" + day(sent.from()), Said.SHIFT_SAVED);
            case Outcome.Refused<Boolean>(String field, String reason) ->
                visit.answer(
                        422,
                        page(
                                visit,
                                day(sent.from()),
                                sent,
                                Map.of(field.isEmpty() ? "main" : field + sent.suffix(), reason)));
        };
    }

    private ModelAndView page(
            Visit visit, @Nullable LocalDate week, OnCallPages.Sent sent, Map<String, String> faults) {
        return frame.page(
                visit,
                Chrome.Place.ON_CALL,
                "desk/onCall",
                chrome -> pages.page(chrome, visit.member(), week, sent, faults));
    }

    private static OnCallPages.Sent sent(Map<String, String> form, String suffix) {
        return new OnCallPages.Sent(
                suffix,
                form.getOrDefault("who" + suffix, ""),
                form.getOrDefault("place" + suffix, ""),
                form.getOrDefault("from" + suffix, ""),
                form.getOrDefault("to" + suffix, ""));
    }

    private static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
            return day.getYear() < 2000 || day.getYear() > 9000 ? null : day;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
