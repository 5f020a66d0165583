package org.nightlight.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.safety.Page;
import org.nightlight.safety.PageWay;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Calls a machine of the Safety Team's, where one is set: a row with each page, posted by a worker until it is taken. */
@Component
class WebhookPages implements PageWay {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3));

    private final PageCallStore store;
    private final DisclosureGate gate;
    private final Database database;
    private final Wakeups wakeups;
    private final Clock clock;
    private final String url;
    private final @Nullable PageMachine webhook;
    private final Worker worker;

    WebhookPages(
            PageCallStore store,
            DisclosureGate gate,
            Database database,
            Wakeups wakeups,
            Clock clock,
            @Value("${nightlight.webhook.url}") String address,
            @Value("${nightlight.webhook.secret-file}") String secretFile,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.store = store;
        this.gate = gate;
        this.database = database;
        this.wakeups = wakeups;
        this.clock = clock;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
        this.webhook = address.isBlank() ? null : PageMachine.at(address, secretFile);
        this.worker = new Worker("webhook", Duration.ofSeconds(1), this::postOne);
        wakeups.listen(word -> {
            if (word.equals("webhook")) {
                worker.wake();
            }
        });
    }

    @Override
    public void send(Page page) {
        if (webhook == null) {
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("case", page.caseId());
        body.put("level", page.outage() ? "outage" : page.level().name());
        body.put("link", url + (page.outage() ? "/desk/on-call" : "/desk/cases/" + page.caseId()));
        if (page.drill()) {
            body.put("drill", true);
        }
        Passage passage = gate.decide(new Outgoing(
                Outgoing.Purpose.MACHINE,
                Set.of(),
                "",
                JsonMapper.shared().writeValueAsString(body),
                true,
                Set.of(),
                List.of()));
        if (passage instanceof Passage.Passed passed) {
            store.insert(passed, clock.instant());
            wakeups.afterCommit("webhook");
        }
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        if (webhook != null) {
            worker.start();
        }
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        if (webhook != null) {
            worker.close();
            webhook.close();
        }
    }

    private boolean postOne() {
        PageMachine machine = webhook;
        if (machine == null) {
            return false;
        }
        Optional<PageCallStore.Call> due = database.write(Clearance.SYSTEM, () -> store.claim(clock.instant(), LEASE));
        due.ifPresent(call -> {
            String fault = machine.call(call.id(), call.body(), clock.instant());
            database.write(Clearance.SYSTEM, () -> settle(call, fault));
        });
        return due.isPresent();
    }

    private void settle(PageCallStore.Call call, String fault) {
        if (fault.isEmpty()) {
            store.sent(call, clock.instant());
        } else if (call.attempts() > PAUSES.size()) {
            store.fail(call, fault);
        } else {
            store.wait(call, clock.instant().plus(PAUSES.get(call.attempts() - 1)), fault);
        }
    }
}
