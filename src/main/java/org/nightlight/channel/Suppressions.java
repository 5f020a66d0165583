package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.shared.Spoken;
import org.springframework.stereotype.Component;

/**
 * Addresses to which customers' mail does not go any more, since it came back for good or its owner called it spam. Mail that
 * protects a child, and mail to staff, is never stopped by this list: it is sent all the same, and people are told.
 */
@Component
public class Suppressions {
    private static final Set<Outgoing.Purpose> STOPPED = EnumSet.of(
            Outgoing.Purpose.REPLY,
            Outgoing.Purpose.SIDE,
            Outgoing.Purpose.AUTOMATIC,
            Outgoing.Purpose.RECEIPT,
            Outgoing.Purpose.CONSENT);
    private static final int LONGEST_REASON = 500;

    private final SuppressionStore store;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    Suppressions(SuppressionStore store, CurrentPlaybook playbooks, Audit audit, Clock clock) {
        this.store = store;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why an address is on the list. */
    public enum Why {
        BOUNCED,
        COMPLAINT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param status enhanced status code of the report (RFC 3463); empty when none was told */
    public record Entry(long id, EmailAddress address, Why why, String status, Instant since) {}

    /** What is on the list now, newest first, at most {@code limit}. Belongs into a transaction. */
    public List<Entry> all(int limit) {
        return store.all(limit);
    }

    boolean holds(EmailAddress address) {
        return store.find(List.of(address)).isPresent();
    }

    /** Why a mail to these people may not leave, as a sentence that says what to do; empty when it may. */
    Optional<String> stops(Outgoing.Purpose purpose, Collection<EmailAddress> recipients) {
        return STOPPED.contains(purpose) ? store.find(recipients).map(this::sentence) : Optional.empty();
    }

    Passage checked(Passage passage) {
        return passage instanceof Passage.Passed passed
                ? stops(passed.outgoing().purpose(), passed.outgoing().recipients())
                        .<Passage>map(why -> new Passage.Stopped("suppressed", why, List.of()))
                        .orElse(passage)
                : passage;
    }

    private String sentence(Entry entry) {
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Spoken.language())
                .format(entry.since().atZone(playbooks.current().playbook().zone()));
        return switch (entry.why()) {
            case BOUNCED ->
                say("No mail goes to this address: on ", "No sale correo a esta dirección: el ")
                        + day
                        + say(
                                " our mail to it came back, since there is no such mailbox. Put the "
                                        + "address right, or reach the person another way. If the address works "
                                        + "again, an administrator lifts the stop under Stopped addresses.",
                                " volvió nuestro correo, porque ese buzón no existe. Corrige la dirección "
                                        + "o contacta a la persona de otra forma. Si la dirección funciona otra "
                                        + "vez, administración quita el bloqueo en Direcciones bloqueadas.");
            case COMPLAINT ->
                say("No mail goes to this address: on ", "No sale correo a esta dirección: el ")
                        + day
                        + say(
                                " its owner marked our mail as spam. Reach the person another way. If "
                                        + "they ask for mail again, an administrator lifts the stop under Stopped "
                                        + "addresses.",
                                " quien la usa marcó nuestro correo como spam. Contacta a la persona de "
                                        + "otra forma. Si pide correo otra vez, administración quita el bloqueo en "
                                        + "Direcciones bloqueadas.");
        };
    }

    /** Puts an address on the list; false when it is there already. */
    boolean add(EmailAddress address, Why why, @Nullable String status) {
        Optional<Long> added = store.insert(address, why, status == null ? "" : status, clock.instant());
        added.ifPresent(
                id -> audit.record(new Actor.Software("outbox"), "suppression.added", "suppressed:" + id, why.key()));
        return added.isPresent();
    }

    /** Takes an address off the list. Empty when it is not there. */
    public Optional<Outcome<Entry>> lift(long id, String reason, Actor.Staff by) {
        String why = reason.strip();
        return store.find(id).map(entry -> {
            if (why.isEmpty()) {
                return Outcome.refused(
                        "reason-" + id,
                        say(
                                "Say why mail can go there again. The reason is kept.",
                                "Di por qué se puede enviar correo otra vez. El motivo se guarda."));
            }
            if (why.length() > LONGEST_REASON) {
                return Outcome.refused(
                        "reason-" + id,
                        say("Say it in at most ", "Dilo en un máximo de ")
                                + LONGEST_REASON
                                + say(" letters.", " letras."));
            }
            store.lift(id, by.id(), why, clock.instant());
            audit.record(
                    by, "suppression.lifted", "suppressed:" + id, entry.why().key());
            return Outcome.done(entry);
        });
    }
}
