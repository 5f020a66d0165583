package org.nightlight.safety;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.shared.Actor;
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
    private final Paging paging;
    private final Outages outages;
    private final Drills drills;
    private final Rereading rereading;
    private final CurrentPlaybook playbooks;
    private final DecisionStore decisions;
    private final Proposals proposals;
    private final Chronicle chronicle;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public Cases(
            CaseStore store,
            Walls walls,
            Paging paging,
            Outages outages,
            Drills drills,
            Rereading rereading,
            CurrentPlaybook playbooks,
            DecisionStore decisions,
            Proposals proposals,
            Chronicle chronicle,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.walls = walls;
        this.paging = paging;
        this.outages = outages;
        this.drills = drills;
        this.rereading = rereading;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.proposals = proposals;
        this.chronicle = chronicle;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps what screening said of a message; a verdict that escalates also opens or raises the ticket's case. */
    public void judged(long ticketId, long messageId, Verdict verdict, long micros) {
        store.insertScreening(messageId, ticketId, verdict, micros, clock.instant());
        outages.heard(verdict);
        rereading.judged(ticketId, messageId, verdict);
        if (verdict.escalates() || verdict.held()) {
            open(
                    ticketId,
                    verdict.level(),
                    List.of(CaseStore.types(verdict)),
                    verdict.held(),
                    new Actor.Software("safety"));
        }
    }

    /** Keeps what screening said of a document that came with a message; where it found something, as {@link #judged}. */
    public void judgedFile(long ticketId, long messageId, Verdict verdict) {
        outages.heard(verdict);
        if (verdict.escalates() || verdict.held()) {
            store.addToScreening(messageId, ticketId, verdict.of(Reason.DOCUMENT), clock.instant());
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

    /** Gravest and oldest first; no content. Drills stand apart: {@link Drills#list}. */
    public List<SafetyCase> list(int limit) {
        return store.list(limit);
    }

    /** How many cases nobody has acknowledged yet, drills left out. */
    public int unacknowledged() {
        return store.unacknowledged();
    }

    /** The case for a person to read: the reading is written down first, and if that fails there is no reading. */
    public Optional<SafetyCase> read(long caseId, Actor reader) {
        Optional<SafetyCase> found = store.find(caseId);
        found.ifPresent(it -> audit.recordWalled(reader, "case-read", "case:" + caseId, it.ticketId(), ""));
        return found;
    }

    /** The ticket of a case, as far as the clearance sees it. */
    public Optional<Long> ticketOf(long caseId) {
        return store.find(caseId).map(SafetyCase::ticketId);
    }

    /** The alert was heard: a person has it in hand. */
    public Optional<SafetyCase> acknowledge(long caseId, Actor.Staff by) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.filter(it -> it.standing() == SafetyCase.Standing.OPEN).ifPresent(it -> {
            store.acknowledge(caseId, by.id(), clock.instant());
            chronicle.tell(it, by, "acknowledged", "");
            paging.end(caseId, by.id());
            if (drills.isDrill(it.ticketId())) {
                store.end(caseId, SafetyCase.Standing.CLOSED, by.id(), "It was a drill.", clock.instant());
                drills.end(it.ticketId(), by);
            }
        });
        return store.find(caseId);
    }

    private void open(long ticketId, Level level, List<String> types, boolean held, Actor by) {
        Optional<SafetyCase> before = store.lockOfTicket(ticketId);
        long caseId = before.map(SafetyCase::id)
                .orElseGet(() -> store.insert(ticketId, level, types.toArray(String[]::new), held, clock.instant()));
        before.ifPresent(it -> again(it, level, types, held, by));
        PlaybookVersion rules = playbooks.current();
        String safety = rules.playbook().safety().category();
        Ladder.Rung people = rules.playbook().ladder(safety).firstWithPeople(rules.playbook());
        String issue = rules.playbook().category(safety).issues().firstEntry().getKey();
        walls.seal(ticketId, new Work.Place(safety, issue, people.team(), people.level(), rules.number()), by);
        SafetyCase now = store.find(caseId).orElseThrow();
        chronicle.tell(
                now, by, before.isEmpty() ? "opened" : "raised", now.level().name());
        paging.opened(
                caseId,
                ticketId,
                before.filter(it -> it.level().compareTo(level) < 0).isPresent(),
                by);
        events.publishEvent(new CaseOpened(caseId, ticketId));
    }

    /** A further message: it adds to what was known and never takes away; what was proposed without it falls. */
    private void again(SafetyCase it, Level level, List<String> types, boolean held, Actor by) {
        Set<String> all = new LinkedHashSet<>(it.types());
        all.addAll(types);
        proposals.overtake(it, by);
        if (it.standing() == SafetyCase.Standing.RELEASED) {
            decisions.suspect(it.id(), Suspect.UNKNOWN, null); // "nobody" was said of what was known then
            decisions.safeChannel(it.id(), SafeChannel.UNDECIDED);
            events.publishEvent(new ChannelClosed(it.ticketId()));
        }
        store.raise(it.id(), it.level().atLeast(level), all.toArray(String[]::new), held || it.held());
    }
}
