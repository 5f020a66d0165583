package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Optional;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.privacy.MediaConsent;
import org.nightlight.privacy.PlainPicture;
import org.nightlight.seal.SealBroken;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** Files of tickets that stand behind no wall: whether whoever asks may open one now, and if not, why. */
@Component
class OrdinaryFiles {
    private final TicketFiles files;
    private final Tickets tickets;
    private final Customers customers;
    private final MediaConsent media;

    OrdinaryFiles(TicketFiles files, Tickets tickets, Customers customers, MediaConsent media) {
        this.files = files;
        this.tickets = tickets;
        this.customers = customers;
        this.media = media;
    }

    /** A file in a list that whoever asks may see. {@code consented}: a child's pictures and recordings are open to them. */
    record Ordinary(TicketFile file, boolean consented) {}

    /** One of a ticket's. In the caller's transaction. @throws NotHere where it is not for whoever asks, or behind the wall */
    Ordinary ordinary(long id, long fileId, Visit visit) {
        Ticket ticket = open(id);
        return ordinary(ticket, files.find(id, fileId), visit);
    }

    /** As {@link #ordinary}, one that whoever asks has put into their own draft. */
    Ordinary drafted(long id, Drafts.Kind kind, long fileId, Visit visit) {
        Ticket ticket = open(id);
        return ordinary(
                ticket,
                files.ofDraft(id, visit.member().id(), kind).stream()
                        .filter(file -> file.id() == fileId)
                        .findFirst(),
                visit);
    }

    private Ticket open(long id) {
        return tickets.find(id).filter(found -> !found.walled()).orElseThrow(NotHere::new);
    }

    private Ordinary ordinary(Ticket ticket, Optional<TicketFile> file, Visit visit) {
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        return new Ordinary(file.orElseThrow(NotHere::new), !media.isMissing(requester, visit.actor()));
    }

    /**
     * The same by its first bytes.
     *
     * @param media whether it may be a picture or a recording, whatever it is called
     * @param picture whether it is a picture, of whatever kind
     * @param shut why nobody opens it now, or empty
     */
    record Opened(TicketFile file, FileKind kind, boolean media, boolean picture, String shut) {}

    /** Outside any transaction: the bytes may lie elsewhere. */
    Opened opened(Ordinary it) {
        TicketFile file = it.file();
        byte[] start;
        try {
            start = files.start(file.ticketId(), file.id());
        } catch (SealBroken gone) {
            return new Opened(file, FileKind.SHUT, true, false, FileWords.of(gone));
        }
        boolean media = MediaConsent.mayShow(file.name(), file.type(), start)
                || FileKind.of(file.type()) == FileKind.SHUT
                || FileKind.of(file) == FileKind.SHUT;
        return new Opened(
                file,
                FileKind.of(file, start),
                media,
                !(PlainPicture.of(file.disguise().isPresent() ? "" : file.type(), start)
                        instanceof PlainPicture.NoPicture),
                shut(it, media));
    }

    /** Why nobody opens it now, or empty. */
    String shut(Ordinary it, boolean media) {
        return media && !it.consented()
                ? say(
                        "This file stays shut: it may show a child’s face or hold a voice or a place, and no parent has consented."
                                + " Ask a parent for consent. If you fear for the child, call the Safety Team with ‘Child in danger?’.",
                        "Este archivo sigue cerrado: puede mostrar la cara de un menor o contener una voz o un lugar, y ningún padre o madre ha dado su consentimiento. Pide el consentimiento. Si temes por el menor, llama al equipo de protección con ‘¿Menor en peligro?’.")
                : FileWords.shut(it.file(), files.waitsForScan(it.file()));
    }
}
