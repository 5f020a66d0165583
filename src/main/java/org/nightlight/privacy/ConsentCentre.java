package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * A parent's side of consent. Whoever comes has a link from a mail to their own address; nothing else opens anything here. Each
 * verb is a transaction of its own. A link that opens nothing says so in the same way whatever is wrong with it.
 */
@Component
public class ConsentCentre {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    /** After an answer so much time stays to prove it. */
    private static final Duration TO_PROVE = Duration.ofDays(7);

    private final Database database;
    private final ConsentStore store;
    private final ConsentFormStore forms;
    private final GroundStore grounds;
    private final Customers customers;
    private final Erasures erasures;
    private final PersonalStores stores;
    private final ConsentProofStore proofs;
    private final ConsentMethods methods;
    private final ConsentWords words;
    private final Audit audit;
    private final Clock clock;

    ConsentCentre(
            Database database,
            ConsentStore store,
            ConsentFormStore forms,
            GroundStore grounds,
            Customers customers,
            Erasures erasures,
            PersonalStores stores,
            ConsentProofStore proofs,
            ConsentMethods methods,
            ConsentWords words,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.forms = forms;
        this.grounds = grounds;
        this.customers = customers;
        this.erasures = erasures;
        this.stores = stores;
        this.proofs = proofs;
        this.methods = methods;
        this.words = words;
        this.audit = audit;
        this.clock = clock;
    }

    /** Empty for what is no link, or is none any more. */
    public Optional<OpenedConsent> open(String secret) {
        return database.read(Clearance.SYSTEM, () -> link(secret).map(this::opened));
    }

    /**
     * A parent's answer.
     *
     * @param collection {@code yes} or {@code no}; anything else was not answered
     * @param disclosure as {@code collection}
     * @param method key of the way to prove a yes
     */
    public Optional<Outcome<OpenedConsent>> answer(String secret, String collection, String disclosure, String method) {
        return database.write(
                Clearance.SYSTEM,
                () -> link(secret)
                        .filter(link -> link.purpose().equals("centre"))
                        .map(link -> {
                            ConsentRequest request =
                                    store.lock(link.requestId()).orElseThrow();
                            if (!opened(link).answerable()) {
                                return Outcome.done(opened(link));
                            }
                            return answered(link, request, collection, disclosure, method);
                        }));
    }

    private Outcome<OpenedConsent> answered(
            ConsentStore.Link link, ConsentRequest request, String collection, String disclosure, String method) {
        boolean spanish = request.language().equals("es");
        if (!collection.matches("yes|no")) {
            return Outcome.refused("collection", spanish ? "Elija sí o no." : "Choose yes or no.");
        }
        if (collection.equals("no")) {
            refuse(link, request);
            return Outcome.done(opened(link));
        }
        if (!disclosure.matches("yes|no")) {
            return Outcome.refused(
                    "disclosure",
                    spanish
                            ? "Elija sí o no. La ayuda no depende de esta respuesta."
                            : "Choose yes or no. The help does not depend on this answer.");
        }
        Optional<ConsentMethod> chosen =
                ConsentMethod.ofKey(method).filter(opened(link).methods()::contains);
        if (chosen.isEmpty()) {
            return Outcome.refused(
                    "method", spanish ? "Elija cómo confirma su respuesta." : "Choose how you prove your answer.");
        }
        boolean disclosed = disclosure.equals("yes");
        if (disclosed && !chosen.get().permitsDisclosure()) {
            return Outcome.refused(
                    "method", words.moreThanMail(spanish, opened(link).methods()));
        }
        Instant now = clock.instant();
        step(
                request,
                new ConsentStep(
                        request.id(),
                        now,
                        ConsentStep.Decision.ANSWERED,
                        true,
                        disclosed,
                        words.version(),
                        chosen.get(),
                        "link:" + link.id(),
                        null),
                PRIVACY);
        if (chosen.get().equals(ConsentMethod.EMAIL_PLUS)) {
            Instant due = now.plus(words.rules().confirmAfter());
            store.insertMail(request.id(), ConsentLetters.Kind.CONFIRM, due);
            store.extend(request.id(), due.plus(TO_PROVE));
        } else {
            store.extend(request.id(), now.plus(TO_PROVE));
        }
        return Outcome.done(opened(link));
    }

    /** Makes an answer by e-mail hold. Empty when the link is not for that. */
    public Optional<OpenedConsent> confirm(String secret) {
        return database.write(
                Clearance.SYSTEM,
                () -> link(secret)
                        .filter(link -> link.purpose().equals("confirm"))
                        .map(link -> {
                            ConsentRequest request =
                                    store.lock(link.requestId()).orElseThrow();
                            if (opened(link).confirmable()) {
                                ConsentStep answer = store.steps(request.id()).getLast();
                                give(request, answer, "link:" + link.id(), PRIVACY);
                                store.use(link.id(), clock.instant());
                            }
                            return opened(link);
                        }));
    }

    /** Takes everything back: what was given holds no more from now on, what was asked is refused. */
    public Optional<OpenedConsent> revoke(String secret, boolean erase) {
        return database.write(
                Clearance.SYSTEM,
                () -> link(secret).map(link -> {
                    ConsentRequest request = store.lock(link.requestId()).orElseThrow();
                    if (opened(link).revocable()) {
                        boolean given = opened(link).isGiven();
                        refuse(link, request);
                        if (given && erase) {
                            erase(request, clock.instant());
                        }
                    }
                    return opened(link);
                }));
    }

    /** Hands in a signed form. Empty when the link is not for that. */
    public Optional<Outcome<OpenedConsent>> hand(String secret, byte[] file) {
        Optional<String> type = ConsentForms.type(file);
        return database.write(
                Clearance.SYSTEM,
                () -> link(secret)
                        .filter(link -> link.purpose().equals("centre"))
                        .map(link -> {
                            ConsentRequest request =
                                    store.lock(link.requestId()).orElseThrow();
                            boolean spanish = request.language().equals("es");
                            OpenedConsent opened = opened(link);
                            if (opened.formSent() || !opened.formWanted()) {
                                return Outcome.done(opened);
                            }
                            if (type.isEmpty() || file.length > ConsentForms.LARGEST) {
                                return Outcome.refused(
                                        "form",
                                        spanish
                                                ? "Envíe un archivo PDF, JPEG o PNG de hasta 10 MB."
                                                : "Send a PDF, JPEG or PNG file of at most 10 MB.");
                            }
                            long id = forms.insert(request.id(), type.get(), file, clock.instant());
                            audit.record(
                                    PRIVACY, "consent-form-received", "customer:" + request.childId(), "form:" + id);
                            return Outcome.done(opened(link));
                        }));
    }

    /** Somebody wants a new link. Whatever comes of it comes by mail, and later: the answer and its time tell nothing. */
    public void wish(EmailAddress address) {
        database.write(Clearance.SYSTEM, () -> store.insertWish(address, clock.instant()));
    }

    /** Belongs into a transaction that has locked the request. */
    void give(ConsentRequest request, ConsentStep answer, String evidence, Actor verifier) {
        Instant now = clock.instant();
        step(
                request,
                new ConsentStep(
                        request.id(),
                        now,
                        ConsentStep.Decision.GIVEN,
                        answer.collection(),
                        answer.thirdPartyDisclosure(),
                        answer.noticeVersion(),
                        answer.method(),
                        evidence,
                        now.plus(Duration.ofDays(words.rules().lastsDays()))),
                verifier);
        store.drop(request.id(), now);
        store.end(request.id(), "given", now);
    }

    /** What was handed in proves nothing, and the parent may answer anew. Belongs into a transaction that has locked the request. */
    void decline(ConsentRequest request, ConsentStep answer, String evidence, Actor verifier) {
        Instant now = clock.instant();
        step(
                request,
                new ConsentStep(
                        request.id(),
                        now,
                        ConsentStep.Decision.DECLINED,
                        false,
                        false,
                        answer.noticeVersion(),
                        answer.method(),
                        evidence,
                        null),
                verifier);
        store.insertMail(request.id(), ConsentLetters.Kind.DECLINED, now);
    }

    private void refuse(ConsentStore.Link link, ConsentRequest request) {
        refuse(request, "link:" + link.id(), PRIVACY);
    }

    /** Belongs into a transaction that has locked the request. */
    void refuse(ConsentRequest request, String evidence, Actor verifier) {
        Instant now = clock.instant();
        boolean given = !request.isOpen();
        step(
                request,
                new ConsentStep(
                        request.id(),
                        now,
                        given ? ConsentStep.Decision.REVOKED : ConsentStep.Decision.REFUSED,
                        false,
                        false,
                        words.version(),
                        null,
                        evidence,
                        null),
                verifier);
        store.drop(request.id(), now);
        store.end(request.id(), given ? "revoked" : "refused", now);
    }

    void step(ConsentRequest request, ConsentStep step, Actor verifier) {
        store.insert(request, step, words.purposes(), verifier.key());
        switch (step.decision()) {
            case GIVEN -> given(request, step, verifier);
            case REFUSED -> erase(request, step.at());
            case ANSWERED, DECLINED, REVOKED -> {
                // What was taken back is read from the steps at each operation; deleting is a wish of its own.
            }
        }
        audit.record(
                verifier,
                "consent-" + step.decision().key(),
                "customer:" + request.childId(),
                "request:" + request.id() + " disclosure=" + step.thirdPartyDisclosure());
    }

    /** On a parent's own page: what was asked or given for this child is answered with no, and that it was is a line as any other. */
    void refuseAll(long childId, String evidence, Actor parent) {
        Optional.ofNullable(store.requests(List.of(childId)).get(childId))
                .flatMap(request -> store.lock(request.id()))
                .filter(request -> request.isOpen() || isGiven(request))
                .ifPresent(request -> refuse(request, evidence, parent));
        grounds.refused(childId, clock.instant());
    }

    private boolean isGiven(ConsentRequest request) {
        List<ConsentStep> steps = store.steps(request.id());
        return !steps.isEmpty() && steps.getLast().decision() == ConsentStep.Decision.GIVEN;
    }

    /** Nothing more is sent to the child, and what is kept of it goes as in any other erasure. */
    private void erase(ConsentRequest request, Instant at) {
        grounds.refused(request.childId(), at);
        customers
                .find(request.childId())
                .ifPresent(child ->
                        erasures.refused(child, customers.householdOf(child).orElse(null)));
    }

    /** What is held of the child, by kind and without a word of it: for a parent whose consent is proven, and for nobody else. */
    public List<Holding> held(String secret) {
        return database.read(
                Clearance.SYSTEM,
                () -> link(secret)
                        .filter(link -> opened(link).isGiven())
                        .map(link -> stores.holdings(stores.ofPerson(
                                store.find(link.requestId()).orElseThrow().childId())))
                        .orElse(List.of()));
    }

    /** Whoever confirmed by a link in a mail has shown with it that the mailbox is theirs. */
    private void given(ConsentRequest request, ConsentStep step, Actor verifier) {
        grounds.change(request.childId(), Ground.EXCEPTIONS, Ground.CONSENT, verifier.key(), step.at(), null);
        EmailAddress contact = request.contact();
        if (contact != null && ConsentMethod.EMAIL_PLUS.equals(step.method())) {
            customers.findByAddress(contact).ifPresent(parent -> customers.prove(parent.id(), contact, verifier));
        }
    }

    Optional<ConsentStore.Link> link(String secret) {
        return secret.matches("[\\w-]{43}") ? store.link(secret, clock.instant()) : Optional.empty();
    }

    OpenedConsent opened(ConsentStore.Link link) {
        ConsentRequest request = store.find(link.requestId()).orElseThrow();
        List<ConsentStep> steps = store.steps(request.id());
        OpenedConsent.Handed handed = handed(request.id(), answerOf(steps));
        return new OpenedConsent(
                link.purpose(),
                request.id(),
                request.language(),
                request.askedAt(),
                request.deadline(),
                request.isOpen() && request.deadline().isAfter(clock.instant()),
                steps,
                handed,
                methods.onPage().stream()
                        .filter(method -> method != ConsentMethod.KNOWLEDGE || handed.attemptsLeft() > 0)
                        .toList());
    }

    private OpenedConsent.Handed handed(long requestId, @Nullable ConsentStep answer) {
        Optional<ConsentProofStore.Card> card = proofs.lastCard(requestId)
                .filter(it -> answer != null && it.answeredAt().equals(answer.at()));
        return new OpenedConsent.Handed(
                forms.waits(requestId),
                proofs.identityWaits(requestId),
                card.map(ConsentProofStore.Card::page).orElse(null),
                card.map(ConsentProofStore.Card::sessionId).orElse(null),
                Math.max(0, ConsentQuestions.MOST_ATTEMPTS - proofs.attempts(requestId)));
    }

    /** What a confirmation by card costs, in words; empty where nothing is charged. */
    public String charge() {
        return methods.charge();
    }

    /** The words of the notice in force, as the parent reads them. */
    public List<String> notice(OpenedConsent opened) {
        return words.paragraphs(opened.language());
    }

    /** What a parent answered last that was not a refusal; null when nothing. */
    static @Nullable ConsentStep answerOf(List<ConsentStep> steps) {
        ConsentStep last = steps.isEmpty() ? null : steps.getLast();
        return last != null && last.decision() == ConsentStep.Decision.ANSWERED ? last : null;
    }
}
