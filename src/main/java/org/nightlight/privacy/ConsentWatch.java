package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.shared.Actor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends what has run its time: a question that nobody answered, a consent that is over, and with them the parent's address (16 CFR
 * 312.5(c)(1)); then the files of forms that prove nothing any more.
 */
@Component
class ConsentWatch {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");

    private final ConsentStore store;
    private final ConsentFormStore forms;
    private final ConsentProofStore proofs;
    private final FamilyStore visits;
    private final GroundStore grounds;
    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final Worker worker = new Worker("consent", Duration.ofMinutes(1), this::endOne);

    ConsentWatch(
            ConsentStore store,
            ConsentFormStore forms,
            ConsentProofStore proofs,
            FamilyStore visits,
            GroundStore grounds,
            Database database,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.forms = forms;
        this.proofs = proofs;
        this.visits = visits;
        this.grounds = grounds;
        this.database = database;
        this.audit = audit;
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

    /** One request a transaction. True when there may be more. */
    boolean endOne() {
        return database.write(Clearance.SYSTEM, () -> {
            Instant now = clock.instant();
            Optional<ConsentRequest> over = store.over(now);
            over.ifPresent(request -> {
                store.drop(request.id(), now);
                store.end(request.id(), "expired", now);
                if (request.isOpen()) {
                    // Nobody answered: who the child is, is forgotten with the parent's address.
                    grounds.change(
                            request.childId(),
                            Set.of(Ground.CONSENT_REQUEST),
                            Ground.ONE_REPLY,
                            PRIVACY.key(),
                            now,
                            now);
                }
                audit.record(PRIVACY, "consent-expired", "customer:" + request.childId(), "request:" + request.id());
            });
            if (over.isEmpty()) {
                forms.forget(now.minus(ConsentMethod.SIGNED_FORM.deleteAfter()));
                visits.forget(now.minus(FamilyLetters.LINK_LASTS).minus(FamilyLetters.LINK_LASTS));
            }
            return over.isPresent() || forms.sealOne() || proofs.sealOneIdentity();
        });
    }
}
