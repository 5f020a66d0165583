package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.BulkJob;
import org.nightlight.ticket.BulkJobs;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Many tickets changed at once: chosen, confirmed, watched, cancelled, taken back. */
@Controller
class BulkController {
    private final Database database;
    private final BulkPages pages;
    private final BulkJobs jobs;

    BulkController(Database database, BulkPages pages, BulkJobs jobs) {
        this.database = database;
        this.pages = pages;
        this.jobs = jobs;
    }

    /** Sent and not asked for, so that no filter with somebody's address stands in an address of ours. */
    @PostMapping("/desk/bulk")
    ModelAndView choose(
            @RequestParam(defaultValue = "") List<Long> ticket,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "false") boolean all,
            Visit visit) {
        BulkPages.Meant meant = new BulkPages.Meant(all ? filter.replace("\0", "") : "", ticket);
        return switch (pages.matching(visit, meant)) {
            case Outcome.Refused<List<Long>>(String field, String reason) ->
                pages.choice(visit, 422, meant, List.of(), BulkPages.Wanted.NOTHING, Map.of(field, reason));
            case Outcome.Done<List<Long>>(List<Long> found)
            when found.size() > BulkJobs.MOST ->
                pages.choice(visit, 422, meant, List.of(), BulkPages.Wanted.NOTHING, Map.of("tickets", tooMany()));
            case Outcome.Done<List<Long>>(List<Long> found)
            when found.isEmpty() ->
                pages.choice(visit, 422, meant, found, BulkPages.Wanted.NOTHING, Map.of("tickets", nothing(all)));
            case Outcome.Done<List<Long>>(List<Long> found) ->
                pages.choice(visit, 200, meant, found, BulkPages.Wanted.NOTHING, Map.of());
        };
    }

    /** All that match the filter are those that match it now; where that is more than were shown, it is asked again. */
    @PostMapping("/desk/bulk-jobs")
    ModelAndView confirm(
            @RequestParam(defaultValue = "") List<Long> ticket,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "0") int shown,
            @RequestParam(defaultValue = "") String assignee,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String add,
            @RequestParam(defaultValue = "") String remove,
            Visit visit) {
        BulkPages.Meant meant = new BulkPages.Meant(filter.replace("\0", ""), ticket);
        BulkPages.Wanted wanted =
                new BulkPages.Wanted(assignee, state, add.replace("\0", ""), remove.replace("\0", ""));
        Outcome<List<Long>> matching = pages.matching(visit, meant);
        if (!(matching instanceof Outcome.Done<List<Long>>(List<Long> found))) {
            String reason = ((Outcome.Refused<List<Long>>) matching).reason();
            return pages.choice(visit, 422, meant, List.of(), wanted, Map.of("tickets", reason));
        } else if (!meant.filter().isEmpty() && found.size() > shown) {
            return pages.choice(visit, 409, meant, found, wanted, Map.of("tickets", more(shown, found.size())));
        }
        return switch (database.write(
                visit.clearance(), () -> jobs.ask(visit.member(), wanted.change(visit.member()), found))) {
            case Outcome.Done<Long>(Long id) -> new ModelAndView("redirect:/desk/bulk-jobs/" + id);
            case Outcome.Refused<Long>(String field, String reason) ->
                pages.choice(visit, 422, meant, found, wanted, Map.of(field, reason));
        };
    }

    @GetMapping("/desk/bulk-jobs")
    ModelAndView latest(Visit visit) {
        return pages.latest(visit);
    }

    @GetMapping("/desk/bulk-jobs/{id}")
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "0") int after, Visit visit) {
        return pages.job(visit, id, after);
    }

    @PostMapping("/desk/bulk-jobs/{id}/cancellation")
    ModelAndView cancel(@PathVariable long id, Visit visit) {
        database.write(visit.clearance(), () -> jobs.cancel(job(id, visit), visit.member()));
        return new ModelAndView("redirect:/desk/bulk-jobs/" + id);
    }

    @PostMapping("/desk/bulk-jobs/{id}/retries")
    ModelAndView again(@PathVariable long id, Visit visit) {
        return next(id, visit, job -> jobs.again(job, visit.member()));
    }

    @PostMapping("/desk/bulk-jobs/{id}/undo")
    ModelAndView undo(@PathVariable long id, Visit visit) {
        return next(id, visit, job -> jobs.undo(job, visit.member()));
    }

    private ModelAndView next(long id, Visit visit, Function<BulkJob, Outcome<Long>> verb) {
        return switch (database.write(visit.clearance(), () -> verb.apply(job(id, visit)))) {
            case Outcome.Done<Long>(Long next) -> new ModelAndView("redirect:/desk/bulk-jobs/" + next);
            case Outcome.Refused<Long> nothing -> visit.then("/desk/bulk-jobs/" + id, Said.NOTHING_IN_BULK);
        };
    }

    private BulkJob job(long id, Visit visit) {
        return jobs.find(id, visit.member()).orElseThrow(NotHere::new);
    }

    private static String tooMany() {
        return say(
                "More than 10,000 tickets match. Narrow the filter.",
                "Coinciden más de 10 000 tickets. Acota el filtro.");
    }

    private static String nothing(boolean all) {
        return all
                ? say("No ticket matches any more.", "Ya no coincide ningún ticket.")
                : say(
                        "No ticket is ticked. Go back and tick those that you mean, or choose all that match.",
                        "No hay ningún ticket marcado. Vuelve y marca los que quieras, o elige todos los que coinciden.");
    }

    private static String more(int shown, int now) {
        return say(
                        "There were %d when you looked, and %d match now. Look again, then confirm.",
                        "Había %d cuando miraste, y ahora coinciden %d. Mira de nuevo y confirma.")
                .formatted(shown, now);
    }
}
