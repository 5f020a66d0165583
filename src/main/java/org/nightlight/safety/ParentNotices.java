package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_NOTICE;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/** Whether a parent is told. Never by itself: a lead of the Safety Team decides, and never while somebody at home may be it. */
@Component
public class ParentNotices {
    private final CaseStore store;
    private final DecisionStore decisions;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final DSLContext sql;
    private final Clock clock;

    ParentNotices(
            CaseStore store,
            DecisionStore decisions,
            Chronicle chronicle,
            Reviewers reviewers,
            Staff staff,
            CurrentPlaybook playbooks,
            DSLContext sql,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.staff = staff;
        this.playbooks = playbooks;
        this.sql = sql;
        this.clock = clock;
    }

    /** Oldest first. */
    public List<ParentNotice> of(long caseId) {
        return sql.selectFrom(CASE_NOTICE)
                .where(CASE_NOTICE.CASE_ID.eq(caseId))
                .orderBy(CASE_NOTICE.ID)
                .fetch(row -> new ParentNotice(
                        row.getId(),
                        row.getGround(),
                        row.getChildTold(),
                        row.getReason(),
                        row.getDecidedBy(),
                        row.getAt()));
    }

    /** Why nobody may decide to tell a parent now; null when a lead may. */
    public @Nullable String silenced(SafetyCase it) {
        return decisions.of(it.id()).suspect().silencesParents()
                ? say(
                        "Nobody at home is told while it is not known who is suspected, or it is somebody at home.",
                        "No se avisa a nadie en casa mientras no se sepa de quién se sospecha, o si es alguien de casa.")
                : null;
    }

    public boolean isLead(long staffId) {
        return reviewers.isTrained(staffId)
                && staff.find(staffId)
                        .filter(member -> !Collections.disjoint(
                                member.leads(), playbooks.current().playbook().safetyTeams()))
                        .isPresent();
    }

    /**
     * A parent is to be told, by a person.
     *
     * @param childTold whether the child was told first
     * @throws Refusal to anybody but a lead, without a reason, or while somebody at home may be suspected
     */
    public Optional<SafetyCase> tell(long caseId, Actor.Staff by, boolean childTold, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            String silenced = silenced(it);
            if (silenced != null) {
                throw new Refusal(silenced);
            }
            if (!isLead(by.id())) {
                throw new Refusal(say(
                        "Only a lead of the Safety Team with a current training date decides this.",
                        "Esto lo decide solo una persona líder del equipo de protección con la capacitación vigente."));
            }
            String why = Reviewers.written(reason);
            insert(it, by, null, childTold, why);
            chronicle.tell(it, by, "notice-decided", childTold ? "child-told-first" : "child-not-told", why);
        });
        return found;
    }

    /** No parent gets the notice that the COPPA rule asks for. @throws Refusal without training or reason */
    public Optional<SafetyCase> withhold(long caseId, Actor.Staff by, String reason) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            reviewers.require(by);
            withhold(it, by, Reviewers.written(reason));
        });
        return found;
    }

    /** The child is answered and nobody at home is told of it: the ground is written down with who answered. */
    void withholdWith(SafetyCase it, Actor.Staff by) {
        if (decisions.of(it.id()).suspect().silencesParents()
                && of(it.id()).stream().noneMatch(ParentNotice::withheld)) {
            withhold(it, by, "The child was answered while somebody at home may be suspected.");
        }
    }

    private void withhold(SafetyCase it, Actor.Staff by, String reason) {
        insert(it, by, ParentNotice.GROUND, null, reason);
        chronicle.tell(it, by, "notice-withheld", ParentNotice.GROUND, reason);
    }

    private void insert(
            SafetyCase it, Actor.Staff by, @Nullable String ground, @Nullable Boolean childTold, String reason) {
        sql.insertInto(CASE_NOTICE)
                .set(CASE_NOTICE.CASE_ID, it.id())
                .set(CASE_NOTICE.DECISION, ground == null ? "tell" : "withheld")
                .set(CASE_NOTICE.GROUND, ground)
                .set(CASE_NOTICE.CHILD_TOLD, childTold)
                .set(CASE_NOTICE.REASON, reason)
                .set(CASE_NOTICE.DECIDED_BY, by.id())
                .set(CASE_NOTICE.AT, clock.instant())
                .execute();
    }
}
