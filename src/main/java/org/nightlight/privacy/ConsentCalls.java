package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * Consent in a call, by telephone or with pictures (16 CFR 312.5(b)(2)(iii) and (iv)): the script that is read, and the record of
 * what the parent answered. Callers have made sure that the person is trained, and that they see the child. Nothing of the call is
 * recorded as sound or film. Whether the home must hear nothing is not asked here: the mail that tells of it is made later, by
 * the software, or not.
 */
@Component
public class ConsentCalls {
    private final Database database;
    private final ConsentStore store;
    private final ConsentProofStore proofs;
    private final ConsentCentre centre;
    private final ConsentWords words;
    private final CallScript script;
    private final Clock clock;

    ConsentCalls(
            Database database,
            ConsentStore store,
            ConsentProofStore proofs,
            ConsentCentre centre,
            ConsentWords words,
            CallScript script,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.proofs = proofs;
        this.centre = centre;
        this.words = words;
        this.script = script;
        this.clock = clock;
    }

    /**
     * What is read out.
     *
     * @param reference which a parent may have before them
     * @param relation what whoever asked took the parent to be
     * @param parts the script's, filled, by {@link CallScript#PARTS}
     * @param notice the notice before consent, which comes with the part of that name
     * @param proofs by method and key: how it can be made sure that it is the parent
     */
    public record Sheet(
            long reference,
            String language,
            Relation relation,
            int version,
            Map<String, String> parts,
            List<String> notice,
            Map<ConsentMethod, Map<String, String>> proofs) {}

    /**
     * What a trained person writes down.
     *
     * @param language in which the script was read
     * @param noticeRead whether the parent has read the notice or had it read out
     * @param provenBy a key of the script's ways to make sure who it is
     */
    public record Told(
            ConsentMethod method,
            String language,
            Relation relation,
            boolean noticeRead,
            String provenBy,
            boolean collection,
            boolean disclosure) {}

    /** The sheet for a child whose parent was asked and has not decided; empty for any other. */
    public Optional<Sheet> sheet(long childId, String language) {
        return database.read(
                Clearance.SYSTEM,
                () -> open(childId).map(request -> {
                    String spoken = language.isEmpty() ? request.language() : language;
                    return new Sheet(
                            request.id(),
                            spoken,
                            request.relation(),
                            script.version(),
                            parts(request, spoken),
                            words.paragraphs(spoken),
                            proofs(spoken));
                }));
    }

    /** Keeps what a parent answered. Empty when nobody waits for an answer about this child any more. */
    public Optional<Outcome<ConsentStanding.State>> record(long childId, Told told, Actor.Staff by) {
        return database.write(
                Clearance.SYSTEM,
                () -> open(childId)
                        .map(found -> store.lock(found.id()).orElseThrow())
                        .filter(ConsentRequest::isOpen)
                        .map(request -> fault(told)
                                .<Outcome<ConsentStanding.State>>map(it -> it)
                                .orElseGet(() -> Outcome.done(kept(request.by(told.relation()), told, by)))));
    }

    private Optional<Outcome.Refused<ConsentStanding.State>> fault(Told told) {
        if (told.method().place() != ConsentMethod.Place.CALL) {
            return refused(
                    "method",
                    say(
                            "Choose whether it is a call by phone or by video.",
                            "Elige si es una llamada por teléfono o por video."));
        }
        if (!told.relation().answersForChildren()) {
            return refused(
                    "relation",
                    say("Choose whether this is a parent or a guardian.", "Elige si es madre, padre, tutor o tutora."));
        }
        if (!script.proofs()
                .getOrDefault(told.method(), new java.util.LinkedHashMap<>())
                .containsKey(told.provenBy())) {
            return refused(
                    "proven",
                    say(
                            "Choose how you made sure that it is the parent, as the script says for this kind of call.",
                            "Elige cómo comprobaste que es la madre o el padre, como dice el guion para "
                                    + "este tipo de llamada."));
        }
        if (!told.noticeRead()) {
            return refused(
                    "notice",
                    say(
                            "A parent decides once they know what the notice says. Read it out, then tick this.",
                            "La madre o el padre decide cuando sabe qué dice el aviso. Léelo y luego marca esto."));
        }
        if (told.disclosure() && !told.collection()) {
            return refused(
                    "disclosure",
                    say(
                            "What is not kept cannot be passed on: with a no to the first, the second is no.",
                            "Lo que no se guarda no se puede pasar a otros: con un no a la primera, la "
                                    + "segunda es no."));
        }
        return Optional.empty();
    }

    private static Optional<Outcome.Refused<ConsentStanding.State>> refused(String field, String reason) {
        return Optional.of(new Outcome.Refused<>(field, reason));
    }

    private ConsentStanding.State kept(ConsentRequest request, Told told, Actor.Staff by) {
        String evidence =
                "call:" + proofs.insertCall(request, told, script.version(), words.version(), by.id(), clock.instant());
        if (!told.collection()) {
            centre.refuse(request, evidence, by);
            return ConsentStanding.State.REFUSED;
        }
        ConsentStep answer = new ConsentStep(
                request.id(),
                clock.instant(),
                ConsentStep.Decision.ANSWERED,
                true,
                told.disclosure(),
                words.version(),
                told.method(),
                evidence,
                null);
        centre.step(request, answer, by);
        centre.give(request, answer, evidence, by);
        store.insertMail(request.id(), ConsentLetters.Kind.RECORDED, clock.instant());
        return ConsentStanding.State.GIVEN;
    }

    private Optional<ConsentRequest> open(long childId) {
        return Optional.ofNullable(store.requests(List.of(childId)).get(childId))
                .filter(request -> request.isOpen() && request.deadline().isAfter(clock.instant()));
    }

    private Map<String, String> parts(ConsentRequest request, String language) {
        Map<String, String> parts = new java.util.LinkedHashMap<>();
        Notices.text(script.parts(), language)
                .forEach((key, text) ->
                        parts.put(key, words.filled(text, language, Map.of("reference", Long.toString(request.id())))));
        return parts;
    }

    private Map<ConsentMethod, Map<String, String>> proofs(String language) {
        Map<ConsentMethod, Map<String, String>> proofs = new java.util.EnumMap<>(ConsentMethod.class);
        script.proofs().forEach((method, ways) -> {
            Map<String, String> told = new java.util.LinkedHashMap<>();
            ways.forEach((key, texts) -> told.put(key, Notices.text(texts, language)));
            proofs.put(method, told);
        });
        return proofs;
    }
}
