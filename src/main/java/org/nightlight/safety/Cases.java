package org.nightlight.safety;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Safety cases: opened in the transaction that stores the message, together with the wall around its ticket and the alert,
 * or none of them. Verbs need {@code SAFETY} or {@code SYSTEM} clearance; below it no case exists.
 */
@Component
public class Cases {
    private final CaseStore store;
    private final Walls walls;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Wakeups wakeups;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Cases(
            CaseStore store,
            Walls walls,
            CurrentPlaybook playbooks,
            Audit audit,
            Wakeups wakeups,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.walls = walls;
        this.playbooks = playbooks;
        this.audit = audit;
        this.wakeups = wakeups;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps what screening said of a message; a verdict that escalates also opens or raises the ticket's case. */
    public void judged(long ticketId, long messageId, Verdict verdict, long micros) {
        store.insertScreening(messageId, ticketId, verdict, micros, clock.instant());
        if (verdict.escalates() || verdict.held()) {
            open(
                    ticketId,
                    verdict.level(),
                    List.of(CaseStore.types(verdict)),
                    verdict.held(),
                    new Actor.Software("safety"));
        }
    }

    /** A person at the desk sees a child in danger. The case opens at {@code S2} at least; others cannot see it then. */
    public void raise(long ticketId, Level level, Actor by) {
        open(ticketId, level.atLeast(Level.S2), List.of(), false, by);
    }

    /** Gravest and oldest first; no content. */
    public List<SafetyCase> list(int limit) {
        return store.list(limit);
    }

    /** How many cases nobody has acknowledged yet. */
    public int unacknowledged() {
        return store.unacknowledged();
    }

    /** The case for a person to read: the reading is written down first, and if that fails there is no reading. */
    public Optional<SafetyCase> read(long caseId, Actor reader) {
        Optional<SafetyCase> found = store.find(caseId);
        found.ifPresent(it -> audit.recordWalled(reader, "case-read", "case:" + caseId, it.ticketId(), ""));
        return found;
    }

    /** The alert was heard: a person has it in hand. */
    public Optional<SafetyCase> acknowledge(long caseId, Actor.Staff by) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.filter(it -> it.standing() == SafetyCase.Standing.OPEN).ifPresent(it -> {
            store.acknowledge(caseId, by.id(), clock.instant());
            audit.recordWalled(by, "case-acknowledged", "case:" + caseId, it.ticketId(), "");
            wakeups.afterCommit("alert:" + caseId);
        });
        return store.find(caseId);
    }

    /**
     * A trained person found no concern: the ticket returns to the desk, to be sorted by a person.
     *
     * @throws Refusal without a reason, or at {@code S3} and above, which one person alone may not lower
     */
    public Optional<SafetyCase> release(long caseId, Actor.Staff by, String reason) {
        if (reason.isBlank()) {
            throw new Refusal("Write down why there is no concern. The reason is kept with the case.");
        }
        Optional<SafetyCase> found = store.lock(caseId);
        found.filter(it -> it.standing().isOpen()).ifPresent(it -> {
            if (it.level().compareTo(Level.S3) >= 0) {
                throw new Refusal(
                        "A case at " + it.level() + " is not released by one person. A second trained person must"
                                + " confirm, and this desk cannot record that yet. Keep the case open.");
            }
            PlaybookVersion rules = playbooks.current();
            Ladder.Rung desk = rules.playbook()
                    .categories()
                    .values()
                    .iterator()
                    .next()
                    .ladder()
                    .first();
            String category = rules.playbook().categories().firstEntry().getKey();
            store.end(caseId, SafetyCase.Standing.RELEASED, by.id(), reason, clock.instant());
            walls.open(it.ticketId(), new Work.Place(category, null, desk.team(), desk.level(), rules.number()), by);
            audit.recordWalled(by, "case-released", "case:" + caseId, it.ticketId(), "");
            wakeups.afterCommit("alert:" + caseId);
        });
        return store.find(caseId);
    }

    private void open(long ticketId, Level level, List<String> types, boolean held, Actor by) {
        Optional<SafetyCase> before = store.lockOfTicket(ticketId);
        long caseId;
        if (before.isEmpty()) {
            caseId = store.insert(ticketId, level, types.toArray(String[]::new), held, clock.instant());
        } else {
            caseId = before.get().id();
            Set<String> all = new LinkedHashSet<>(before.get().types());
            all.addAll(types);
            store.raise(
                    caseId,
                    before.get().level().atLeast(level),
                    all.toArray(String[]::new),
                    held || before.get().held());
        }
        PlaybookVersion rules = playbooks.current();
        String safety = rules.playbook().safety().category();
        Ladder.Rung people = rules.playbook().ladder(safety).firstWithPeople(rules.playbook());
        String issue = rules.playbook().category(safety).issues().firstEntry().getKey();
        walls.seal(ticketId, new Work.Place(safety, issue, people.team(), people.level(), rules.number()), by);
        audit.recordWalled(
                by, before.isEmpty() ? "case-opened" : "case-raised", "case:" + caseId, ticketId, level.name());
        events.publishEvent(new CaseOpened(caseId, ticketId));
        wakeups.afterCommit("alert:" + caseId);
    }
}
