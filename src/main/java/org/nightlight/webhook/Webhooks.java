package org.nightlight.webhook;

import static org.nightlight.shared.Spoken.say;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.seal.SealedBytes;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Secrets;
import org.springframework.stereotype.Component;

/**
 * The desk's webhooks: made, changed, switched, set aside and brought back, given another secret, tried out; and what became of what they
 * were told. Verbs begin their own transactions.
 */
@Component
public class Webhooks {
    /** Each may have one call on its way at any moment. */
    public static final int MOST = 50;

    /** For so long calls are signed by the secret of before, too. */
    public static final Duration BOTH_SIGN = Duration.ofHours(24);

    private static final int LONGEST_NAME = 60;

    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final WebhookSecrets secrets;
    private final WebhookCalls calls;
    private final Destinations destinations;
    private final Database database;
    private final Wakeups wakeups;
    private final Audit audit;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            DeliveryStore deliveries,
            WebhookSecrets secrets,
            WebhookCalls calls,
            Destinations destinations,
            Database database,
            Wakeups wakeups,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.calls = calls;
        this.destinations = destinations;
        this.database = database;
        this.wakeups = wakeups;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those that stand, by name. */
    public List<Webhook> standing() {
        return store.standing();
    }

    /** Those that were set aside, the latest first. */
    public List<Webhook> removed() {
        return store.removed();
    }

    public Optional<Webhook> find(long id) {
        return store.find(id);
    }

    /** Of those that have anything waiting or dead, as far as the transaction's clearance sees it. */
    public Map<Long, Webhook.Counts> counts() {
        return deliveries.counts();
    }

    public List<Delivery> latest(long id, int most) {
        return deliveries.latest(id, most);
    }

    /** The latest first: those before the spot. */
    public List<Delivery> before(long id, Delivery.Spot spot, int most) {
        return deliveries.before(id, spot, most);
    }

    /** Makes one, switched on; its secret is given out this once. */
    public Outcome<Webhook.Fresh> make(Actor.Staff by, Webhook.Facts facts) {
        return this.<Webhook.Fresh>fault(facts, "")
                .orElseGet(() -> database.write(Clearance.SYSTEM, () -> {
                    store.lock();
                    if (store.standingNumber() >= MOST) {
                        return full();
                    }
                    String secret = Secrets.fresh();
                    long id = store.insert(facts, secrets.seal(secret), clock.instant());
                    record(by, "webhook-made", id);
                    return Outcome.done(new Webhook.Fresh(store.find(id).orElseThrow(), secret));
                }));
    }

    /** @param version that whoever changes it saw */
    public Outcome<Webhook> change(Actor.Staff by, long id, int version, Webhook.Facts facts) {
        String before = store.find(id).map(Webhook::address).orElse("");
        return this.<Webhook>fault(facts, before)
                .orElseGet(() -> database.write(Clearance.SYSTEM, () -> {
                    Webhook webhook = store.hold(id).orElseThrow();
                    if (webhook.version() != version || webhook.removed() != null) {
                        return Outcome.refused(
                                "name",
                                say(
                                        "Somebody else changed this webhook meanwhile, and nothing of yours was saved. Open it again to see how it is now.",
                                        "Otra persona cambió este webhook entretanto y no se guardó nada tuyo. Ábrelo de nuevo para ver cómo está ahora."));
                    }
                    if (!new Webhook.Facts(webhook.name(), webhook.address(), webhook.events()).equals(facts)) {
                        store.change(id, facts);
                        record(by, "webhook-changed", id);
                    }
                    return Outcome.done(store.find(id).orElseThrow());
                }));
    }

    /** Switched off it is told of nothing new, and what waits goes on waiting. Does nothing when it is so already. */
    public void turn(Actor.Staff by, long id, boolean on) {
        database.write(
                Clearance.SYSTEM,
                () -> store.hold(id)
                        .filter(webhook -> webhook.removed() == null && webhook.active() != on)
                        .ifPresent(webhook -> {
                            store.turn(id, on);
                            record(by, on ? "webhook-on" : "webhook-off", id);
                            wakeups.afterCommit(Posting.WAITING);
                        }));
    }

    /** Sets it aside, switched off. It can be brought back. */
    public void remove(Actor.Staff by, long id) {
        database.write(
                Clearance.SYSTEM,
                () -> store.hold(id)
                        .filter(webhook -> webhook.removed() == null)
                        .ifPresent(webhook -> {
                            store.remove(id, clock.instant());
                            record(by, "webhook-removed", id);
                        }));
    }

    /** Back, switched off. */
    public Outcome<Webhook> bringBack(Actor.Staff by, long id) {
        return database.write(Clearance.SYSTEM, () -> {
            store.lock();
            Webhook webhook = store.hold(id).orElseThrow();
            if (webhook.removed() == null) {
                return Outcome.done(webhook);
            }
            if (store.standingNumber() >= MOST) {
                return full();
            }
            store.remove(id, null);
            record(by, "webhook-returned", id);
            return Outcome.done(store.find(id).orElseThrow());
        });
    }

    /** Another secret, given out this once. That of before signs too, for a day. */
    public Webhook.Fresh rotate(Actor.Staff by, long id) {
        return database.write(Clearance.SYSTEM, () -> {
            if (store.hold(id).filter(webhook -> webhook.removed() == null).isEmpty()) {
                throw new IllegalStateException("webhook " + id + " was removed");
            }
            WebhookStore.Signing signing = store.signing(id);
            String secret = Secrets.fresh();
            store.rotate(
                    id, secrets.seal(secret), signing.now(), clock.instant().plus(BOTH_SIGN));
            SealedBytes.Sealed over = signing.before();
            if (over != null) {
                secrets.forget(over.address());
            }
            record(by, "webhook-secret", id);
            return new Webhook.Fresh(store.find(id).orElseThrow(), secret);
        });
    }

    /** Calls it now with an event of type {@code test} about no ticket; also one that is off. Not within a transaction. */
    public Answer test(Actor.Staff by, long id) {
        Webhook webhook = store.find(id).orElseThrow();
        database.write(Clearance.SYSTEM, () -> record(by, "webhook-tested", id));
        UUID event = UUID.randomUUID();
        return calls.post(
                URI.create(webhook.address()), store.signing(id), event, "test", Payload.test(event, clock.instant()));
    }

    /** Sets one on its way again, with its event id; false where there is none such, or it is on its way. */
    public boolean replay(Actor.Staff by, Clearance clearance, long id, UUID event) {
        return database.write(clearance, () -> {
            boolean found = deliveries.replay(id, event, clock.instant());
            if (found) {
                record(by, "webhook-replayed", id);
                wakeups.afterCommit(Posting.WAITING);
            }
            return found;
        });
    }

    /** Sets all on their way again that ended unheard; how many. */
    public int replayDead(Actor.Staff by, Clearance clearance, long id) {
        return database.write(clearance, () -> {
            int found = deliveries.replayDead(id, clock.instant());
            if (found > 0) {
                record(by, "webhook-replayed", id);
                wakeups.afterCommit(Posting.WAITING);
            }
            return found;
        });
    }

    /** Somebody looks at what became of its calls: should more of them end unheard, administrators are told again. */
    public void looked(long id) {
        store.looked(id);
    }

    private <T> Optional<Outcome<T>> fault(Webhook.Facts facts, String addressBefore) {
        if (facts.name().isBlank() || facts.name().length() > LONGEST_NAME) {
            return refused(
                    "name",
                    say("Give it a name of up to %d letters.", "Ponle un nombre de hasta %d letras.")
                            .formatted(LONGEST_NAME));
        }
        Optional<String> address =
                facts.address().equals(addressBefore) ? Optional.empty() : destinations.fault(facts.address());
        if (address.isPresent()) {
            return refused("address", address.get());
        }
        return facts.events().isEmpty()
                ? refused(
                        "events",
                        say("Choose at least one thing to be told of.", "Elige al menos una cosa que avisar."))
                : Optional.empty();
    }

    private static <T> Optional<Outcome<T>> refused(String field, String reason) {
        return Optional.of(Outcome.refused(field, reason));
    }

    private static <T> Outcome<T> full() {
        return Outcome.refused(
                "name",
                say("There are %d webhooks already. Remove one first.", "Ya hay %d webhooks. Retira uno primero.")
                        .formatted(MOST));
    }

    private void record(Actor by, String action, long id) {
        audit.record(by, action, "webhook:" + id, "");
    }
}
