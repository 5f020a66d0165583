package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.nightlight.audit.Audit;
import org.nightlight.channel.Deliveries;
import org.nightlight.channel.Outbox;
import org.nightlight.channel.Senders;
import org.nightlight.channel.SideMail;
import org.nightlight.customer.Customers;
import org.nightlight.privacy.MediaConsent;
import org.nightlight.seal.SealedReading;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.SideConversations;
import org.nightlight.ticket.SideConversations.Side;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws one side conversation. Behind the wall it is read like its ticket, on the record, and nothing can be written. */
@Component
class SidePages {
    private final Frame frame;
    private final Tickets tickets;
    private final SideConversations sides;
    private final Customers customers;
    private final Staff staff;
    private final Audit audit;
    private final SealedReading reading;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final Senders senders;
    private final MediaConsent media;
    private final TicketFiles files;
    private final FileLinks links;

    SidePages(
            Frame frame,
            Tickets tickets,
            SideConversations sides,
            Customers customers,
            Staff staff,
            Audit audit,
            SealedReading reading,
            Outbox outbox,
            Deliveries deliveries,
            Senders senders,
            MediaConsent media,
            TicketFiles files,
            FileLinks links) {
        this.frame = frame;
        this.tickets = tickets;
        this.sides = sides;
        this.customers = customers;
        this.staff = staff;
        this.audit = audit;
        this.reading = reading;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.senders = senders;
        this.media = media;
        this.files = files;
        this.links = links;
    }

    /** @param text what stands in the form */
    ModelAndView page(Visit visit, long id, long sid, String text, Map<String, String> faults) {
        Function<Chrome, Object> fill = chrome -> filled(chrome, visit, id, sid, text, faults);
        String view = "desk/sideConversation";
        return visit.clearance().seesCases()
                ? reading.open(
                        visit.clearance(),
                        visit.actor(),
                        id,
                        "side-conversation",
                        () -> frame.recordedPage(visit, Chrome.Place.NONE, view, fill))
                : frame.page(visit, Chrome.Place.NONE, view, fill);
    }

    private SidePage filled(Chrome chrome, Visit visit, long id, long sid, String text, Map<String, String> faults) {
        Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
        Side side = sides.find(id, sid).orElseThrow(NotHere::new);
        if (ticket.walled()) {
            audit.recordWalled(visit.actor(), "ticket-read", "ticket:" + id, id, "");
        }
        Words words = frame.words();
        List<StaffMember> everybody = staff.all();
        Map<Long, String> names = Talk.names(everybody);
        EventWords said = new EventWords(words, names, "", Set.of(), Map.of());
        List<TicketFile> all = files.of(id);
        boolean waits = !all.isEmpty()
                && !ticket.walled()
                && media.isMissing(customers.find(ticket.requesterId()).orElseThrow(), visit.actor());
        Talk talk = new Talk(
                ticket,
                side.messages(),
                automatic(tickets.timeline(id)),
                all,
                links.of(id, visit.member().id()),
                files::waitsForScan,
                said,
                senders.of(id),
                new Talk.Hiding(false, waits, 0, null),
                deliveries.of(side.messages().stream().map(Message::id).toList()),
                new Talk.Undo(visit.actor(), frame.now().minus(outbox.undoable()), Map.of()));
        return new SidePage(
                chrome,
                SidePanel.address(id, sid),
                Words.number(id) + " " + ticket.subject(),
                "/desk/tickets/" + id,
                side.address().value(),
                side.subject(),
                names.getOrDefault(side.begunBy(), say("somebody who left", "alguien que ya no está")),
                words.when(side.begunAt()),
                side.isOpen(),
                side.unseen(),
                sides.isWritable(ticket),
                ticket.walled()
                        ? say(
                                "Nothing can be written from here. That you opened it is recorded.",
                                "Desde aquí no se puede escribir nada. Queda registrado que lo abriste.")
                        : null,
                talk.letters(SideMail.renamed(side)),
                text,
                faults);
    }

    private static List<TicketEvent> automatic(List<TicketEvent> events) {
        return events.stream()
                .filter(event -> event.kind().equals("side-automatic"))
                .toList();
    }
}
