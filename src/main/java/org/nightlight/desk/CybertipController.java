package org.nightlight.desk;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nightlight.database.Database;
import org.nightlight.safety.cybertip.Answers;
import org.nightlight.safety.cybertip.Cybertips;
import org.nightlight.safety.cybertip.Tip;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Reports on a case to the CyberTipline: make a version, approve it, and what to do where one cannot go on. */
@Controller
@RequestMapping("/desk/cases/{id}/cybertip")
class CybertipController {
    private final Database database;
    private final Frame frame;
    private final CybertipPages pages;
    private final Cybertips tips;
    private final ReportReading reading;

    CybertipController(Database database, Frame frame, CybertipPages pages, Cybertips tips, ReportReading reading) {
        this.database = database;
        this.frame = frame;
        this.pages = pages;
        this.tips = tips;
        this.reading = reading;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, false, Map.of());
    }

    /** With what the versions say: asked for, written down, then shown. */
    @PostMapping("/readings")
    ModelAndView read(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, true, Map.of());
    }

    @PostMapping("/versions")
    ModelAndView make(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "") List<String> annotations,
            @RequestParam(defaultValue = "") List<String> files,
            Visit visit) {
        Answers answers = new Answers(
                form.getOrDefault("type", ""),
                instant(form.getOrDefault("at", "")),
                form.getOrDefault("when", ""),
                form.getOrDefault("urgent", ""),
                annotations,
                form.getOrDefault("writer", ""),
                form.getOrDefault("age", ""),
                form.getOrDefault("screenName", ""),
                form.getOrDefault("profileUrl", ""),
                form.getOrDefault("known", ""),
                form.getOrDefault("more", ""),
                files.stream()
                        .filter(file -> file.matches("\\d{1,15}"))
                        .map(Long::valueOf)
                        .toList());
        String approver = form.getOrDefault("approver", "");
        return run(
                visit,
                id,
                "versions",
                () -> tips.make(
                        id, answers, approver.matches("\\d{1,15}") ? Long.parseLong(approver) : 0, visit.actor()));
    }

    @PostMapping("/versions/{number}/approval")
    ModelAndView approve(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String hash,
            Visit visit) {
        return run(visit, id, "versions", () -> tips.approve(id, number, hash, visit.actor()));
    }

    @PostMapping("/filings/{filing}/withdrawal")
    ModelAndView withdraw(@PathVariable long id, @PathVariable long filing, Visit visit) {
        return run(visit, id, "filings", () -> tips.withdraw(id, filing, visit.actor()));
    }

    @PostMapping("/filings/{filing}/repetition")
    ModelAndView repeat(@PathVariable long id, @PathVariable long filing, Visit visit) {
        return run(visit, id, "filings", () -> tips.repeat(id, filing, visit.actor()));
    }

    @PostMapping("/filings/{filing}/number")
    ModelAndView adopt(
            @PathVariable long id, @PathVariable long filing, @RequestParam Map<String, String> form, Visit visit) {
        String number = form.getOrDefault("number-" + filing, "");
        return run(visit, id, "filings", () -> tips.adopt(id, filing, number, visit.actor()));
    }

    private ModelAndView run(Visit visit, long id, String field, Supplier<Optional<Tip>> verb) {
        try {
            reading.open(
                    visit,
                    id,
                    "cybertip",
                    () -> database.write(visit.clearance(), () -> verb.get().orElseThrow(NotHere::new)));
            return visit.then("/desk/cases/" + id + "/cybertip", Said.SAVED);
        } catch (Answers.Faulty faulty) {
            return refused(visit, id, faulty.field(), faulty);
        } catch (Refusal refused) {
            return refused(visit, id, field, refused);
        }
    }

    private ModelAndView refused(Visit visit, long id, String field, RuntimeException why) {
        return visit.answer(422, pages.page(visit, id, false, Map.of(field, String.valueOf(why.getMessage()))));
    }

    /** In ISO 8601; as it was typed where it is no time, to be refused beside its field. */
    private String instant(String local) {
        try {
            return LocalDateTime.parse(local).atZone(frame.zone()).toInstant().toString();
        } catch (DateTimeException none) {
            return local;
        }
    }
}
