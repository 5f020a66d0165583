package org.nightlight.automation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks for tickets whose time is up for a rule that waits. Each such rule remembers how far it has come in an index over the beginnings
 * of times, so that a look costs what became due since the last, and a beginning is passed once: each ticket once for each time
 * that it begins anew.
 */
@Component
class RuleWatch {
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration LOOKS_ARE_KEPT = Duration.ofDays(30);
    /** Far longer than any work waits; what is older stands behind a wall that rose at a bad moment. */
    private static final Duration WORK_IS_KEPT = Duration.ofDays(7);

    private static final Duration FORGETS_EVERY = Duration.ofHours(1);
    private static final int AT_ONCE = 200;

    private final RuleStore rules;
    private final RuleQueue queue;
    private final CurrentPlaybook playbooks;
    private final Database database;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Worker worker = new Worker("rule-times", LOOK, this::turn);
    private volatile Instant forgot = Instant.MIN;

    RuleWatch(
            RuleStore rules,
            RuleQueue queue,
            CurrentPlaybook playbooks,
            Database database,
            Wakeups wakeups,
            Clock clock) {
        this.rules = rules;
        this.queue = queue;
        this.playbooks = playbooks;
        this.database = database;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** Some of what is due for each rule. True when there may be more at once. */
    boolean turn() {
        boolean more = forget();
        for (Rule rule : database.look(rules::waiting)) {
            After after = rule.says().after();
            more |= after != null && database.write(Clearance.DESK, () -> look(rule.id(), after));
        }
        return more;
    }

    private boolean look(long ruleId, After after) {
        Optional<RuleStore.Spot> spot = rules.spot(ruleId);
        Instant latest = after.latest(clock.instant(), playbooks.current().calendar());
        if (spot.isEmpty() || latest.isBefore(spot.get().at())) {
            return false;
        }
        List<RuleStore.Spot> over = queue.over(after, spot.get(), latest, AT_ONCE);
        if (over.isEmpty()) {
            return false;
        }
        over.forEach(one -> queue.timeIsUp(ruleId, one, clock.instant()));
        rules.spot(ruleId, over.getLast());
        wakeups.afterCommit(RuleWork.WAITING);
        return over.size() == AT_ONCE;
    }

    private boolean forget() {
        Instant now = clock.instant();
        if (forgot.isAfter(now.minus(FORGETS_EVERY)) && !forgot.isAfter(now)) {
            return false;
        }
        boolean more = database.write(Clearance.SYSTEM, () -> queue.forget(now, LOOKS_ARE_KEPT, WORK_IS_KEPT, 5_000));
        forgot = more ? Instant.MIN : now;
        return more;
    }
}
