package org.nightlight.ticket;

import static nightlight.tables.Tables.TICKET;

import java.time.Clock;
import java.util.Map;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.privacy.CopyStore;
import org.nightlight.shared.Actor;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The wall around a ticket that holds a safety case. Needs {@code SYSTEM} or {@code SAFETY} clearance: for anybody else the
 * ticket is gone the moment the transaction commits, its words leave the search and go under seal, and what waited to be
 * sent stays here.
 */
@Component
public class Walls {
    private final TicketStore store;
    private final Sealing sealing;
    private final Merges merges;
    private final Tasks tasks;
    private final CopyStore copies;
    private final Database database;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Walls(
            TicketStore store,
            Sealing sealing,
            Merges merges,
            Tasks tasks,
            CopyStore copies,
            Database database,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.sealing = sealing;
        this.merges = merges;
        this.tasks = tasks;
        this.copies = copies;
        this.database = database;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
        this.clock = clock;
    }

    /** Seals the ticket and hands it to {@code place}'s team; nobody is assigned. Does nothing when sealed already. */
    public void seal(long ticketId, Work.Place place, Actor actor) {
        Ticket ticket = store.lock(ticketId).orElseThrow();
        if (ticket.walled()) {
            return;
        }
        merges.dissolve(ticketId);
        store.update(
                ticketId,
                clock.instant(),
                row -> row.set(TICKET.WALLED, true)
                        .set(TICKET.CATEGORY, place.category())
                        .set(TICKET.ISSUE, place.issue())
                        .set(TICKET.TEAM, place.team())
                        .set(TICKET.LEVEL, place.level())
                        .set(TICKET.NEEDS_PERSON, false)
                        .set(
                                TICKET.STATE,
                                ticket.state().isOpen() ? ticket.state().key() : State.OPEN.key())
                        .setNull(TICKET.ASSIGNEE_ID));
        store.removeWords(ticketId);
        tasks.leave(ticketId);
        sealing.seal(ticketId);
        copies.takeBack(ticketId);
        store.event(ticketId, clock.instant(), actor, "sealed", Map.of("team", place.team()));
        audit.recordWalled(actor, "ticket-sealed", "ticket:" + ticketId, ticketId, "");
        events.publishEvent(new TicketEvents.Sealed(ticketId));
        wakeups.afterCommit("ticket:" + ticketId);
    }

    /** At a start: what an earlier version of the desk left in plain behind a wall is sealed, ticket by ticket. */
    @EventListener
    void on(ApplicationStartedEvent started) {
        for (long ticketId : database.read(Clearance.SYSTEM, sealing::inPlain)) {
            database.write(Clearance.SYSTEM, () -> {
                store.lock(ticketId);
                sealing.seal(ticketId);
                events.publishEvent(new TicketEvents.Sealed(ticketId));
            });
        }
    }

    /** Takes the wall down again after the Safety Team found no concern, and gives the ticket to {@code place}. */
    public void open(long ticketId, Work.Place place, Actor actor) {
        Ticket ticket = store.lock(ticketId).orElseThrow();
        if (!ticket.walled()) {
            return;
        }
        store.update(
                ticketId,
                clock.instant(),
                row -> row.set(TICKET.WALLED, false)
                        .set(TICKET.CATEGORY, place.category())
                        .set(TICKET.ISSUE, place.issue())
                        .set(TICKET.TEAM, place.team())
                        .set(TICKET.LEVEL, place.level())
                        .set(TICKET.NEEDS_PERSON, true)
                        .setNull(TICKET.ASSIGNEE_ID));
        sealing.release(ticketId);
        store.reword(store.find(ticketId).orElseThrow(), store.messages(ticketId));
        audit.recordTicket(actor, "ticket-released", ticketId, "");
        events.publishEvent(new TicketEvents.Released(ticketId));
        events.publishEvent(new TicketEvents.Reclassified(ticketId, clock.instant()));
        wakeups.afterCommit("ticket:" + ticketId);
    }
}
