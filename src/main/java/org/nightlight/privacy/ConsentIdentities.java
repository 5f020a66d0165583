package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * Identity papers of parents (16 CFR 312.5(b)(2)(v)): handed in, checked by a trained person against a database outside the desk, and
 * gone in the transaction of the decision. What stays is the result, against what, by whom and when. Callers have made sure that
 * the person is trained. Each verb is a transaction of its own.
 */
@Component
public class ConsentIdentities {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    private static final int MOST = 50;
    private static final int LONGEST = 200;

    private final Database database;
    private final ConsentProofStore proofs;
    private final ConsentStore store;
    private final ConsentCentre centre;
    private final ConsentMethods methods;
    private final Audit audit;
    private final Clock clock;

    ConsentIdentities(
            Database database,
            ConsentProofStore proofs,
            ConsentStore store,
            ConsentCentre centre,
            ConsentMethods methods,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.proofs = proofs;
        this.store = store;
        this.centre = centre;
        this.methods = methods;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why a paper proves nothing; nothing else is written down of it. */
    public enum Fault {
        UNREADABLE("unreadable", "It cannot be read", "No se puede leer"),
        NOT_FOUND("not-found", "The database does not know it", "La base de datos no lo conoce"),
        NOT_VALID("not-valid", "It is no longer valid", "Ya no es válido"),
        NOT_THE_PARENT("not-the-parent", "It is not of who was asked", "No es de la persona a quien se preguntó");

        private final String key;
        private final String words;
        private final String spanish;

        Fault(String key, String words, String spanish) {
            this.key = key;
            this.words = words;
            this.spanish = spanish;
        }

        public String key() {
            return key;
        }

        public String words() {
            return say(words, spanish);
        }
    }

    /** Takes a picture of a paper. Empty when the link is not for that. */
    public Optional<Outcome<OpenedConsent>> hand(String secret, byte[] file) {
        Optional<String> type = ConsentForms.type(file);
        return database.write(
                Clearance.SYSTEM,
                () -> centre.link(secret)
                        .filter(link -> link.purpose().equals("centre"))
                        .map(link -> {
                            ConsentRequest request =
                                    store.lock(link.requestId()).orElseThrow();
                            OpenedConsent opened = centre.opened(link);
                            if (opened.handed().identity() || !opened.wants(ConsentMethod.GOVERNMENT_ID)) {
                                return Outcome.done(opened);
                            }
                            if (type.isEmpty() || file.length > ConsentForms.LARGEST) {
                                return Outcome.refused(
                                        "picture",
                                        request.language().equals("es")
                                                ? "Envíe un archivo PDF, JPEG o PNG de hasta 10 MB."
                                                : "Send a PDF, JPEG or PNG file of at most 10 MB.");
                            }
                            long id = proofs.insertIdentity(request.id(), type.get(), file, clock.instant());
                            audit.record(
                                    PRIVACY,
                                    "consent-paper-received",
                                    "customer:" + request.childId(),
                                    "identity:" + id);
                            return Outcome.done(centre.opened(link));
                        }));
    }

    /** Oldest first. */
    public List<ConsentForms.Form> waiting() {
        return database.read(Clearance.SYSTEM, () -> proofs.waitingIdentities(MOST));
    }

    /** What the settings say that papers are checked against; empty where these papers are not taken. */
    public String database() {
        return methods.identityDatabase();
    }

    /** The picture, once it is written down who looks. */
    public Optional<byte[]> look(long id, Actor.Staff by) {
        return database.write(Clearance.SYSTEM, () -> {
            Optional<ConsentForms.Form> paper = proofs.identity(id);
            paper.ifPresent(
                    it -> audit.record(by, "consent-paper-read", "request:" + it.requestId(), "identity:" + id));
            return paper.flatMap(it -> proofs.identityPicture(it.id()));
        });
    }

    /**
     * A person has checked the paper.
     *
     * @param against the database outside the desk that it was checked against
     * @param fault why it proves nothing; empty where it does
     * @return empty when there is no such paper to check
     */
    public Optional<Outcome<ConsentForms.Form>> check(long id, String against, Optional<Fault> fault, Actor.Staff by) {
        return database.write(
                Clearance.SYSTEM,
                () -> proofs.identity(id).flatMap(paper -> {
                    ConsentRequest request = store.lock(paper.requestId()).orElseThrow();
                    ConsentStep answer = ConsentCentre.answerOf(store.steps(request.id()));
                    if (!request.isOpen()
                            || answer == null
                            || proofs.identity(id).isEmpty()) {
                        return Optional.<Outcome<ConsentForms.Form>>empty();
                    }
                    String where = against.strip();
                    if (where.isEmpty() || where.length() > LONGEST) {
                        return Optional.of(Outcome.refused(
                                "against-" + id,
                                say(
                                        "Write what you checked it against, in at most 200 letters.",
                                        "Escribe con qué lo comparaste, en un máximo de 200 letras.")));
                    }
                    Instant now = clock.instant();
                    proofs.decideIdentity(
                            id, by.id(), where, fault.map(Fault::key).orElse(null), now);
                    if (fault.isEmpty()) {
                        centre.give(request, answer, "identity:" + id, by);
                        store.insertMail(request.id(), ConsentLetters.Kind.RECORDED, now);
                    } else {
                        centre.decline(request, answer, "identity:" + id, by);
                    }
                    return Optional.of(Outcome.done(paper));
                }));
    }
}
