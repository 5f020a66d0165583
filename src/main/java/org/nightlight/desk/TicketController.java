package org.nightlight.desk;

import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.Masking;
import org.nightlight.privacy.MediaConsent;
import org.nightlight.privacy.PlainPicture;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.ticket.Ticket;
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
    private final TicketPages pages;
    private final TicketReads reads;
    private final Tickets tickets;
    private final Database database;
    private final Audit audit;
    private final Customers customers;
    private final Masking masking;
    private final MediaConsent media;

    TicketController(
            TicketPages pages,
            TicketReads reads,
            Tickets tickets,
            Database database,
            Audit audit,
            Customers customers,
            Masking masking,
            MediaConsent media) {
        this.pages = pages;
        this.reads = reads;
        this.tickets = tickets;
        this.database = database;
        this.audit = audit;
        this.customers = customers;
        this.masking = masking;
        this.media = media;
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
     * A file as a stranger sent it. Documents are handed over; of a picture this address gives only what stands in the page,
     * blurred and grey; other files, and all of a ticket behind the wall, are asked for elsewhere.
     */
    @GetMapping("/desk/tickets/{id}/attachments/{aid}")
    Object file(
            @PathVariable long id,
            @PathVariable long aid,
            @RequestParam(defaultValue = "false") boolean inline,
            Visit visit) {
        Opened opened = database.read(visit.clearance(), () -> ordinary(id, aid, visit));
        if (opened.waits()) {
            return waiting(id, visit);
        }
        TicketReads.Content file = opened.file();
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
        Optional<Object> answer = database.write(visit.clearance(), () -> {
            Opened opened = ordinary(id, aid, visit);
            return opened.waits() ? Optional.empty() : Optional.of(look(id, aid, opened.file(), visit));
        });
        return answer.orElseGet(() -> waiting(id, visit));
    }

    private Object look(long id, long aid, TicketReads.Content file, Visit visit) {
        PlainPicture picture = PlainPicture.of(file.type(), file.bytes());
        if (picture instanceof PlainPicture.Kept) {
            return visit.then("/desk/tickets/" + id, Said.PICTURE_KEPT);
        }
        audit.recordTicket(visit.actor(), "file-shown", id, "attachment:" + aid);
        return picture instanceof PlainPicture.Plain(byte[] bytes)
                ? FileAnswers.picture(bytes)
                : FileAnswers.download(file);
    }

    /** @param waits whether it stays shut until a parent consents */
    private record Opened(TicketReads.Content file, boolean waits) {}

    private Opened ordinary(long id, long aid, Visit visit) {
        Ticket ticket = tickets.find(id).filter(found -> !found.walled()).orElseThrow(NotHere::new);
        TicketReads.Content file = reads.content(id, aid).orElseThrow(NotHere::new);
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        return new Opened(file, mayShow(file) && media.isMissing(requester, visit.actor()));
    }

    private static boolean mayShow(TicketReads.Content file) {
        return MediaConsent.mayShow(file.name(), file.type(), file.bytes())
                || FileKind.of(file.type()) == FileKind.SHUT;
    }

    private ModelAndView waiting(long id, Visit visit) {
        return visit.answer(
                403,
                pages.page(
                        visit,
                        id,
                        TicketPages.View.of("")
                                .with(
                                        "consent",
                                        "This file stays shut: it may show a child’s face or hold a voice or a place, and no"
                                                + " parent has consented. Ask a parent for consent. If you fear for the"
                                                + " child, call the Safety Team with ‘Child in danger?’.")));
    }
}
