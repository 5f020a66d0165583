package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * Consent of parents as the desk sees it: where it stands, and asking for it. Every question is answered from the tables, so
 * that what a parent takes back holds from the next operation on. Verbs belong into the caller's transaction.
 */
@Component
public class Consents {
    private final ConsentStore store;
    private final GroundStore grounds;
    private final Notices notices;
    private final Customers customers;
    private final Ages ages;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    Consents(
            ConsentStore store,
            GroundStore grounds,
            Notices notices,
            Customers customers,
            Ages ages,
            CurrentPlaybook playbooks,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.grounds = grounds;
        this.notices = notices;
        this.customers = customers;
        this.ages = ages;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    public ConsentStanding of(long childId) {
        return of(List.of(childId)).getOrDefault(childId, ConsentStanding.NONE);
    }

    /** Where each child's consent stands. */
    public Map<Long, ConsentStanding> of(Collection<Long> children) {
        if (children.isEmpty()) {
            return Map.of();
        }
        Map<Long, ConsentRequest> requests = store.requests(children);
        Map<Long, ConsentStep> latest = requests.isEmpty() ? Map.of() : store.latest(children);
        Map<Long, ConsentStanding> standings = new HashMap<>();
        for (long child : children) {
            standings.put(child, standing(requests.get(child), latest.get(child)));
        }
        return standings;
    }

    private ConsentStanding standing(@Nullable ConsentRequest request, @Nullable ConsentStep step) {
        return ConsentStanding.of(
                Optional.ofNullable(request),
                Optional.ofNullable(step),
                step != null && notices.isOverruled(DirectNotice.Kind.CONSENT, step.noticeVersion()),
                clock.instant());
    }

    /**
     * Asks a parent. The mail is made later, by the software, which alone knows whether anything may be sent to this home: to
     * whoever asks, one home looks like the other.
     *
     * @param ticketId where it is asked; the caller sees it
     * @param address as chosen or typed
     * @param language BCP 47; anything but Spanish is asked in English
     */
    public Outcome<ConsentStanding> ask(
            Customer child,
            long ticketId,
            String address,
            Relation relation,
            @Nullable String language,
            Actor.Staff by) {
        Optional<EmailAddress> contact = EmailAddress.parse(address);
        if (contact.isEmpty()) {
            return Outcome.refused(
                    "parent",
                    say(
                            "Write the parent’s e-mail address, such as name@example.org.",
                            "Escribe el correo de la madre o del padre, por ejemplo name@example.org."));
        }
        if (!relation.answersForChildren()) {
            return Outcome.refused(
                    "parent-relation",
                    say("Choose whether this is a parent or a guardian.", "Elige si es madre, padre, tutor o tutora."));
        }
        if (ages.of(child).state() == AgeState.ADULT) {
            return Outcome.refused(
                    "consent",
                    say(
                            "This person is known as an adult. Put the age right first.",
                            "Esta persona consta como adulta. Corrige antes la edad."));
        }
        String own = refusedAddress(child, contact.get());
        if (own != null) {
            return Outcome.refused("parent", own);
        }
        if (!of(child.id()).mayBeAsked()) {
            return Outcome.refused(
                    "consent",
                    say(
                            "A parent has been asked already, or has answered. See above.",
                            "Ya se preguntó a una madre o un padre, o ya respondió. Mira arriba."));
        }
        Instant now = clock.instant();
        Playbook playbook = playbooks.current().playbook();
        ConsentRequest asked = new ConsentRequest(
                0,
                child.id(),
                ticketId,
                now,
                now.plus(Duration.ofDays(playbook.consent().answerWithinDays())),
                language != null && language.startsWith("es") ? "es" : "en",
                relation,
                contact.get(),
                null);
        Optional<Long> id = store.insert(asked, by.id());
        if (id.isEmpty()) {
            return Outcome.refused(
                    "consent",
                    say(
                            "Somebody else has asked a parent in this moment.",
                            "Otra persona acaba de preguntar a una madre o un padre."));
        }
        store.insertMail(id.get(), ConsentLetters.Kind.ASK, now);
        if (grounds.isRequester(ticketId, child.id())) {
            grounds.insert(ticketId, child.id(), Ground.CONSENT_REQUEST, null, by.key(), "", now);
        }
        grounds.change(child.id(), Set.of(Ground.ONE_REPLY), Ground.CONSENT_REQUEST, by.key(), now, null);
        audit.recordTicket(by, "consent-asked", ticketId, "request:" + id.get());
        return Outcome.done(of(child.id()));
    }

    /** Why nobody is asked at this address; null when it may be a parent's. */
    private @Nullable String refusedAddress(Customer child, EmailAddress address) {
        if (playbooks.current().playbook().addresses().isOurs(address)) {
            return say("This is our own address.", "Esta es nuestra propia dirección.");
        }
        String box = Mailbox.of(address);
        boolean childs = child.addresses().stream()
                .filter(known -> known.kind() == CustomerAddress.Kind.EMAIL)
                .flatMap(known -> EmailAddress.parse(known.value()).stream())
                .anyMatch(known -> Mailbox.of(known).equals(box));
        if (childs) {
            return say(
                    "This is the child’s own address. A parent is asked at another one, which the child does not read.",
                    "Esta es la dirección del propio niño o niña. A la madre o al padre se le pregunta en "
                            + "otra, que el niño o niña no lee.");
        }
        return customers
                .findByAddress(address)
                .filter(owner -> isChild(ages.of(owner).state()))
                .map(owner -> say(
                        "This address belongs to a child. Ask a parent at their own.",
                        "Esta dirección es de un niño o niña. Pregunta a la madre o al padre en la suya."))
                .orElse(null);
    }

    private static boolean isChild(AgeState state) {
        return state == AgeState.UNDER_13 || state == AgeState.TEEN;
    }
}
