package org.nightlight.desk;

import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.Masking;
import org.nightlight.privacy.PlainPicture;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A ticket to be read: its page, its files, and the names of the children in its household. */
@Controller
class TicketController {
    /** So long are words at most by which an article is looked for. */
    private static final int WORDS = 200;

    private final TicketPages pages;
    private final TicketFiles files;
    private final Tickets tickets;
    private final Database database;
    private final Audit audit;
    private final Masking masking;
    private final OrdinaryFiles ordinary;
    private final FileLinks links;

    TicketController(
            TicketPages pages,
            TicketFiles files,
            Tickets tickets,
            Database database,
            Audit audit,
            Masking masking,
            OrdinaryFiles ordinary,
            FileLinks links) {
        this.pages = pages;
        this.files = files;
        this.tickets = tickets;
        this.database = database;
        this.audit = audit;
        this.masking = masking;
        this.ordinary = ordinary;
        this.links = links;
    }

    @GetMapping("/desk/tickets/{id}")
    ModelAndView show(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String articles,
            Visit visit) {
        String words = articles.replace("\0", "").strip();
        return pages.page(
                visit,
                id,
                TicketPages.View.of(list).withArticles(words.length() > WORDS ? words.substring(0, WORDS) : words));
    }

    @PostMapping("/desk/tickets/{id}/household/readings")
    ModelAndView names(@PathVariable long id, @RequestParam(defaultValue = "") String list, Visit visit) {
        return pages.page(visit, id, TicketPages.View.of(list).withNames());
    }

    /**
     * What a child wrote, as it was written, for this one page. Who looks is written down and committed before anything is read,
     * and only then does the software look: behind a wall that rose meanwhile there is nothing to be shown.
     */
    @PostMapping("/desk/tickets/{id}/messages/{mid}/readings")
    ModelAndView words(
            @PathVariable long id, @PathVariable long mid, @RequestParam(defaultValue = "") String list, Visit visit) {
        database.write(visit.clearance(), () -> {
            boolean masked = tickets.find(id)
                    .filter(ticket -> !ticket.walled())
                    .flatMap(ticket -> tickets.message(mid))
                    .filter(message -> message.ticketId() == id && message.masked())
                    .isPresent();
            if (!masked) {
                throw new NotHere();
            }
            masking.reads(id, mid, visit.actor());
        });
        WrittenWords written =
                database.read(Clearance.SYSTEM, () -> masking.written(id, mid)).orElseThrow(NotHere::new);
        return pages.page(visit, id, TicketPages.View.of(list).withWords(mid, written));
    }

    /**
     * A file as a stranger sent it, by an address that was made for whoever asks and has not run out. Documents are handed over; of
     * a picture this address gives only what stands in the page, blurred and grey; other files, those that are not what they are
     * called, and all of a ticket behind the wall, are asked for elsewhere.
     */
    @GetMapping("/desk/tickets/{id}/attachments/{aid}")
    Object file(
            @PathVariable long id,
            @PathVariable long aid,
            @RequestParam(defaultValue = "false") boolean inline,
            @RequestParam(defaultValue = "0") long until,
            @RequestParam(defaultValue = "") String sign,
            Visit visit) {
        record Asked(OrdinaryFiles.Ordinary file, FileLinks.Standing link) {}
        Asked asked = database.read(
                visit.clearance(),
                () -> new Asked(
                        ordinary.ordinary(id, aid, visit),
                        links.standing(id, aid, inline, visit.member().id(), until, sign)));
        OrdinaryFiles.Opened opened = ordinary.opened(asked.file());
        if (!opened.shut().isEmpty()) {
            return shut(id, visit, opened.shut());
        }
        if (asked.link() == FileLinks.Standing.OVER) {
            return visit.then("/desk/tickets/" + id, Said.FILE_LINK_OVER);
        }
        if (asked.link() == FileLinks.Standing.NONE) {
            throw new NotHere();
        }
        TicketFile file = opened.file();
        if (opened.kind() == FileKind.PICTURE && inline && file.size() <= FileAnswers.LARGEST_PICTURE) {
            return FileAnswers.blurred(FileAnswers.whole(files.open(id, aid)));
        }
        if (opened.kind() != FileKind.DOCUMENT || opened.picture() || inline) {
            throw new NotHere(); // also a picture of a kind that no browser draws, under another name
        }
        return FileAnswers.download(file, files.open(id, aid));
    }

    /**
     * One look at a picture, or a file of another kind handed over: by a click, and written down first. A picture comes without
     * what was written into it, such as where it was taken; what is stored stays as it came.
     */
    @PostMapping("/desk/tickets/{id}/attachments/{aid}/views")
    Object look(@PathVariable long id, @PathVariable long aid, Visit visit) {
        OrdinaryFiles.Opened opened =
                ordinary.opened(database.read(visit.clearance(), () -> ordinary.ordinary(id, aid, visit)));
        if (!opened.shut().isEmpty()) {
            return shut(id, visit, opened.shut());
        }
        PlainPicture picture = picture(opened);
        if (picture instanceof PlainPicture.Kept) {
            return visit.then("/desk/tickets/" + id, Said.PICTURE_KEPT);
        }
        // What was found holds still at this moment, or nothing is written and nothing handed over.
        String why = database.write(visit.clearance(), () -> {
            String now = ordinary.shut(ordinary.ordinary(id, aid, visit), opened.media());
            if (now.isEmpty()) {
                audit.recordTicket(visit.actor(), "file-shown", id, "attachment:" + aid);
            }
            return now;
        });
        if (!why.isEmpty()) {
            return shut(id, visit, why);
        }
        return picture instanceof PlainPicture.Plain(byte[] bytes)
                ? FileAnswers.picture(bytes)
                : FileAnswers.download(opened.file(), files.open(id, aid));
    }

    private PlainPicture picture(OrdinaryFiles.Opened opened) {
        TicketFile file = opened.file();
        if (!opened.picture()) {
            return new PlainPicture.NoPicture();
        }
        return file.size() > FileAnswers.LARGEST_PICTURE
                ? new PlainPicture.Kept()
                : PlainPicture.of(file.type(), FileAnswers.whole(files.open(file.ticketId(), file.id())));
    }

    private ModelAndView shut(long id, Visit visit, String why) {
        return visit.answer(403, pages.page(visit, id, TicketPages.View.of("").with("talk", why)));
    }
}
