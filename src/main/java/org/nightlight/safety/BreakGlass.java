package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Tickets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The one way in which an administrator, who by role sees no case, reads one: asked for with a reason, granted by another
 * person of the Safety Team or Legal, for an hour at most, to read only. The database opens the case to the transaction of
 * that reader and closes it again; every reading is written down and committed before anything is shown.
 */
@Component
public class BreakGlass {
    private static final int WAITING_AT_MOST = 5;
    private static final int LISTED = 50;

    private final Database database;
    private final SealedReading reading;
    private final GlassStore store;
    private final CaseStore cases;
    private final DecisionStore decisions;
    private final Chronicle chronicle;
    private final Tickets tickets;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;

    BreakGlass(
            Database database,
            SealedReading reading,
            GlassStore store,
            CaseStore cases,
            DecisionStore decisions,
            Chronicle chronicle,
            Tickets tickets,
            CurrentPlaybook playbooks,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events) {
        this.database = database;
        this.reading = reading;
        this.store = store;
        this.cases = cases;
        this.decisions = decisions;
        this.chronicle = chronicle;
        this.tickets = tickets;
        this.playbooks = playbooks;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
    }

    /** What a grant shows: the case, what was said on its ticket, and what happened. */
    public record Glimpse(GlassRequest request, SafetyCase it, List<Message> messages, List<CaseEvent> timeline) {}

    /** What this administrator asked for, newest first; needs any clearance with them as its viewer. */
    public List<GlassRequest> of(StaffMember member) {
        return store.of(member.id(), LISTED);
    }

    /** What was asked, newest first, as far as the transaction may know of it. */
    public List<GlassRequest> all() {
        return store.all(LISTED);
    }

    /**
     * Opens a transaction of its own, of the software's: whether there is such a case changes nothing that the asker sees.
     *
     * @throws Refusal without a reason, or to whoever has no need of it
     */
    public long ask(StaffMember by, long caseId, String reason) {
        if (!by.is(Role.ADMIN) || by.clearance().seesCases()) {
            throw new Refusal(say(
                    "This is for administrators who see no cases by their role.",
                    "Esto es para quienes administran y no ven casos por su rol."));
        }
        String why = Reviewers.written(reason);
        return database.write(Clearance.SYSTEM.of(by.id()), () -> {
            long waiting = store.of(by.id(), LISTED).stream()
                    .filter(it -> it.standing() == GlassRequest.Standing.WAITING)
                    .count();
            if (waiting >= WAITING_AT_MOST) {
                throw new Refusal(say(
                                "You wait for %d answers already. Wait for one of them first.",
                                "Ya esperas %d respuestas. Espera primero una de ellas.")
                        .formatted(WAITING_AT_MOST));
            }
            long id = store.insert(by.id(), caseId, why);
            audit.recordWalled(by.actor(), "glass-asked", "glass:" + id, null, "");
            Set<Long> suspected = cases.find(caseId)
                    .map(it -> decisions.suspected(it.ticketId()))
                    .orElse(Set.of());
            events.publishEvent(new GlassMoved(id, false, suspected));
            wakeups.afterCommit("alert:glass");
            return id;
        });
    }

    /** Belongs into a transaction of whoever grants. @throws Refusal where one may not, or somebody was faster */
    public void grant(long requestId, Actor.Staff by) {
        GlassRequest request = waiting(requestId, by);
        SafetyCase it = cases.find(request.caseId())
                .orElseThrow(() -> new Refusal(say(
                        "There is no case of this number. Decline it.",
                        "No hay ningún caso con este número. Rechaza la petición.")));
        Set<Long> suspected = decisions.suspected(it.ticketId());
        if (suspected.contains(request.askedBy())) {
            throw new Refusal(say(
                    "Whoever asks is suspected in this case. It cannot be opened to them. Decline it.",
                    "En este caso se sospecha de quien pide. No se le puede abrir. Rechaza la petición."));
        }
        answered(store.answer(
                requestId,
                by.id(),
                it.ticketId(),
                playbooks.current().playbook().safety().care().breakGlass()));
        chronicle.tell(it, by, "glass-granted", "staff:" + request.askedBy());
        events.publishEvent(new GlassMoved(requestId, true, suspected));
        wakeups.afterCommit("alert:glass");
    }

    /** Belongs into a transaction of whoever declines. @throws Refusal as {@link #grant} */
    public void decline(long requestId, Actor.Staff by) {
        waiting(requestId, by);
        answered(store.answer(requestId, by.id(), null, null));
        audit.recordWalled(by, "glass-declined", "glass:" + requestId, null, "");
        wakeups.afterCommit("alert:glass");
    }

    /** Opens transactions of its own. Empty where no grant runs, and for whoever has come to be suspected. */
    public Optional<Glimpse> read(long requestId, Actor.Staff by) {
        Optional<Long> ticketId = database.write(Clearance.SYSTEM.of(by.id()), () -> {
            Optional<SafetyCase> opened = open(requestId, by).flatMap(request -> cases.find(request.caseId()));
            opened = opened.filter(it -> !decisions.suspected(it.ticketId()).contains(by.id()));
            opened.ifPresent(it -> chronicle.tell(it, by, "glass-read", "staff:" + by.id()));
            return opened.map(SafetyCase::ticketId);
        });
        Clearance glass = Clearance.GLASS.of(by.id());
        return ticketId.flatMap(id -> reading.open(
                glass, by, id, "break-glass:" + requestId, () -> database.read(glass, () -> look(requestId, by))));
    }

    private Optional<Glimpse> look(long requestId, Actor.Staff by) {
        store.stateTheTime();
        return open(requestId, by)
                .flatMap(request -> cases.find(request.caseId())
                        .map(it -> new Glimpse(request, it, tickets.everything(it.ticketId()), chronicle.of(it.id()))));
    }

    private Optional<GlassRequest> open(long requestId, Actor.Staff by) {
        return store.find(requestId)
                .filter(request -> request.askedBy() == by.id())
                .filter(request -> request.standing() == GlassRequest.Standing.OPEN);
    }

    private GlassRequest waiting(long requestId, Actor.Staff by) {
        GlassRequest request = store.find(requestId)
                .filter(it -> it.standing() == GlassRequest.Standing.WAITING)
                .orElseThrow(() -> new Refusal(
                        say("This request no longer waits for an answer.", "Esta petición ya no espera respuesta.")));
        if (request.askedBy() == by.id()) {
            throw new Refusal(say(
                    "You asked for this yourself. Another person has to answer.",
                    "La petición es tuya. Otra persona tiene que responder."));
        }
        return request;
    }

    private static void answered(boolean first) {
        if (!first) {
            throw new Refusal(
                    say("Somebody has answered this request already.", "Alguien ya respondió a esta petición."));
        }
    }
}
