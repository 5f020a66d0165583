package org.nightlight.sla;

import static org.nightlight.shared.Spoken.say;

import java.util.Optional;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Component;

/** The climb up a category's ladder: by a person with a reason, or by itself when a time is up. */
@Component
public class Escalations {
    private final Work work;
    private final Tickets tickets;
    private final CurrentPlaybook playbooks;

    public Escalations(Work work, Tickets tickets, CurrentPlaybook playbooks) {
        this.work = work;
        this.tickets = tickets;
        this.playbooks = playbooks;
    }

    /**
     * Moves the ticket one level up; empty when there is no such ticket for the viewer.
     *
     * @throws Refusal without a reason, or when the ticket is at the top of its ladder
     */
    public Optional<Ticket> climb(long ticketId, int version, Actor by, String reason) {
        if (reason.isBlank()) {
            throw new Refusal(say(
                    "Say why the ticket climbs. The reason is kept and helps the next team.",
                    "Di por qué sube el ticket. El motivo se guarda y ayuda al siguiente equipo."));
        }
        return tickets.lock(ticketId).flatMap(ticket -> {
            Ladder.Rung next = next(ticket)
                    .orElseThrow(() -> new Refusal(say(
                                    "This ticket is with %s, the last level for %s. There is nobody further up: talk to that team.",
                                    "Este ticket está con %s, el último nivel de %s. No hay nadie más arriba: habla con ese equipo.")
                            .formatted(
                                    playbook().team(ticket.team()).label(),
                                    playbook().category(ticket.category()).label())));
            return work.climb(ticketId, version, by, next.team(), next.level(), reason, false);
        });
    }

    /** Where a climb would lead; empty at the top. */
    public Optional<Ladder.Rung> next(Ticket ticket) {
        Playbook playbook = playbook();
        return playbook.categories().containsKey(ticket.category())
                ? playbook.ladder(ticket.category()).above(ticket.level())
                : Optional.empty();
    }

    void climbByItself(Ticket ticket) {
        next(ticket)
                .ifPresent(rung -> work.climb(
                        ticket.id(),
                        Work.ANY,
                        new Actor.Software("sla"),
                        rung.team(),
                        rung.level(),
                        Ladder.TIME_IS_UP,
                        true));
    }

    private Playbook playbook() {
        return playbooks.current().playbook();
    }
}
