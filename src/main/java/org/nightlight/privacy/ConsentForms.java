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
 * Signed forms that wait for a person. Callers have made sure that this person is trained; who looked and who decided is
 * recorded. Each verb is a transaction of its own, for nobody at the desk sees the forms otherwise.
 */
@Component
public class ConsentForms {
    /** In bytes. */
    public static final int LARGEST = 10 << 20;

    private static final int MOST = 50;

    private final Database database;
    private final ConsentFormStore forms;
    private final ConsentStore store;
    private final ConsentCentre centre;
    private final Audit audit;
    private final Clock clock;

    ConsentForms(
            Database database,
            ConsentFormStore forms,
            ConsentStore store,
            ConsentCentre centre,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.forms = forms;
        this.store = store;
        this.centre = centre;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param requestId the reference that stands on the paper */
    public record Form(long id, long requestId, Instant at, String type) {}

    /** What was answered on the page, which the paper must bear out. */
    public record Waiting(Form form, boolean disclosure) {}

    /** Oldest first. */
    public List<Waiting> waiting() {
        return database.read(
                Clearance.SYSTEM,
                () -> forms.waiting(MOST).stream()
                        .map(form -> new Waiting(form, disclosure(form.requestId())))
                        .toList());
    }

    private boolean disclosure(long requestId) {
        ConsentStep answer = ConsentCentre.answerOf(store.steps(requestId));
        return answer != null && answer.thirdPartyDisclosure();
    }

    /** The file, once it is written down who looks. */
    public Optional<byte[]> look(long id, Actor.Staff by) {
        return database.write(Clearance.SYSTEM, () -> {
            Optional<Form> form = forms.find(id);
            form.ifPresent(it -> audit.record(by, "consent-form-read", "request:" + it.requestId(), "form:" + id));
            return form.flatMap(it -> forms.content(it.id()));
        });
    }

    /**
     * A person has held the paper against what was answered.
     *
     * @param accepted whether it is signed, complete and says the same
     * @param reason why not; of no account when accepted
     * @return empty when there is no such form to check
     */
    public Optional<Outcome<Form>> check(long id, boolean accepted, String reason, Actor.Staff by) {
        return database.write(
                Clearance.SYSTEM,
                () -> forms.find(id).flatMap(form -> {
                    ConsentRequest request = store.lock(form.requestId()).orElseThrow();
                    ConsentStep answer = ConsentCentre.answerOf(store.steps(request.id()));
                    if (!request.isOpen() || answer == null || forms.find(id).isEmpty()) {
                        return Optional.<Outcome<Form>>empty();
                    }
                    String why = reason.strip();
                    if (!accepted && (why.isEmpty() || why.length() > 500)) {
                        return Optional.of(Outcome.refused(
                                "reason-" + id,
                                say("Say why, in at most 500 letters.", "Di por qué, en un máximo de 500 letras.")));
                    }
                    Instant now = clock.instant();
                    forms.check(id, by.id(), accepted, accepted ? "" : why, now);
                    if (accepted) {
                        centre.give(request, answer, "form:" + id, by);
                        store.insertMail(request.id(), ConsentLetters.Kind.RECORDED, now);
                    } else {
                        centre.decline(request, answer, "form:" + id, by);
                    }
                    return Optional.of(Outcome.done(form));
                }));
    }

    /** The type by the file's first bytes, whatever it is called; empty for what no form is taken in. */
    static Optional<String> type(byte[] file) {
        if (starts(file, 0x25, 0x50, 0x44, 0x46, 0x2D)) {
            return Optional.of("application/pdf");
        }
        if (starts(file, 0xFF, 0xD8, 0xFF)) {
            return Optional.of("image/jpeg");
        }
        return starts(file, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)
                ? Optional.of("image/png")
                : Optional.empty();
    }

    private static boolean starts(byte[] file, int... with) {
        if (file.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((file[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
