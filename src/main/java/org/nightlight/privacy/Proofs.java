package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * Who is asking? Nothing about a child goes to an address until its owner has shown, by a link sent there, that it is theirs; nor
 * where the organisation's mail server doubts that a message came from whom it says.
 */
@Component
public class Proofs {
    private static final Duration BETWEEN = Duration.ofMinutes(15);

    private final ProofStore store;
    private final Customers customers;
    private final ConsentGate consentGate;
    private final Database database;
    private final Audit audit;
    private final Clock clock;

    Proofs(
            ProofStore store,
            Customers customers,
            ConsentGate consentGate,
            Database database,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.consentGate = consentGate;
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks somebody to show that their address is theirs. The mail is made later, by the software, which alone knows whether
     * anything may be sent to this home. Belongs into the caller's transaction.
     */
    public Outcome<Instant> ask(Customer person, long ticketId, Actor.Staff by) {
        Optional<CustomerAddress> address = person.firstMail();
        if (address.isEmpty() || address.get().proven()) {
            return Outcome.refused(
                    "proof",
                    say(
                            "There is no address here that is still to be proven.",
                            "Aquí no queda ninguna dirección por probar."));
        }
        if (consentGate
                .glance(person, ticketId)
                .filter(path -> !path.consented())
                .isPresent()) {
            return Outcome.refused(
                    "proof",
                    say(
                            "The desk sends nothing by itself to a child under 13 without a parent’s permission.",
                            "La mesa de ayuda no envía nada por sí sola a un menor de 13 sin permiso de "
                                    + "su madre o padre."));
        }
        Instant now = clock.instant();
        Instant asked = store.standing(person.id(), ticketId).askedAt();
        if (asked != null && asked.isAfter(now.minus(BETWEEN))) {
            return Outcome.refused(
                    "proof",
                    say(
                            "They were asked a moment ago. Wait a quarter of an hour.",
                            "Se le preguntó hace un momento. Espera un cuarto de hora."));
        }
        store.insert(person.id(), new EmailAddress(address.get().value()), by.id(), now);
        audit.recordTicket(by, "proof-asked", ticketId, "customer:" + person.id());
        return Outcome.done(now);
    }

    /**
     * Who is asking, as far as the desk knows.
     *
     * @param askedAt when they were last asked to prove their address; null when never
     * @param doubtful whether a message on the conversation may not come from whom it says
     */
    public record Standing(@Nullable Instant askedAt, boolean doubtful) {}

    public Standing standing(Customer person, long ticketId) {
        return store.standing(person.id(), ticketId);
    }

    /** What a link opens: whether the address is proven already. Empty for what is no link, or is none any more. */
    public Optional<Boolean> open(String secret) {
        return database.read(Clearance.SYSTEM, () -> link(secret).map(ProofStore.Proof::proven));
    }

    /** The owner of the mailbox pressed the button. */
    public Optional<Boolean> prove(String secret) {
        return database.write(
                Clearance.SYSTEM,
                () -> link(secret).map(proof -> {
                    customers.prove(proof.customerId(), proof.address(), new Actor.Customer(proof.customerId()));
                    store.proven(proof.id(), clock.instant());
                    return true;
                }));
    }

    private Optional<ProofStore.Proof> link(String secret) {
        return secret.matches("[\\w-]{43}") ? store.ofLink(secret, clock.instant()) : Optional.empty();
    }

    /** A message on this conversation may not come from whom it says. */
    public void doubt(long ticketId) {
        store.doubt(ticketId, clock.instant());
    }

    public boolean isDoubtful(long ticketId) {
        return store.isDoubtful(ticketId);
    }
}
