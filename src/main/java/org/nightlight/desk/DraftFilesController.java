package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.seal.SealedReading;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * Files beside what is being written: put in, taken out, and opened by whoever put them there. With {@code part} the list alone is answered, for the page's script; else
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
    private final OrdinaryFiles ordinary;
    private final TicketFiles files;
    private final FileLinks links;
    private final TicketPages pages;
    private final Audit audit;

    DraftFilesController(
            Database database,
            Tickets tickets,
            Drafting drafting,
            Attaching attaching,
            Verbs verbs,
            SealedReading reading,
            OrdinaryFiles ordinary,
            TicketFiles files,
            FileLinks links,
            TicketPages pages,
            Audit audit) {
        this.database = database;
        this.tickets = tickets;
        this.drafting = drafting;
        this.attaching = attaching;
        this.verbs = verbs;
        this.reading = reading;
        this.ordinary = ordinary;
        this.files = files;
        this.links = links;
        this.pages = pages;
        this.audit = audit;
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

    /**
     * A file of one's own draft, handed over as a customer's document is, by an address that was made for whoever asks and has not run
     * out. A picture or a recording is written down first; behind the wall none is opened from here.
     */
    @GetMapping("/desk/tickets/{id}/drafts/{kind}/files/{fid}")
    Object open(
            @PathVariable long id,
            @PathVariable String kind,
            @PathVariable long fid,
            @RequestParam(defaultValue = "0") long until,
            @RequestParam(defaultValue = "") String sign,
            Visit visit) {
        Drafts.Kind which = DraftsController.kind(kind);
        record Asked(OrdinaryFiles.Ordinary file, FileLinks.Standing link) {}
        Asked asked = database.read(
                visit.clearance(),
                () -> new Asked(
                        ordinary.drafted(id, which, fid, visit),
                        links.standing(id, fid, false, visit.member().id(), until, sign)));
        if (asked.link() == FileLinks.Standing.NONE) {
            throw new NotHere();
        } else if (asked.link() == FileLinks.Standing.OVER) {
            return visit.then("/desk/tickets/" + id, Said.FILE_LINK_OVER);
        }
        OrdinaryFiles.Opened opened = ordinary.opened(asked.file());
        if (!opened.shut().isEmpty()) {
            return shut(visit, id, which, opened.shut());
        }
        // What was found holds still at this moment, or nothing is written and nothing handed over.
        String why = database.write(visit.clearance(), () -> {
            String now = ordinary.shut(ordinary.drafted(id, which, fid, visit), opened.media());
            if (now.isEmpty() && opened.media()) {
                audit.recordTicket(visit.actor(), "file-shown", id, "attachment:" + fid);
            }
            return now;
        });
        return why.isEmpty() ? FileAnswers.download(opened.file(), files.open(id, fid)) : shut(visit, id, which, why);
    }

    private ModelAndView shut(Visit visit, long id, Drafts.Kind kind, String why) {
        return visit.answer(403, pages.page(visit, id, TicketPages.View.of("").with(kind.key() + "-file", why)));
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
                    Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
                    return attaching.field(ticket, visit, kind, true);
                }));
        return visit.answer(
                taken.faults().isEmpty() ? 200 : 422,
                new ModelAndView("desk/attached", Map.of("field", now, "fault", taken.fault())));
    }
}
