package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.seal.SealedReading;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Files beside what is being written: put in and taken out. With {@code part} the list alone is answered, for the page's script; else
 * the form's words are kept with them and the page is drawn anew.
 */
@Controller
class DraftFilesController {
    private final Database database;
    private final Tickets tickets;
    private final Drafting drafting;
    private final Attaching attaching;
    private final Verbs verbs;
    private final SealedReading reading;

    DraftFilesController(
            Database database,
            Tickets tickets,
            Drafting drafting,
            Attaching attaching,
            Verbs verbs,
            SealedReading reading) {
        this.database = database;
        this.tickets = tickets;
        this.drafting = drafting;
        this.attaching = attaching;
        this.verbs = verbs;
        this.reading = reading;
    }

    @PostMapping("/desk/tickets/{id}/drafts/{kind}/files")
    ModelAndView put(
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> sent,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String does,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "false") boolean part,
            Visit visit) {
        Drafts.Kind which = DraftsController.kind(kind);
        if (!part) {
            keep(visit, id, which, text, does);
        }
        return answer(visit, id, which, list, part, attaching.take(visit, id, which, sent));
    }

    @PostMapping("/desk/tickets/{id}/drafts/{kind}/files/{fid}/removal")
    ModelAndView remove(
            @PathVariable long id,
            @PathVariable String kind,
            @PathVariable long fid,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> sent,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String does,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "false") boolean part,
            Visit visit) {
        Drafts.Kind which = DraftsController.kind(kind);
        if (!part) {
            keep(visit, id, which, text, does);
        }
        attaching.remove(visit, id, which, fid);
        return answer(visit, id, which, list, part, attaching.take(visit, id, which, sent));
    }

    private void keep(Visit visit, long id, Drafts.Kind kind, String text, String does) {
        drafting.keep(visit, id, kind, new Drafts.Draft(RepliesController.tidy(text), Doing.read(does)));
    }

    private ModelAndView answer(
            Visit visit, long id, Drafts.Kind kind, String list, boolean part, Attaching.Taken taken) {
        Verbs.Form form = new Verbs.Form(id, list, "drafts", kind.key() + "-file", Map.of());
        if (!part) {
            return taken.faults().isEmpty()
                    ? new ModelAndView("redirect:" + form.page())
                    : verbs.refused(visit, form, taken.fault());
        }
        TicketPage.Attachments now = reading.open(
                visit.clearance(),
                visit.actor(),
                id,
                "draft",
                () -> database.read(visit.clearance(), () -> {
                    if (tickets.find(id).isEmpty()) {
                        throw new NotHere();
                    }
                    return attaching.field(id, visit, kind, true);
                }));
        return visit.answer(
                taken.faults().isEmpty() ? 200 : 422,
                new ModelAndView("desk/attached", Map.of("field", now, "fault", taken.fault())));
    }
}
