package org.nightlight.desk;

import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
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
            case DOCUMENT -> FileAnswers.download(file);
            case SHUT -> throw new NotHere();
        };
    }

    /** One look at a picture, or a file of another kind handed over: by a click, and written down first. */
    @PostMapping("/desk/tickets/{id}/attachments/{aid}/views")
    ResponseEntity<byte[]> look(@PathVariable long id, @PathVariable long aid, Visit visit) {
        TicketReads.Content file = database.write(visit.clearance(), () -> {
            TicketReads.Content found = ordinary(id, aid);
            audit.recordTicket(visit.actor(), "file-shown", id, "attachment:" + aid);
            return found;
        });
        return FileKind.of(file.type(), file.bytes()) == FileKind.PICTURE
                ? FileAnswers.picture(file.bytes())
                : FileAnswers.download(file);
    }

    private TicketReads.Content ordinary(long id, long aid) {
        return tickets.find(id)
                .filter(ticket -> !ticket.walled())
                .flatMap(ticket -> reads.content(id, aid))
                .orElseThrow(NotHere::new);
    }
}
