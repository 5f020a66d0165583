package org.nightlight.desk;

import org.nightlight.database.Database;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** What is common to writing a reply and a note. */
@Component
class Drafting {
    private final Database database;
    private final Frame frame;
    private final Tickets tickets;
    private final Drafts drafts;
    private final Attaching attaching;

    Drafting(Database database, Frame frame, Tickets tickets, Drafts drafts, Attaching attaching) {
        this.database = database;
        this.frame = frame;
        this.tickets = tickets;
        this.drafts = drafts;
        this.attaching = attaching;
    }

    /** Keeps what was typed where it is not sent; nothing of a ticket that is not seen. */
    void keep(Visit visit, long id, Drafts.Kind kind, Drafts.Draft draft) {
        database.write(visit.clearance(), () -> {
            if (tickets.find(id).isPresent()) {
                drafts.keep(id, visit.member().id(), kind, draft);
            }
        });
    }

    /** Whether this was said a moment ago with the same files: the same form, sent twice. In the caller's transaction. */
    boolean isSaidAlready(Ticket ticket, Visit visit, Drafts.Kind kind, String words) {
        Message.Kind said = kind == Drafts.Kind.NOTE ? Message.Kind.NOTE : Message.Kind.REPLY;
        return tickets.messages(ticket.id()).reversed().stream()
                .limit(3)
                .anyMatch(message -> message.kind() == said
                        && message.author().equals(visit.actor())
                        && message.text().equals(words)
                        && message.createdAt().isAfter(frame.now().minusSeconds(300))
                        && attaching.hasAll(message, attaching.of(ticket.id(), visit, kind)));
    }
}
