package org.nightlight.desk;

import java.nio.charset.StandardCharsets;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.seal.SealedReading;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
    private final SealedReading reading;

    TicketController(
            TicketPages pages,
            TicketReads reads,
            Tickets tickets,
            Database database,
            Audit audit,
            SealedReading reading) {
        this.pages = pages;
        this.reads = reads;
        this.tickets = tickets;
        this.database = database;
        this.audit = audit;
        this.reading = reading;
    }

    @GetMapping("/desk/tickets/{id}")
    ModelAndView show(@PathVariable long id, @RequestParam(defaultValue = "") String list, Visit visit) {
        return pages.page(visit, id, TicketPages.View.of(list));
    }

    @PostMapping("/desk/tickets/{id}/household/readings")
    ModelAndView names(@PathVariable long id, @RequestParam(defaultValue = "") String list, Visit visit) {
        return pages.page(visit, id, TicketPages.View.of(list).withNames());
    }

    /** A file as a stranger sent it: to be kept, never opened here; only plain pictures may stand in the page. */
    @GetMapping("/desk/tickets/{id}/attachments/{aid}")
    ResponseEntity<byte[]> file(
            @PathVariable long id,
            @PathVariable long aid,
            @RequestParam(defaultValue = "false") boolean inline,
            Visit visit) {
        TicketReads.Content file = reading.open(
                visit.clearance(),
                visit.actor(),
                id,
                "attachment",
                () -> database.write(visit.clearance(), () -> read(id, aid, visit)));
        boolean shown = inline && Pictures.isSafe(file.type(), file.bytes());
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .contentType(shown ? MediaType.parseMediaType(file.type()) : MediaType.APPLICATION_OCTET_STREAM)
                .body(file.bytes());
    }

    private TicketReads.Content read(long id, long aid, Visit visit) {
        Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
        if (ticket.walled() && visit.clearance().seesCases()) {
            audit.recordWalled(visit.actor(), "attachment-read", "ticket:" + id, id, "attachment:" + aid);
        }
        return reads.content(id, aid).orElseThrow(NotHere::new);
    }
}
