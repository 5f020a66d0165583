package org.nightlight.safety;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Duty;
import org.nightlight.staff.Role;
import org.nightlight.staff.Rota;
import org.nightlight.staff.Secrets;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Calls people until somebody answers: the first on duty, then the backup, then the lead, then everybody who may open a
 * case, and everybody again. The first step belongs to the transaction that opens the case; the others are taken by
 * whichever process sees first that they are due.
 */
@Component
class Paging {
    private static final Actor SAFETY = new Actor.Software("safety");

    private final PageStore store;
    private final DecisionStore decisions;
    private final Drills drills;
    private final Rota rota;
    private final Care care;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final List<PageWay> ways;
    private final Audit audit;
    private final Clock clock;

    Paging(
            PageStore store,
            DecisionStore decisions,
            Drills drills,
            Rota rota,
            Care care,
            Staff staff,
            CurrentPlaybook playbooks,
            List<PageWay> ways,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.drills = drills;
        this.rota = rota;
        this.care = care;
        this.staff = staff;
        this.playbooks = playbooks;
        this.ways = List.copyOf(ways);
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A case was opened or raised. While it is being paged already the calls go on where they are, since a child who writes
     * again must not bring them back to the first person; where it became graver, the next one is called at once.
     */
    void opened(long caseId, long ticketId, boolean graver, Actor by) {
        Instant now = clock.instant();
        Optional<PageStore.Row> before = store.ofCase(caseId);
        if (before.isEmpty()) {
            Instant cameIn =
                    by instanceof Actor.Staff ? now : store.cameIn(ticketId).orElse(now);
            call(store.insert(caseId, now, cameIn), Page.Step.FIRST);
        } else if (before.get().nextAt() == null) {
            store.beginAgain(before.get().id(), now);
            call(before.get().id(), Page.Step.FIRST);
        } else if (graver) {
            call(before.get().id(), before.get().step().next());
        }
    }

    /** Screening is out: a page that is about no case. */
    long outage(Instant since) {
        long id = store.insert(null, clock.instant(), since);
        call(id, Page.Step.FIRST);
        return id;
    }

    /** Somebody answered, or there is nothing to answer any more ({@code staffId} null). */
    void end(long caseId, @Nullable Long staffId) {
        store.ofCase(caseId).ifPresent(page -> store.end(page.id(), staffId, clock.instant()));
    }

    /** Takes a step that is due; its page's number. */
    Optional<Long> claimDue() {
        return store.claimDue(clock.instant()).map(PageStore.Row::id);
    }

    /** Calls whom the page comes to now, or nobody where it has been answered. */
    void step(long pageId) {
        PageStore.Row page = store.find(pageId).orElseThrow();
        if (page.runs()) {
            call(pageId, page.step().next());
        } else {
            store.end(pageId, null, clock.instant());
        }
    }

    void putOff(long pageId, Duration pause) {
        store.postpone(pageId, clock.instant().plus(pause));
    }

    private void call(long pageId, Page.Step due) {
        PageStore.Row row = store.find(pageId).orElseThrow();
        Instant now = clock.instant();
        Duty duty = rota.onDuty(now);
        Set<Long> called = store.called(pageId, row.beganAt());
        Set<Long> suspected = row.ticketId() == null ? Set.of() : decisions.suspected(row.ticketId());
        Page.Step step = duty.nobody() || alone(row, suspected) ? Page.Step.EVERYBODY : due;
        Set<Long> spared = care.spared();
        List<StaffMember> people = people(step, duty, called, suspected, spared);
        while (people.isEmpty() && step != Page.Step.EVERYBODY) {
            step = step.next();
            people = people(step, duty, called, suspected, spared);
        }
        boolean again = step == Page.Step.EVERYBODY && row.step() == step && !called.isEmpty();
        if (step == Page.Step.EVERYBODY && (again || people.isEmpty())) {
            people = everybody(suspected); // rest and opting out hold while somebody else comes, never instead of it
        }
        List<Page.Called> callings = new ArrayList<>();
        for (StaffMember member : people) {
            String secret = Secrets.fresh();
            store.insertCall(pageId, member.id(), step, now, Secrets.sha256(secret));
            callings.add(new Page.Called(member, secret));
        }
        Level level = Objects.requireNonNullElse(row.level(), Level.S4);
        boolean drill = row.ticketId() != null && drills.isDrill(row.ticketId());
        Page page = new Page(
                pageId, row.caseId(), row.ticketId(), level, step, duty.nobody(), again, drill, List.copyOf(callings));
        ways.forEach(way -> way.send(page));
        store.stepped(
                pageId, step, now.plus(playbooks.current().playbook().safety().nextCallAfter(level.name())));
        audit.recordWalled(
                SAFETY,
                "paged",
                row.caseId() == null ? "page:" + pageId : "case:" + row.caseId(),
                row.ticketId(),
                step.key() + " " + callings.size() + (duty.nobody() ? " nobody-on-duty" : ""));
    }

    /** An emergency needs two people: where fewer can be called of those on duty, it calls everybody. */
    private boolean alone(PageStore.Row row, Set<Long> suspected) {
        return row.level() == Level.S4 && care.available(suspected).size() < 2;
    }

    private List<StaffMember> everybody(Set<Long> suspected) {
        return Stream.concat(staff.withRole(Role.SAFETY_OFFICER).stream(), staff.withRole(Role.LEGAL).stream())
                .distinct()
                .filter(member -> !suspected.contains(member.id()))
                .toList();
    }

    /**
     * Those of a step who may open the case, and never one who is suspected in it; whoever was called before is called again
     * with everybody only.
     *
     * @param spared who rests or has opted out
     */
    private List<StaffMember> people(
            Page.Step step, Duty duty, Set<Long> called, Set<Long> suspected, Set<Long> spared) {
        if (step == Page.Step.EVERYBODY) {
            return everybody(suspected).stream()
                    .filter(member -> !spared.contains(member.id()))
                    .toList();
        }
        List<StaffMember> people = switch (step) {
            case FIRST -> duty.first();
            case BACKUP -> duty.backup();
            default -> leads();
        };
        return people.stream()
                .filter(member -> !called.contains(member.id())
                        && !suspected.contains(member.id())
                        && !spared.contains(member.id()))
                .toList();
    }

    /** The leads of the Safety Team, as far as they may open a case. */
    List<StaffMember> leads() {
        Playbook playbook = playbooks.current().playbook();
        String team = playbook.ladder(playbook.safety().category())
                .firstWithPeople(playbook)
                .team();
        return staff.leadsOf(team).stream()
                .filter(lead -> lead.clearance().seesCases())
                .toList();
    }
}
