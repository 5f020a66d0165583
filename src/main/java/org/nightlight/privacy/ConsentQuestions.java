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
 * Consent proven by questions of a provider (16 CFR 312.5(b)(2)(vi)). A parent may try three times for one request; the database
 * counts. What they type of themselves, the questions and the answers pass through and are kept nowhere.
 */
@Component
public class ConsentQuestions {
    public static final int MOST_ATTEMPTS = 3;

    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    /** Long enough to read, too short to ask around. */
    private static final Duration TO_ANSWER = Duration.ofMinutes(10);

    private static final int LONGEST = 200;

    private final Database database;
    private final ConsentStore store;
    private final ConsentProofStore proofs;
    private final ConsentCentre centre;
    private final ConsentMethods methods;
    private final DisclosureGate gate;
    private final Audit audit;
    private final Clock clock;

    ConsentQuestions(
            Database database,
            ConsentStore store,
            ConsentProofStore proofs,
            ConsentCentre centre,
            ConsentMethods methods,
            DisclosureGate gate,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.proofs = proofs;
        this.centre = centre;
        this.methods = methods;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Questions to be shown once.
     *
     * @param attempt to be sent back with the answers
     * @param last whether no further try is left after this
     */
    public record Sheet(String language, long attempt, boolean last, List<KnowledgeQuestions.Question> questions) {}

    private record Start(ConsentStore.Link link, ConsentRequest request, Passage passage) {}

    /** New questions; this counts as a try once there are any. Empty when the link is not for that. */
    public Optional<Outcome<Sheet>> ask(String secret, String name, String address) {
        return database.write(Clearance.SYSTEM, () -> centre.link(secret).flatMap(this::start))
                .map(start -> {
                    boolean spanish = start.request().language().equals("es");
                    if (name.isBlank() || name.length() > LONGEST) {
                        return Outcome.refused("name", spanish ? "Escriba su nombre." : "Write your name.");
                    }
                    if (address.isBlank() || address.length() > LONGEST) {
                        return Outcome.refused(
                                "address", spanish ? "Escriba su dirección postal." : "Write your postal address.");
                    }
                    return asked(start, name.strip(), address.strip());
                });
    }

    private Optional<Start> start(ConsentStore.Link link) {
        ConsentRequest request = store.lock(link.requestId()).orElseThrow();
        if (!centre.opened(link).wants(ConsentMethod.KNOWLEDGE) || request.contact() == null) {
            return Optional.empty();
        }
        Passage passage = gate.decide(new Outgoing(
                Outgoing.Purpose.KNOWLEDGE,
                Set.of(request.contact()),
                "",
                "",
                store.isSilent(request),
                Set.of(),
                List.of()));
        if (passage instanceof Passage.Stopped stopped) {
            audit.recordWalled(PRIVACY, "consent-questions-withheld", "request:" + request.id(), null, stopped.rule());
        }
        return Optional.of(new Start(link, request, passage));
    }

    private Outcome<Sheet> asked(Start start, String name, String address) {
        ConsentRequest request = start.request();
        boolean used = database.read(Clearance.SYSTEM, () -> proofs.attempts(request.id()) >= MOST_ATTEMPTS);
        if (used) {
            return usedUp(request);
        }
        Optional<KnowledgeQuestions.Asked> questions = start.passage() instanceof Passage.Passed passed
                ? fetched(passed, name, address, request)
                : Optional.empty();
        return questions
                .map(asked -> database.write(Clearance.SYSTEM, () -> counted(request, asked)))
                .orElseGet(() -> Outcome.refused(
                        "questions",
                        request.language().equals("es")
                                ? "Ahora no hay preguntas para usted. Inténtelo más tarde o elija otra forma."
                                : "There are no questions for you just now. Try later, or choose another way."));
    }

    private Optional<KnowledgeQuestions.Asked> fetched(
            Passage.Passed passed, String name, String address, ConsentRequest request) {
        try {
            return methods.questions()
                    .flatMap(provider -> provider.ask(passed, name, address, request.language()))
                    .filter(KnowledgeQuestions.Asked::isEnough);
        } catch (RuntimeException failed) {
            return Optional.empty();
        }
    }

    private Outcome<Sheet> counted(ConsentRequest request, KnowledgeQuestions.Asked asked) {
        store.lock(request.id());
        ConsentStep answer = waiting(request.id());
        int before = proofs.attempts(request.id());
        if (answer == null || before >= MOST_ATTEMPTS) {
            return usedUp(request);
        }
        long id = proofs.insertAttempt(request.id(), before + 1, answer.at(), asked.reference(), clock.instant());
        audit.record(PRIVACY, "consent-questions-asked", "customer:" + request.childId(), "knowledge:" + id);
        return Outcome.done(new Sheet(request.language(), id, before + 1 == MOST_ATTEMPTS, asked.questions()));
    }

    private static Outcome<Sheet> usedUp(ConsentRequest request) {
        return Outcome.refused(
                "questions",
                request.language().equals("es")
                        ? "Ya no quedan intentos. Elija otra forma."
                        : "There are no tries left. Choose another way.");
    }

    /** Takes the answers to one set. Empty when the link is not for that; a set that is gone or too old is a wrong answer. */
    public Optional<Outcome<OpenedConsent>> answer(String secret, long attemptId, List<Integer> choices) {
        Optional<Pending> pending = database.read(
                Clearance.SYSTEM,
                () -> centre.link(secret)
                        .filter(link -> link.purpose().equals("centre"))
                        .map(link -> new Pending(
                                link,
                                proofs.openAttempt(link.requestId(), attemptId).orElse(null))));
        return pending.map(it -> {
            ConsentProofStore.Attempt attempt = it.attempt();
            boolean right = attempt != null && isRight(attempt, choices);
            return database.write(Clearance.SYSTEM, () -> decided(it.link(), attempt, right));
        });
    }

    private record Pending(ConsentStore.Link link, ConsentProofStore.@Nullable Attempt attempt) {}

    private boolean isRight(ConsentProofStore.Attempt attempt, List<Integer> choices) {
        if (clock.instant().isAfter(attempt.askedAt().plus(TO_ANSWER))) {
            return false;
        }
        try {
            return methods.questions()
                    .filter(provider -> provider.isRight(attempt.reference(), choices))
                    .isPresent();
        } catch (RuntimeException failed) {
            return false;
        }
    }

    private Outcome<OpenedConsent> decided(
            ConsentStore.Link link, ConsentProofStore.@Nullable Attempt attempt, boolean right) {
        ConsentRequest request = store.lock(link.requestId()).orElseThrow();
        Instant now = clock.instant();
        ConsentStep answer = waiting(request.id());
        boolean proven = right
                && request.isOpen()
                && answer != null
                && attempt != null
                && answer.at().equals(attempt.answeredAt());
        if (attempt != null && proofs.endAttempt(attempt.id(), proven, now) && proven && answer != null) {
            centre.give(request, answer, "knowledge:" + attempt.id(), PRIVACY);
            store.insertMail(request.id(), ConsentLetters.Kind.RECORDED, now);
        }
        return proven
                ? Outcome.done(centre.opened(link))
                : Outcome.refused(
                        "questions",
                        request.language().equals("es")
                                ? "Eso no bastó para saber que es usted. Puede intentarlo otra vez o elegir otra forma."
                                : "That was not enough to know that it is you. You can try again, or choose another way.");
    }

    private @Nullable ConsentStep waiting(long requestId) {
        ConsentStep answer = ConsentCentre.answerOf(store.steps(requestId));
        return answer != null && answer.waitsFor(ConsentMethod.KNOWLEDGE) ? answer : null;
    }
}
