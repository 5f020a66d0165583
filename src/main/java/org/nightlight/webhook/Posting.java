package org.nightlight.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells webhooks what happened: one call at a time to each, all of them side by side. It sees what the whole desk sees, so that for what
 * went behind the wall meanwhile there is nothing to send. A process may die anywhere: the call is made once more, with the same event id.
 */
@Component
class Posting {
    static final String WAITING = "webhooks";
    private static final Actor SELF = new Actor.Software("webhooks");
    private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FORGETS_EVERY = Duration.ofHours(1);

    private final EventQueue queue;
    private final WebhookStore webhooks;
    private final WebhookCalls calls;
    private final DisclosureGate gate;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Database database;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Worker worker = new Worker("webhooks", LOOK, this::turn);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Instant forgot = Instant.MIN;

    Posting(
            EventQueue queue,
            WebhookStore webhooks,
            WebhookCalls calls,
            DisclosureGate gate,
            CurrentPlaybook playbooks,
            Audit audit,
            ApplicationEventPublisher events,
            Database database,
            Wakeups wakeups,
            Clock clock) {
        this.queue = queue;
        this.webhooks = webhooks;
        this.calls = calls;
        this.gate = gate;
        this.playbooks = playbooks;
        this.audit = audit;
        this.events = events;
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

    /** Calls that are on their way end first, within seconds. */
    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
        threads.close();
        calls.close();
    }

    private boolean turn() {
        boolean more = forget();
        List<EventQueue.Due> due = database.write(Clearance.DESK, () -> queue.claim(clock.instant(), LEASE));
        due.forEach(one -> threads.execute(() -> post(one)));
        return more || !due.isEmpty();
    }

    private void post(EventQueue.Due due) {
        try {
            if (isTold(due)) {
                Answer answer = calls.post(due.address(), due.signing(), due.event(), due.type(), due.body());
                database.write(Clearance.SYSTEM, () -> settle(due, answer)); // it may queue a mail
            } else {
                database.write(Clearance.DESK, () -> queue.drop(due));
            }
        } catch (RuntimeException failed) { // the lease ends, and it is tried once more
            LOG.warn("a call of webhook {} failed here and is made again: {}", due.webhookId(), Worker.cause(failed));
        } finally {
            worker.wake();
        }
    }

    private boolean isTold(EventQueue.Due due) {
        return Listening.isTold(due.category(), due.team(), playbooks.current().playbook())
                && gate.shut(Outgoing.Purpose.EVENT).isEmpty();
    }

    private void settle(EventQueue.Due due, Answer answer) {
        Instant now = clock.instant();
        boolean dead = !answer.taken() && (answer.gone() || !now.isBefore(due.giveUpAt()));
        String state = answer.taken() ? "sent" : dead ? "dead" : "queued";
        Instant next = state.equals("queued")
                ? Retries.next(due.tries(), now, due.giveUpAt(), ThreadLocalRandom.current())
                : now;
        if (!queue.end(due, state, next, answer)) {
            return;
        }
        webhooks.ended(due.webhookId(), answer, now);
        if (answer.gone() && webhooks.gone(due.webhookId())) {
            audit.record(SELF, "webhook-gone", "webhook:" + due.webhookId(), "");
            events.publishEvent(new WebhookUnheard(due.webhookId(), due.webhook(), true));
        } else if (dead && webhooks.told(due.webhookId(), now)) {
            events.publishEvent(new WebhookUnheard(due.webhookId(), due.webhook(), false));
        }
    }

    private boolean forget() {
        Instant now = clock.instant();
        if (forgot.isAfter(now.minus(FORGETS_EVERY)) && !forgot.isAfter(now)) {
            return false;
        }
        boolean more = database.write(Clearance.SYSTEM, () -> queue.forget(now.minus(KEPT), 5_000));
        forgot = more ? Instant.MIN : now;
        return more;
    }
}
