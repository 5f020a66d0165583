package org.nightlight.automation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Conflict;
import org.nightlight.ticket.Notices;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has the rules look at what changed, one change a transaction: what they do, what they found and that the change was looked at are
 * kept together or not at all, so that whatever dies, no rule fires twice or never. It sees what the whole desk sees: behind the safety wall
 * there is nothing for it.
 */
@Component
class RuleWork {
    static final String WAITING = "rules";
    static final Actor SELF = new Actor.Software("rules");

    /** So many rules may follow each other from one change. */
    static final int DEPTH = 5;

    private static final Logger LOG = LoggerFactory.getLogger(RuleWork.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** The last attempt at a change; a rule that fails in it is passed over. */
    private static final int LAST = 4;
    /** People are told once in so long of a rule that was stopped in a circle. */
    private static final Duration TOLD = Duration.ofDays(1);

    private final RuleStore rules;
    private final RuleQueue queue;
    private final Looks looks;
    private final Conditions conditions;
    private final Doer doer;
    private final Tickets tickets;
    private final Notices notices;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Database database;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Worker worker = new Worker("rules", LOOK, this::turn);

    RuleWork(
            RuleStore rules,
            RuleQueue queue,
            Looks looks,
            Conditions conditions,
            Doer doer,
            Tickets tickets,
            Notices notices,
            Staff staff,
            CurrentPlaybook playbooks,
            Audit audit,
            Database database,
            Wakeups wakeups,
            Clock clock) {
        this.rules = rules;
        this.queue = queue;
        this.looks = looks;
        this.conditions = conditions;
        this.doer = doer;
        this.tickets = tickets;
        this.notices = notices;
        this.staff = staff;
        this.playbooks = playbooks;
        this.audit = audit;
        this.database = database;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        wakeups.listen(word -> {
            if (word.equals(WAITING) || word.equals("hello")) {
                worker.wake();
            }
        });
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** One change of one ticket. True when there may be more. */
    boolean turn() {
        AtomicReference<RuleQueue.@Nullable Claimed> at = new AtomicReference<>();
        try {
            return database.write(Clearance.DESK, () -> {
                Optional<RuleQueue.Claimed> work = queue.claim(clock.instant());
                work.ifPresent(it -> {
                    at.set(it);
                    look(it);
                    queue.done(it);
                    wakeups.afterCommit(Tickets.LOOKED_AT);
                });
                return work.isPresent();
            });
        } catch (RuntimeException failed) {
            RuleQueue.Claimed work = at.get();
            if (work == null) {
                throw failed;
            }
            LOG.warn(
                    "rules failed on a change of ticket {} and look again in a minute: {}",
                    work.ticketId(),
                    Worker.cause(failed));
            database.write(
                    Clearance.DESK, () -> queue.putOff(work, clock.instant().plus(PAUSE)));
            return true;
        }
    }

    private void look(RuleQueue.Claimed work) {
        Playbook playbook = playbooks.current().playbook();
        for (Rule rule : asked(work)) {
            Optional<Ticket> ticket = tickets.find(work.ticketId()).filter(it -> !Plan.isOutOfReach(it, playbook));
            Optional<RuleQueue.Cause> cause = cause(work, rule);
            if (ticket.isPresent() && cause.isPresent()) {
                look(work, cause.get(), rule, ticket.get());
            }
        }
    }

    private List<Rule> asked(RuleQueue.Claimed work) {
        if (work.ruleId() == null) {
            return rules.listening(work.what());
        }
        return rules.find(work.ruleId())
                .filter(rule -> rule.active() && runsStill(rule, work))
                .map(List::of)
                .orElse(List.of());
    }

    /** A rule does not hear what it did itself; it does hear what others did, also where that came of its own. */
    private static Optional<RuleQueue.Cause> cause(RuleQueue.Claimed work, Rule rule) {
        return work.causes().stream()
                .filter(cause -> work.ruleId() != null
                        || rule.says().hears().stream().map(Heard::key).anyMatch(cause.what()::contains))
                .filter(cause -> cause.chain().isEmpty() || cause.chain().getLast() != rule.id())
                .findFirst();
    }

    /** Whether the time that is up has not begun anew meanwhile, and the rule has not fired for this beginning. */
    private boolean runsStill(Rule rule, RuleQueue.Claimed work) {
        After after = rule.says().after();
        return after != null
                && work.since() != null
                && work.since()
                        .equals(queue.since(after, List.of(work.ticketId())).get(work.ticketId()))
                && !looks.firedInTime(work.ticketId(), rule.id(), work.since());
    }

    private void look(RuleQueue.Claimed work, RuleQueue.Cause cause, Rule rule, Ticket ticket) {
        List<String> missing = missing(rule, ticket);
        if (!missing.isEmpty()) {
            kept(work, cause, rule, Looks.Outcome.NOT, missing);
        } else if (cause.chain().size() >= DEPTH) {
            stop(work, cause, rule);
        } else {
            fire(work, cause, rule, ticket);
        }
    }

    private List<String> missing(Rule rule, Ticket ticket) {
        return conditions
                .ask(rule.says().condition(), List.of(ticket.id()))
                .getOrDefault(ticket.id(), List.of())
                .stream()
                .filter(clause -> !clause.holds())
                .map(Conditions.Clause::text)
                .toList();
    }

    private void fire(RuleQueue.Claimed work, RuleQueue.Cause cause, Rule rule, Ticket ticket) {
        List<Long> chain = new ArrayList<>(cause.chain());
        chain.add(rule.id());
        List<String> done = new ArrayList<>();
        Optional<RuntimeException> failed = database.attempt(() -> {
            queue.lead(chain);
            done.addAll(doer.run(rule, ticket));
            queue.lead(List.of());
        });
        if (failed.isEmpty()) {
            audit.recordTicket(SELF, "rule-fired", ticket.id(), "rule:" + rule.id() + " version " + rule.version());
            kept(work, cause, rule, Looks.Outcome.FIRED, done);
            return;
        }
        switch (failed.get()) {
            case Refusal refusal ->
                kept(work, cause, rule, Looks.Outcome.REFUSED, List.of(String.valueOf(refusal.getMessage())));
            case Conflict conflict -> throw conflict;
            case RuntimeException other when work.attempts() < LAST -> throw other;
            case RuntimeException other -> {
                LOG.warn("rule {} failed on ticket {} for good: {}", rule.id(), ticket.id(), Worker.cause(other));
                kept(work, cause, rule, Looks.Outcome.FAILED, List.of());
            }
        }
    }

    /** The circle is written down on the ticket at each stop; people are told of it once a day. */
    private void stop(RuleQueue.Claimed work, RuleQueue.Cause cause, Rule rule) {
        List<Long> ids = new ArrayList<>(cause.chain());
        ids.add(rule.id());
        List<Long> circle = circle(ids);
        List<String> names = circle.stream()
                .map(id -> rules.find(id).map(Rule::name).orElse("?"))
                .toList();
        LOG.warn("rules stopped at depth {} on ticket {}: rule {}", DEPTH, work.ticketId(), said(circle));
        tickets.explain(work.ticketId(), SELF, "rules-stopped", Map.of("rules", names, "depth", DEPTH));
        audit.recordTicket(SELF, "rules-stopped", work.ticketId(), "rule:" + said(circle));
        kept(work, cause, rule, Looks.Outcome.STOPPED, names);
        Instant now = clock.instant();
        boolean news = false;
        for (long id : circle.stream().distinct().sorted().toList()) {
            news |= rules.stopped(id, now, now.minus(TOLD));
        }
        if (news) {
            for (StaffMember admin : staff.withRole(Role.ADMIN)) {
                notices.ruled(admin.id(), Notices.Kind.RULES_STOPPED, work.ticketId(), names.getFirst());
            }
        }
    }

    private static String said(List<Long> circle) {
        return String.join(" → ", circle.stream().map(String::valueOf).toList());
    }

    /** From the first that comes again to its return, such as A → B → A; all of it where none comes again. */
    static List<Long> circle(List<Long> chain) {
        for (int from = 0; from < chain.size(); from++) {
            for (int to = from + 1; to < chain.size(); to++) {
                if (chain.get(from).equals(chain.get(to))) {
                    return chain.subList(from, to + 1);
                }
            }
        }
        return chain;
    }

    private void kept(
            RuleQueue.Claimed work, RuleQueue.Cause cause, Rule rule, Looks.Outcome outcome, List<String> because) {
        looks.add(work.ticketId(), rule, clock.instant(), cause.what(), outcome, because);
    }
}
