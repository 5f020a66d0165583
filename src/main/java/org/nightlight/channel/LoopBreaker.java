package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nightlight.customer.Customer;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.Outgoing;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Tickets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sets mail aside that comes so thick from one sender that a machine must write it. Only mail in which screening found nothing at all
 * comes here: what hints at harm goes on its way. A person looks at what was set aside and lets it go on.
 */
@Component
class LoopBreaker {
    private static final Duration TICKETS_WITHIN = Duration.ofMinutes(10);
    private static final Duration MACHINES_WITHIN = Duration.ofHours(1);
    /** People are told once in so long, however much comes. */
    private static final Duration BETWEEN = Duration.ofHours(1);

    private final InboundStore store;
    private final Tickets tickets;
    private final StaffMail mail;
    private final Staff staff;
    private final Database database;
    private final Clock clock;
    private final int mostTickets;
    private final int mostMachines;

    LoopBreaker(
            InboundStore store,
            Tickets tickets,
            StaffMail mail,
            Staff staff,
            Database database,
            Clock clock,
            @Value("${nightlight.loops.tickets}") int mostTickets,
            @Value("${nightlight.loops.machines}") int mostMachines) {
        this.store = store;
        this.tickets = tickets;
        this.mail = mail;
        this.staff = staff;
        this.database = database;
        this.clock = clock;
        this.mostTickets = mostTickets;
        this.mostMachines = mostMachines;
    }

    /**
     * Why a mail is set aside; empty when it is not.
     *
     * @param automatic whether a machine wrote it, as far as its signs tell
     */
    Optional<String> finds(InboundStore.Stored stored, Optional<Customer> sender, boolean automatic) {
        if (stored.channel() != Channel.EMAIL || stored.released() || sender.isEmpty()) {
            return Optional.empty();
        }
        long id = sender.get().id();
        Instant now = clock.instant();
        return database.read(Clearance.SYSTEM, () -> {
            if (tickets.hasWalled(id)) {
                return Optional.empty(); // a reason on the list of failed mail would tell of what nobody there sees
            }
            if (automatic && mostMachines > 0 && tickets.machineMails(id, now.minus(MACHINES_WITHIN)) >= mostMachines) {
                return Optional.of("Set aside: more than " + mostMachines
                        + " automatic mails came from this address within an hour. Two machines may "
                        + "be answering each other.");
            }
            return mostTickets > 0 && tickets.opened(id, now.minus(TICKETS_WITHIN)) >= mostTickets
                    ? Optional.of("Set aside: more than " + mostTickets
                            + " tickets came from this address within ten minutes. A machine may be writing.")
                    : Optional.empty();
        });
    }

    /** Lists it for people and tells administrators, once an hour. Belongs into the caller's transaction; false when it was done before. */
    boolean setAside(long inboundId, String reason) {
        Instant now = clock.instant();
        boolean toldBefore = store.quarantinedSince(now.minus(BETWEEN));
        if (!store.quarantine(inboundId, reason, now)) {
            return false;
        }
        if (!toldBefore) {
            mail.tell(
                    Outgoing.Purpose.NOTICE,
                    staff.withRole(Role.ADMIN),
                    () -> new StaffMail.Words(
                            say("Mail is being set aside", "Se está apartando correo"),
                            say(
                                    "So many mails come from one address that a machine must be writing. "
                                            + "They were screened and nothing was found; they wait under “Failed "
                                            + "mail” until somebody lets them go on.",
                                    "Llegan tantos correos de una dirección que debe de escribir una "
                                            + "máquina. Pasaron la revisión de seguridad y no se encontró nada; "
                                            + "esperan en “Correo fallido” hasta que alguien los deje seguir.")));
        }
        return true;
    }
}
