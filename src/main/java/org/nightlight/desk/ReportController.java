package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.safety.report.MandatoryReport;
import org.nightlight.safety.report.MandatoryReport.Channel;
import org.nightlight.safety.report.MandatoryReports;
import org.nightlight.safety.report.Standing;
import org.nightlight.safety.report.Submissions;
import org.nightlight.safety.report.Track;
import org.nightlight.ticket.Refusal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The report on a case: whom to call, what it says, who approved it, what was told to whom. */
@Controller
@RequestMapping("/desk/cases/{id}/report")
class ReportController {
    private final Database database;
    private final Frame frame;
    private final ReportReading reading;
    private final ReportPages pages;
    private final MandatoryReports reports;
    private final Submissions submissions;

    ReportController(
            Database database,
            Frame frame,
            ReportReading reading,
            ReportPages pages,
            MandatoryReports reports,
            Submissions submissions) {
        this.database = database;
        this.frame = frame;
        this.reading = reading;
        this.pages = pages;
        this.reports = reports;
        this.submissions = submissions;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, false, Map.of());
    }

    /** With the received words: asked for, written down, then shown. */
    @PostMapping("/readings")
    ModelAndView read(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, true, Map.of());
    }

    @PostMapping("/place")
    ModelAndView choose(@PathVariable long id, @RequestParam(defaultValue = "") String place, Visit visit) {
        return run(visit, id, "place", () -> reports.choose(id, place, visit.actor()));
    }

    @PostMapping("/comments")
    ModelAndView comment(@PathVariable long id, @RequestParam(defaultValue = "") String comment, Visit visit) {
        return run(visit, id, "comment", () -> reports.comment(id, comment, visit.actor()));
    }

    @PostMapping("/wishes")
    ModelAndView wish(@PathVariable long id, @RequestParam(defaultValue = "") String wish, Visit visit) {
        return run(visit, id, "wish", () -> reports.wish(id, wish, visit.actor()));
    }

    /** Read, print, keep: printing takes its time, and no transaction waits for it. */
    @PostMapping("/versions")
    ModelAndView version(@PathVariable long id, Visit visit) {
        MandatoryReports.Printed printed = reports.print(reading.open(
                visit,
                id,
                "report-draft",
                () -> database.read(visit.clearance(), () -> reports.draft(id).orElseThrow(NotHere::new))));
        return run(visit, id, "versions", () -> reports.keep(printed, visit.actor()));
    }

    @PostMapping("/versions/{number}/approval")
    ModelAndView approve(
            @PathVariable long id,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String hash,
            Visit visit) {
        return run(visit, id, "versions", () -> reports.approve(id, number, hash, visit.actor()));
    }

    @GetMapping("/versions/{number}/file")
    ResponseEntity<byte[]> file(@PathVariable long id, @PathVariable int number, Visit visit) {
        MandatoryReports.File file = reading.open(
                visit,
                id,
                "report-file",
                () -> database.write(
                        visit.clearance(),
                        () -> reports.file(id, number, visit.actor()).orElseThrow(NotHere::new)));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PDF)
                .body(file.pdf());
    }

    @PostMapping("/submissions")
    ModelAndView made(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String track,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "0") long reporter,
            @RequestParam(defaultValue = "") String agency,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String intake,
            @RequestParam(defaultValue = "") String version,
            Visit visit) {
        return run(
                visit,
                id,
                "agency",
                () -> submissions.made(
                        id,
                        new Submissions.Made(
                                chosen(() -> Track.ofKey(track)),
                                chosen(() -> Channel.ofKey(channel)),
                                reporter == 0 ? visit.member().id() : reporter,
                                agency,
                                time(at),
                                intake,
                                version.isEmpty() ? null : chosen(() -> Integer.valueOf(version))),
                        visit.actor()));
    }

    @PostMapping("/submissions/{line}/additions")
    ModelAndView add(@PathVariable long id, @PathVariable long line, Visit visit) {
        String intake = visit.request().getParameter("intake-" + line);
        String written = visit.request().getParameter("written-" + line);
        return run(
                visit,
                id,
                "intake-" + line,
                () -> submissions.add(
                        id, line, intake, written == null || written.isBlank() ? null : time(written), visit.actor()));
    }

    @PostMapping("/tracks/{track}/steps")
    ModelAndView move(
            @PathVariable long id,
            @PathVariable String track,
            @RequestParam(defaultValue = "") String to,
            Visit visit) {
        return run(
                visit,
                id,
                "tracks",
                () -> submissions.move(
                        id,
                        chosen(() -> Track.ofKey(track)),
                        chosen(() -> Standing.valueOf(to.toUpperCase(java.util.Locale.ROOT))),
                        visit.actor()));
    }

    @PostMapping("/decisions")
    ModelAndView refrain(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String reason,
            Visit visit) {
        return run(
                visit,
                id,
                "reason",
                () -> submissions.refrain(id, chosen(() -> Track.ofKey(about)), reason, visit.actor()));
    }

    @PostMapping("/decisions/{decision}/confirmation")
    ModelAndView confirm(@PathVariable long id, @PathVariable long decision, Visit visit) {
        return run(visit, id, "tracks", () -> submissions.confirm(id, decision, visit.actor()));
    }

    private ModelAndView run(Visit visit, long id, String field, Supplier<Optional<MandatoryReport>> verb) {
        try {
            reading.open(
                    visit,
                    id,
                    "report-change",
                    () -> database.write(visit.clearance(), () -> verb.get().orElseThrow(NotHere::new)));
            return visit.then("/desk/cases/" + id + "/report", Said.SAVED);
        } catch (Refusal refused) {
            return visit.answer(422, pages.page(visit, id, false, Map.of(field, String.valueOf(refused.getMessage()))));
        }
    }

    private Instant time(@Nullable String local) {
        try {
            return LocalDateTime.parse(String.valueOf(local))
                    .atZone(frame.zone())
                    .toInstant();
        } catch (DateTimeException none) {
            throw new Refusal(say(
                    "Write down when it was, such as 2026-11-26T10:15.", "Escribe cuándo fue, como 2026-11-26T10:15."));
        }
    }

    private static <T> T chosen(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(say("Choose one of the entries of the list.", "Elige una de las opciones de la lista."));
        }
    }
}
