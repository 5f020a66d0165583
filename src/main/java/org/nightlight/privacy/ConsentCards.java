package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * Consent confirmed by a payment card (16 CFR 312.5(b)(2)(ii)). The parent types the card on the provider's page and nowhere here.
 * A consent holds once the provider has said so, by a signed message or when asked; whoever hears it second does nothing.
 */
@Component
public class ConsentCards {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    /** The provider knows a key for a day; a page of its own stands as long. */
    private static final Duration ONE_KEY = Duration.ofHours(23);

    private final Database database;
    private final ConsentStore store;
    private final ConsentProofStore proofs;
    private final ConsentCentre centre;
    private final ConsentWords words;
    private final CardSettings settings;
    private final StripeCalls stripe;
    private final DisclosureGate gate;
    private final Audit audit;
    private final Clock clock;

    ConsentCards(
            Database database,
            ConsentStore store,
            ConsentProofStore proofs,
            ConsentCentre centre,
            ConsentWords words,
            CardSettings settings,
            StripeCalls stripe,
            DisclosureGate gate,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.proofs = proofs;
        this.centre = centre;
        this.words = words;
        this.settings = settings;
        this.stripe = stripe;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param passed null where nothing is sent: there is a page already, none is wanted, or none may be */
    private record Start(
            ConsentStore.Link link,
            String language,
            Passage.@Nullable Passed passed,
            ConsentProofStore.@Nullable Card card,
            boolean stopped) {}

    /** Has the provider make its page. Empty when the link is not for that. */
    public Optional<Outcome<OpenedConsent>> begin(String secret) {
        return database.write(
                        Clearance.SYSTEM,
                        () -> centre.link(secret)
                                .filter(link -> link.purpose().equals("centre"))
                                .map(this::start))
                .map(start -> {
                    if (start.stopped()) {
                        return notNow(start.language());
                    }
                    if (start.passed() == null || start.card() == null) {
                        return Outcome.done(opened(start.link()));
                    }
                    ConsentProofStore.Card card = start.card();
                    return made(
                            start,
                            card,
                            stripe.page(
                                    start.passed(),
                                    card.key(),
                                    card.charge(),
                                    start.language(),
                                    card.begunAt().plus(ONE_KEY),
                                    words.cardReturn()));
                });
    }

    private Start start(ConsentStore.Link link) {
        ConsentRequest request = store.lock(link.requestId()).orElseThrow();
        OpenedConsent opened = centre.opened(link);
        if (!opened.wants(ConsentMethod.CARD)
                || request.contact() == null
                || opened.handed().cardPage() != null && isFresh(request)) {
            return new Start(link, request.language(), null, null, false);
        }
        Passage passage = settings.on()
                ? gate.decide(new Outgoing(
                        Outgoing.Purpose.CARD,
                        Set.of(request.contact()),
                        "",
                        "",
                        store.isSilent(request),
                        Set.of(),
                        List.of()))
                : new Passage.Stopped("off", "", List.of());
        return switch (passage) {
            case Passage.Passed passed ->
                new Start(
                        link,
                        request.language(),
                        passed,
                        card(request, opened.last().orElseThrow()),
                        false);
            case Passage.Stopped stopped -> {
                // to a home that must hear nothing no receipt goes; the parent reads what they would read on a bad day
                audit.recordWalled(PRIVACY, "consent-card-withheld", "request:" + request.id(), null, stopped.rule());
                yield new Start(link, request.language(), null, null, true);
            }
        };
    }

    private boolean isFresh(ConsentRequest request) {
        return proofs.lastCard(request.id())
                .filter(card -> card.begunAt().isAfter(clock.instant().minus(ONE_KEY)))
                .isPresent();
    }

    /** One that got no answer is taken up again under its key, so that the provider makes one page of it. */
    private ConsentProofStore.Card card(ConsentRequest request, ConsentStep answer) {
        Instant now = clock.instant();
        Optional<ConsentProofStore.Card> last = proofs.lastCard(request.id());
        Optional<ConsentProofStore.Card> again =
                last.filter(card -> card.state().equals("begun")
                        && card.answeredAt().equals(answer.at())
                        && card.charge().equals(settings.charge())
                        && card.begunAt().isAfter(now.minus(ONE_KEY)));
        if (again.isPresent()) {
            return again.get();
        }
        last.ifPresent(old -> proofs.endCard(old.id(), "expired", null, now));
        return proofs.beginCard(request.id(), answer.at(), settings.charge(), now);
    }

    private Outcome<OpenedConsent> made(Start start, ConsentProofStore.Card card, StripeCalls.Made made) {
        return switch (made) {
            case StripeCalls.Made.Page page -> {
                database.write(Clearance.SYSTEM, () -> proofs.openCard(card.id(), page.sessionId(), page.address()));
                yield Outcome.done(opened(start.link()));
            }
            case StripeCalls.Made.NoAnswer none -> notNow(start.language());
            case StripeCalls.Made.Refused refused -> {
                database.write(Clearance.SYSTEM, () -> {
                    proofs.endCard(card.id(), "failed", null, clock.instant());
                    audit.record(PRIVACY, "consent-card-failed", "request:" + card.requestId(), refused.code());
                });
                yield notNow(start.language());
            }
        };
    }

    private OpenedConsent opened(ConsentStore.Link link) {
        return database.read(Clearance.SYSTEM, () -> centre.opened(link));
    }

    private static Outcome<OpenedConsent> notNow(String language) {
        return Outcome.refused(
                "card",
                language.equals("es")
                        ? "La página de la tarjeta no está disponible ahora. No se cobró nada. Inténtelo más tarde o elija otra"
                                + " forma."
                        : "The page for the card cannot be reached just now. Nothing was charged. Try later, or choose"
                                + " another way.");
    }

    /** A message that says to be the provider's. False when it is not, or is too old to be believed. */
    public boolean heard(String message, String signature) {
        Optional<Optional<StripeCalls.Told>> heard = stripe.heard(message, signature);
        heard.flatMap(told -> told).ifPresent(this::settle);
        return heard.isPresent();
    }

    /**
     * How things stand for whoever comes back from the provider's page.
     *
     * @param holds whether the consent that it was for holds
     */
    public record Back(String language, boolean holds) {}

    /** Whoever comes back with the number of a page; it may be anybody. Asks the provider where that is needed. */
    public Back back(String sessionId) {
        Optional<ConsentProofStore.Card> card = sessionId.matches("cs_\\w{1,200}")
                ? database.read(Clearance.SYSTEM, () -> proofs.cardOf(sessionId))
                : Optional.empty();
        card.filter(it -> settings.on() && it.state().equals("open"))
                .flatMap(it -> stripe.ask(sessionId))
                .ifPresent(this::settle);
        return card.map(it -> database.read(Clearance.SYSTEM, () -> {
                    ConsentRequest request = store.find(it.requestId()).orElseThrow();
                    boolean holds = store.steps(request.id()).stream()
                            .anyMatch(step -> step.decision() == ConsentStep.Decision.GIVEN
                                    && step.evidence().equals("card:" + it.id()));
                    return new Back(request.language(), holds && "given".equals(request.ended()));
                }))
                .orElse(new Back("en", false));
    }

    private void settle(StripeCalls.Told told) {
        if (told.state() == StripeCalls.Told.State.OPEN) {
            return;
        }
        database.write(
                Clearance.SYSTEM,
                () -> proofs.cardOf(told.sessionId()).ifPresent(card -> {
                    ConsentRequest request = store.lock(card.requestId()).orElseThrow();
                    boolean paid = told.state() == StripeCalls.Told.State.PAID;
                    if (proofs.endCard(
                                    card.id(),
                                    paid ? "paid" : "expired",
                                    paid ? told.paymentId() : null,
                                    clock.instant())
                            && paid) {
                        prove(request, card);
                    }
                }));
    }

    private void prove(ConsentRequest request, ConsentProofStore.Card card) {
        ConsentStep answer = ConsentCentre.answerOf(store.steps(request.id()));
        if (!request.isOpen()
                || answer == null
                || !answer.waitsFor(ConsentMethod.CARD)
                || !answer.at().equals(card.answeredAt())) {
            audit.record(PRIVACY, "consent-card-late", "customer:" + request.childId(), "card:" + card.id());
            return;
        }
        centre.give(request, answer, "card:" + card.id(), PRIVACY);
        store.insertMail(request.id(), ConsentLetters.Kind.RECORDED, clock.instant());
    }
}
