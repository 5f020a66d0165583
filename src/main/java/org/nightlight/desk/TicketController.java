package org.nightlight.desk;

import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.privacy.PlainPicture;
import org.nightlight.ticket.Tickets;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A ticket to be read: its page, its files, and the names of the children in its household. */
@Controller
class TicketController {
    private final TicketPages pages;
    private final TicketReads reads;
    private final Tickets tickets;
    private final Database database;
    private final Audit audit;

    TicketController(TicketPages pages, TicketReads reads, Tickets tickets, Database database, Audit audit) {
        this.pages = pages;
        this.reads = reads;
        this.tickets = tickets;
        this.database = database;
        this.audit = audit;
    }

    @GetMapping("/desk/tickets/{id}")
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "") String list, Visit visit) {
        return pages.page(visit, id, TicketPages.View.of(list));
    }

    @PostMapping("/desk/tickets/{id}/household/readings")
    ModelAndView names(@PathVariable long id, @RequestParam(defaultValue = "") String list, Visit visit) {
        return pages.page(visit, id, TicketPages.View.of(list).withNames());
    }

    /**
     * A file as a stranger sent it. Documents are handed over; of a picture this address gives only what stands in the page,
     * blurred and grey; other files, and all of a ticket behind the wall, are asked for elsewhere.
     */
    @GetMapping("/desk/tickets/{id}/attachments/{aid}")
    ResponseEntity<byte[]> file(
            @PathVariable long id,
            @PathVariable long aid,
            @RequestParam(defaultValue = "false") boolean inline,
            Visit visit) {
        TicketReads.Content file = database.read(visit.clearance(), () -> ordinary(id, aid));
        return switch (FileKind.of(file.type(), file.bytes())) {
            case PICTURE -> {
                if (!inline) {
                    throw new NotHere();
                }
                yield FileAnswers.blurred(file.bytes());
            }
            case DOCUMENT -> {
                if (!(PlainPicture.of(file.type(), file.bytes()) instanceof PlainPicture.NoPicture)) {
                    throw new NotHere(); // a picture of a kind that no browser draws, under another name
                }
                yield FileAnswers.download(file);
            }
            case SHUT -> throw new NotHere();
        };
    }

    /**
     * One look at a picture, or a file of another kind handed over: by a click, and written down first. A picture comes without
     * what was written into it, such as where it was taken; what is stored stays as it came.
     */
    @PostMapping("/desk/tickets/{id}/attachments/{aid}/views")
    Object look(@PathVariable long id, @PathVariable long aid, Visit visit) {
        return database.write(visit.clearance(), () -> {
            TicketReads.Content file = ordinary(id, aid);
            PlainPicture picture = PlainPicture.of(file.type(), file.bytes());
            if (picture instanceof PlainPicture.Kept) {
                return visit.then("/desk/tickets/" + id, Said.PICTURE_KEPT);
            }
            audit.recordTicket(visit.actor(), "file-shown", id, "attachment:" + aid);
            return picture instanceof PlainPicture.Plain(byte[] bytes)
                    ? FileAnswers.picture(bytes)
                    : FileAnswers.download(file);
        });
    }

    private TicketReads.Content ordinary(long id, long aid) {
        return tickets.find(id)
                .filter(ticket -> !ticket.walled())
                .flatMap(ticket -> reads.content(id, aid))
                .orElseThrow(NotHere::new);
    }
}
