package org.nightlight.safety.report;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.safety.report.MandatoryReport.Channel;
import org.nightlight.safety.report.MandatoryReport.Decision;
import org.nightlight.safety.report.MandatoryReport.Entry;
import org.nightlight.safety.report.MandatoryReport.Submission;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/**
 * What was told to whom, how far each track has come, and decisions not to report. None of it asks for an approval: a
 * person may always report first and write it down afterwards. Verbs belong into a transaction of {@code SAFETY} clearance.
 */
@Component
public class Submissions {
    /** A person's watch may go a little ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private final MandatoryReports reports;
    private final ReportStore store;
    private final Staff staff;
    private final Audit audit;
    private final Clock clock;

    Submissions(MandatoryReports reports, ReportStore store, Staff staff, Audit audit, Clock clock) {
        this.reports = reports;
        this.store = store;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A report that somebody made.
     *
     * @param reporter the member of staff who made it
     * @param at when: of a call, when it was held; of anything else, when it was sent
     * @param version the number of the approved version that was sent; null for a call or an agency's own form
     */
    public record Made(
            Track track,
            Channel channel,
            long reporter,
            String agency,
            Instant at,
            @Nullable String intake,
            @Nullable Integer version) {}

    /**
     * Adds a line to the record. The first one of a track moves it to submitted; no other track is touched.
     *
     * @throws Refusal for a drill: no agency hears of one
     */
    public Optional<MandatoryReport> made(long caseId, Made made, Actor.Staff by) {
        if (made.agency().isBlank()) {
            throw new Refusal(say("Write down which agency was told.", "Escribe a qué agencia se avisó."));
        }
        if (staff.find(made.reporter()).isEmpty()) {
            throw new Refusal(say("Choose who reported.", "Elige quién denunció."));
        }
        refuseFuture(made.at());
        return reports.locked(caseId).map(MandatoryReports::real).map(it -> {
            boolean oral = made.channel() == Channel.PHONE;
            Long approved = made.version() == null ? null : approved(it, made.version());
            store.insertSubmission(
                    caseId,
                    new Submission(
                            0,
                            null,
                            made.track(),
                            made.channel(),
                            made.reporter(),
                            made.agency().strip(),
                            blankToNull(made.intake()),
                            oral ? made.at() : null,
                            made.track() == Track.STATE ? it.clock().writtenDue(it.place(), made.at()) : null,
                            oral ? null : made.at(),
                            approved,
                            clock.instant(),
                            by.id()));
            if (!it.standing(made.track()).ended() || it.standing(made.track()) == Standing.NOT_REPORTED) {
                step(caseId, made.track(), Standing.SUBMITTED, by);
            }
            return recorded(
                    by,
                    "report-made",
                    it,
                    made.track().key() + " " + made.channel().key());
        });
    }

    /** What became known later, as a line of its own: the intake number, or when the report in writing went out. */
    public Optional<MandatoryReport> add(
            long caseId, long submissionId, @Nullable String intake, @Nullable Instant writtenAt, Actor.Staff by) {
        if (blankToNull(intake) == null && writtenAt == null) {
            throw new Refusal(say(
                    "Write down the intake number, or when the written report was sent.",
                    "Escribe el número de recepción, o cuándo se envió la denuncia por escrito."));
        }
        if (writtenAt != null) {
            refuseFuture(writtenAt);
        }
        return reports.locked(caseId).map(it -> {
            Submission first = it.submissions().stream()
                    .filter(line -> line.id() == submissionId && line.addsTo() == null)
                    .findFirst()
                    .orElseThrow(() -> new Refusal(say("There is no such record.", "No existe esa anotación.")));
            store.insertSubmission(
                    caseId,
                    new Submission(
                            0,
                            first.id(),
                            first.track(),
                            first.channel(),
                            first.reporter(),
                            first.agency(),
                            blankToNull(intake),
                            null,
                            null,
                            writtenAt,
                            null,
                            clock.instant(),
                            by.id()));
            return recorded(by, "report-added-to", it, first.track().key());
        });
    }

    /** The agency answered: this track goes forward. */
    public Optional<MandatoryReport> move(long caseId, Track track, Standing to, Actor.Staff by) {
        return reports.locked(caseId).map(it -> {
            if (!it.next(track).contains(to)) {
                throw new Refusal(
                        it.standing(track).ended()
                                ? say(
                                                "A report goes forward only, and this one is %s.",
                                                "Una denuncia solo avanza, y esta ya está así: %s.")
                                        .formatted(it.standing(track).label())
                                : say("Record first to whom it was reported.", "Anota primero a quién se denunció."));
            }
            step(caseId, track, to, by);
            return recorded(by, "report-moved", it, track.key() + " " + to.key());
        });
    }

    /** Proposes not to report on one track. Nothing ends by it, the clock least of all, until a second person confirms. */
    public Optional<MandatoryReport> refrain(long caseId, Track track, String reason, Actor.Staff by) {
        String why = MandatoryReports.worded(reason);
        return reports.locked(caseId).map(it -> {
            if (it.standing(track).ended()) {
                throw new Refusal(say("This is %s already.", "Esto ya está así: %s.")
                        .formatted(it.standing(track).label()));
            }
            store.insertDecision(caseId, track, why, by.id(), clock.instant());
            return recorded(by, "report-refrained", it, track.key());
        });
    }

    public Optional<MandatoryReport> confirm(long caseId, long decisionId, Actor.Staff by) {
        return reports.locked(caseId).map(it -> {
            Decision decision = it.decisions().stream()
                    .filter(one -> one.id() == decisionId && !one.confirmed())
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            say("There is no such decision that waits.", "No hay ninguna decisión así que espere.")));
            if (decision.by() == by.id()) {
                throw new Refusal(say(
                        "You made this decision. A second person must confirm it.",
                        "Tú tomaste esta decisión. Una segunda persona debe confirmarla."));
            }
            store.insertConfirmation(decisionId, by.id(), clock.instant());
            return recorded(
                    by, "report-refraining-confirmed", it, decision.track().key());
        });
    }

    private static Long approved(MandatoryReport report, int number) {
        return report.version(number)
                .filter(MandatoryReport.Version::approved)
                .map(MandatoryReport.Version::id)
                .orElseThrow(() -> new Refusal(say(
                                "Version %d is not approved. If something else was sent, record it without a version.",
                                "La versión %d no está aprobada. Si se envió otra cosa, anótala sin versión.")
                        .formatted(number)));
    }

    private void step(long caseId, Track track, Standing to, Actor.Staff by) {
        store.insertEntry(caseId, Entry.Kind.STEP, track, to.key(), by.id(), clock.instant());
    }

    private MandatoryReport recorded(Actor.Staff by, String action, MandatoryReport report, String detail) {
        audit.recordWalled(
                by, action, "case:" + report.about().id(), report.about().ticketId(), detail);
        return reports.find(report.about().id()).orElseThrow();
    }

    private void refuseFuture(Instant at) {
        if (at.isAfter(clock.instant().plus(AHEAD))) {
            throw new Refusal(say(
                    "This time lies in the future. Write down when it was done.",
                    "Esta hora está en el futuro. Escribe cuándo se hizo."));
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
