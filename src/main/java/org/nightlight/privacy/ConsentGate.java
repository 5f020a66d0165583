package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * The lawful path of what a child under 13 writes (16 CFR 312.5): on what ground the desk keeps it, how often it may answer, and
 * when it forgets who wrote. Screening comes before it and knows nothing of it; no message is refused here. Whoever is an adult or
 * a teenager has no ground and needs none. Verbs belong into the caller's transaction, which sees the conversation.
 */
@Component
public class ConsentGate {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");

    private final GroundStore store;
    private final NoticeStore notices;
    private final Ages ages;
    private final Consents consents;
    private final Customers customers;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    ConsentGate(
            GroundStore store,
            NoticeStore notices,
            Ages ages,
            Consents consents,
            Customers customers,
            CurrentPlaybook playbooks,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.notices = notices;
        this.ages = ages;
        this.consents = consents;
        this.customers = customers;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** Records on what ground a message is kept that was just filed, where its writer is known as a child under 13. */
    public void arrived(Customer writer, long ticketId, boolean walled) {
        if (walled) {
            behindTheWall(writer, ticketId);
        } else {
            path(writer, ticketId);
        }
    }

    private void behindTheWall(Customer writer, long ticketId) {
        Optional<GroundStore.Kept> kept = store.find(ticketId);
        boolean child = kept.isPresent() || ages.of(writer).state() == AgeState.UNDER_13;
        if (child && kept.filter(it -> it.ground() == Ground.SECURITY_AND_LAW).isEmpty()) {
            choose(ticketId, writer.id(), Ground.SECURITY_AND_LAW, "iv", "screening", PRIVACY);
        }
    }

    /**
     * What may be sent to the requester of a conversation now; empty when nothing here stands in the way, since this is no child
     * under 13. A child of whom that has become known since the message came has its ground from here on.
     */
    public Optional<LawfulPath> path(Customer requester, long ticketId) {
        Optional<GroundStore.Kept> kept = store.lock(ticketId).filter(it -> it.childId() == requester.id());
        AgeState age = ages.of(requester).state();
        boolean child = age == AgeState.UNDER_13 || age == AgeState.UNKNOWN && kept.isPresent();
        if (!child) {
            return Optional.empty();
        }
        ConsentStanding consent = consents.of(requester.id());
        Ground ground = kept.map(GroundStore.Kept::ground).orElseGet(() -> first(requester, consent, ticketId));
        return Optional.of(path(ticketId, ground, consent));
    }

    /** As {@link #path}, for a look: nothing is written. */
    public Optional<LawfulPath> glance(Customer requester, long ticketId) {
        return glance(requester, ticketId, ages.of(requester).state(), consents.of(requester.id()));
    }

    /** As {@link #glance(Customer, long)}, for whoever has read the person's age and consent already. */
    public Optional<LawfulPath> glance(Customer requester, long ticketId, AgeState age, ConsentStanding consent) {
        if (age == AgeState.ADULT || age == AgeState.TEEN) {
            return Optional.empty();
        }
        Optional<GroundStore.Kept> kept = store.find(ticketId).filter(it -> it.childId() == requester.id());
        if (age == AgeState.UNKNOWN && kept.isEmpty()) {
            return Optional.empty();
        }
        Ground ground = kept.map(GroundStore.Kept::ground)
                .orElseGet(() -> first(consent, !parents(requester).isEmpty()));
        return Optional.of(path(ticketId, ground, consent));
    }

    private LawfulPath path(long ticketId, Ground ground, ConsentStanding consent) {
        boolean refused =
                consent.state() == ConsentStanding.State.REFUSED || consent.state() == ConsentStanding.State.REVOKED;
        return new LawfulPath(
                ground,
                consent.collection(),
                refused,
                ground == Ground.SEVERAL_REPLIES ? store.notices(ticketId) : LawfulPath.Notice.NONE);
    }

    private Ground first(Customer child, ConsentStanding consent, long ticketId) {
        Ground ground = first(consent, !parents(child).isEmpty());
        if (store.insert(ticketId, child.id(), ground, null, PRIVACY.key(), "", clock.instant())) {
            audit.recordTicket(PRIVACY, "ground", ticketId, ground.key());
        }
        return ground;
    }

    /** Pure: the ground of a child's message that nobody has decided on. */
    static Ground first(ConsentStanding consent, boolean parentKnown) {
        if (consent.collection()) {
            return Ground.CONSENT;
        }
        return switch (consent.state()) {
            case ASKED, ANSWERED -> Ground.CONSENT_REQUEST;
            default -> parentKnown ? Ground.SEVERAL_REPLIES : Ground.ONE_REPLY;
        };
    }

    /** Grown-ups of the child's household who have an address of their own. */
    private List<Customer> parents(Customer child) {
        Set<String> own = child.email().map(Mailbox::of).map(Set::of).orElse(Set.of());
        return customers.householdOf(child).map(Household::parents).orElse(List.of()).stream()
                .filter(parent -> parent.email()
                        .filter(address -> !own.contains(Mailbox.of(address)))
                        .isPresent())
                .toList();
    }

    /** On what ground a conversation is kept; empty where it needs none, or nobody has asked yet. */
    public Optional<Ground> ground(long ticketId) {
        return store.find(ticketId).map(GroundStore.Kept::ground);
    }

    /** A letter to the child was queued; where it is not the first, its parents are told before it leaves. */
    public void queued(Customer child, long ticketId, LawfulPath path, int repliesBefore) {
        if (path.needsNotice(repliesBefore) && path.notice() == LawfulPath.Notice.NONE) {
            Instant now = clock.instant();
            parents(child)
                    .forEach(parent ->
                            notices.insert(ticketId, child.id(), parent.id(), DirectNotice.Kind.SEVERAL_REPLIES, now));
            audit.recordTicket(PRIVACY, "parents-told", ticketId, DirectNotice.Kind.SEVERAL_REPLIES.key());
        }
    }

    /** What becomes of a letter to a child that waits to be handed over. */
    public enum Turn {
        GO,
        /** A notice to a parent has to leave first. */
        WAIT,
        /** A parent has said no since it was written, or the permission is over. */
        TAKEN_BACK,
        /** The notice that had to leave first could not be delivered. */
        NOT_TOLD
    }

    /** Asked right before a letter is handed over, by the software. */
    public Turn turn(long ticketId, IntSupplier repliesBefore) {
        Optional<GroundStore.Kept> kept = store.find(ticketId);
        if (kept.isEmpty()) {
            return Turn.GO;
        }
        Optional<Customer> child = customers.find(kept.get().childId());
        if (child.isEmpty()) {
            return Turn.TAKEN_BACK;
        }
        AgeState age = ages.of(child.get()).state();
        if (age == AgeState.ADULT || age == AgeState.TEEN) {
            return Turn.GO;
        }
        LawfulPath path =
                path(ticketId, kept.get().ground(), consents.of(kept.get().childId()));
        if (path.refused() || path.ground() == Ground.CONSENT && !path.consented()) {
            return Turn.TAKEN_BACK;
        }
        if (!path.needsNotice(repliesBefore.getAsInt())) {
            return Turn.GO;
        }
        return switch (path.notice()) {
            case GONE -> Turn.GO;
            case WAITING -> Turn.WAIT;
            case NONE, FAILED -> Turn.NOT_TOLD;
        };
    }

    /** An answer has left: where one was all that is allowed, who the child is will soon be forgotten. */
    public void answered(long ticketId) {
        Instant now = clock.instant();
        store.answered(
                ticketId, now, now.plus(playbooks.current().playbook().consent().oneReplyKept()));
    }

    /** A mail came back: where it was a notice to a parent, that parent was not told. */
    public void cameBack(List<String> mailIds) {
        notices.cameBack(mailIds, clock.instant());
    }

    /**
     * A person of the Safety Team says on what ground a conversation behind the wall is kept.
     *
     * @param subGround {@code i} to {@code iv} of 312.5(c)(6); empty for the protection of the child
     * @param silent whether somebody at home is suspected, or nobody has decided: then no parent may be told
     */
    public Outcome<Ground> choose(
            Customer child, long ticketId, String subGround, String reason, boolean silent, Actor.Staff by) {
        if (reason.isBlank() || reason.length() > 2_000) {
            return Outcome.refused(
                    "ground-reason",
                    say("Write down why, in at most 2,000 letters.", "Anota por qué, en un máximo de 2000 letras."));
        }
        AgeState age = ages.of(child).state();
        if (age == AgeState.ADULT || age == AgeState.TEEN) {
            return Outcome.refused(
                    "ground",
                    say(
                            "Whoever wrote is no child under 13. No ground is needed.",
                            "Quien escribió no es menor de 13. No hace falta motivo."));
        }
        if (subGround.isEmpty()) {
            return toProtect(child, ticketId, reason.strip(), silent, by);
        }
        if (!subGround.matches("i|ii|iii|iv")) {
            return Outcome.refused("ground", say("Choose one of the grounds.", "Elige uno de los motivos."));
        }
        choose(ticketId, child.id(), Ground.SECURITY_AND_LAW, subGround, reason.strip(), by);
        return Outcome.done(Ground.SECURITY_AND_LAW);
    }

    private Outcome<Ground> toProtect(Customer child, long ticketId, String reason, boolean silent, Actor.Staff by) {
        if (silent) {
            return Outcome.refused(
                    "ground",
                    say(
                            "On this ground the parents are told, and somebody at home is suspected, or "
                                    + "nobody has decided. Choose another ground.",
                            "Por este motivo se avisa a la madre o al padre, y se sospecha de alguien en "
                                    + "casa o nadie lo ha decidido. Elige otro motivo."));
        }
        List<Customer> parents = parents(child);
        if (parents.isEmpty()) {
            return Outcome.refused(
                    "ground",
                    say(
                            "On this ground a parent is told, and none with an address is known.",
                            "Por este motivo se avisa a una madre o un padre, y no se conoce a ninguno "
                                    + "con dirección."));
        }
        choose(ticketId, child.id(), Ground.CHILD_SAFETY, null, reason, by);
        Instant now = clock.instant();
        parents.forEach(
                parent -> notices.insert(ticketId, child.id(), parent.id(), DirectNotice.Kind.CHILD_SAFETY, now));
        return Outcome.done(Ground.CHILD_SAFETY);
    }

    private void choose(
            long ticketId, long childId, Ground ground, @Nullable String subGround, String reason, Actor by) {
        Instant now = clock.instant();
        if (!store.insert(ticketId, childId, ground, subGround, by.key(), reason, now)) {
            store.change(ticketId, ground, subGround, by.key(), reason, now);
        }
        audit.recordWalled(
                by,
                "ground",
                "customer:" + childId,
                ticketId,
                ground.key() + (subGround == null ? "" : " " + subGround));
    }
}
