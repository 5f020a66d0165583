package org.nightlight.safety.cybertip;

import static org.nightlight.shared.Spoken.say;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.safety.cybertip.Answers.Faulty;
import org.nightlight.safety.cybertip.Tip.Filing;
import org.nightlight.safety.cybertip.Tip.State;
import org.nightlight.safety.cybertip.Tip.Version;
import org.nightlight.safety.cybertip.VersionStore.Sealed;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/**
 * Reports on a case to the CyberTipline, as people work on them: a version with the very bytes, its approval by the
 * reporting person, and what to do where a filing cannot go on by itself. Verbs belong into a transaction of {@code SAFETY}
 * clearance, and each is audited in it; what reads words belongs into a reading of the ticket that was begun before; where the case does not exist or may not be seen they answer empty.
 */
@Component
public class Cybertips {
    private final VersionStore versions;
    private final FilingStore filings;
    private final Composing composing;
    private final CybertipSwitch production;
    private final Access access;
    private final Steps steps;
    private final Staff staff;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    Cybertips(
            VersionStore versions,
            FilingStore filings,
            Composing composing,
            CybertipSwitch production,
            Access access,
            Steps steps,
            Staff staff,
            Audit audit,
            Wakeups wakeups,
            Clock clock) {
        this.versions = versions;
        this.filings = filings;
        this.composing = composing;
        this.production = production;
        this.access = access;
        this.steps = steps;
        this.staff = staff;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /** For a person to read; without the line in the audit there is no reading. */
    public Optional<Tip> read(long caseId, Actor.Staff reader) {
        Optional<Tip> found = find(caseId);
        found.ifPresent(it -> record(reader, "cybertip-read", it, ""));
        return found;
    }

    /** What a version says, the received words among it: written down before it is shown. Empty where it was deleted. */
    public String xml(Tip tip, Version version, Actor.Staff reader) {
        record(reader, "cybertip-words-read", tip, "version:" + version.number());
        return bytes(tip, version)
                .map(it -> new String(it.xml(), StandardCharsets.UTF_8))
                .orElse("");
    }

    /** The files on the case's ticket, of which a person chooses. */
    public List<SentFile> files(Tip tip) {
        return composing.files(tip.about().ticketId());
    }

    /** The files that go with a version. */
    public List<SentFile> files(Tip tip, Version version) {
        return bytes(tip, version).map(Sealed::list).orElse(List.of());
    }

    /** SHA-256 of the XML alone, in hex. */
    public Optional<String> xmlHash(Tip tip, Version version) {
        return bytes(tip, version).map(it -> Hashes.sha256(it.xml()));
    }

    private Optional<Sealed> bytes(Tip tip, Version version) {
        return versions.bytes(tip.about().ticketId(), version.id());
    }

    public List<Tip.Step> steps(Tip tip) {
        return filings.steps(tip.about().id());
    }

    public List<Tip.Uploaded> uploaded(Filing filing) {
        return filings.files(filing.id());
    }

    /** Who can be the reporting person: all of the Safety Team and Legal but the author and whoever is suspected. */
    public List<StaffMember> reporters(Tip tip, Actor.Staff author) {
        return composing.reporters(tip.about().ticketId(), author);
    }

    /**
     * Keeps the very bytes as the newest version, to be approved by the person whom it names.
     *
     * @throws Faulty for a field that must be mended
     * @throws Refusal while the desk cannot report, or while another report is on its way
     */
    public Optional<Tip> make(long caseId, Answers answers, long approver, Actor.Staff author) {
        Answers checked = answers.checked(clock.instant());
        return locked(caseId).map(tip -> {
            Environment environment = production.environment();
            if (!access.ready(environment)) {
                throw new Refusal(
                        say(
                                "The desk cannot report to the CyberTipline yet. Report by its web form or by phone.",
                                "La mesa de ayuda todavía no puede reportar a la CyberTipline. Reporta por su formulario web o por teléfono."));
            }
            if (tip.isOnItsWay(environment)) {
                throw new Refusal(say(
                        "A report is on its way already. Withdraw it first, or wait until it is filed.",
                        "Ya hay un reporte en camino. Retíralo primero, o espera a que se presente."));
            }
            StaffMember reporter = reporters(tip, author).stream()
                    .filter(it -> it.id() == approver)
                    .findFirst()
                    .orElseThrow(() -> new Faulty(
                            "approver",
                            say(
                                    "Choose another person, who approves and reports it.",
                                    "Elige a otra persona, que lo apruebe y lo reporte.")));
            Sealed bytes = composing.seal(tip, checked, environment, reporter);
            int number = tip.versions().size() + 1;
            Long follows = tip.filed(environment).map(Filing::id).orElse(null);
            versions.insert(
                    tip.about(),
                    new VersionStore.Made(number, environment, follows, author.id(), approver, checked, bytes),
                    clock.instant());
            record(author, "cybertip-version-made", tip, "version:" + number);
            return find(caseId).orElseThrow();
        });
    }

    /**
     * Approves these very bytes, which sends them on their way; those of a drill stay here.
     *
     * @param hash what the approver saw beside the version
     * @throws Refusal to anybody but the person named, and when the case or the switch says something else by now
     */
    public Optional<Tip> approve(long caseId, int number, String hash, Actor.Staff by) {
        return locked(caseId).map(tip -> {
            Version version = tip.version(number)
                    .orElseThrow(() -> new Refusal(say("There is no such version.", "No existe esa versión.")));
            if (version.author() == by.id()) {
                throw new Refusal(say(
                        "You made this version. Another person must approve it.",
                        "Tú hiciste esta versión. Otra persona debe aprobarla."));
            }
            if (version.approver() != by.id()) {
                throw new Refusal(
                        say(
                                "This version names another person as the one who reports. Only that person approves it; if that person is not there, make a version that names somebody else.",
                                "En esta versión figura otra persona como quien reporta. Solo esa persona la aprueba; si no está, haz una versión en la que figure alguien más."));
            }
            if (!version.hash().equals(hash)) {
                throw new Refusal(say(
                        "This is not the version that you read. Read it and approve it again.",
                        "Esta no es la versión que leíste. Léela y apruébala de nuevo."));
            }
            if (version.approved()) {
                throw new Refusal(say("This version is approved already.", "Esta versión ya está aprobada."));
            }
            if (!isCurrent(tip, version) || tip.isOnItsWay(version.environment())) {
                throw new Refusal(say(
                        "Something has changed since this version was made. Make a new version first.",
                        "Algo cambió desde que se hizo esta versión. Haz primero una versión nueva."));
            }
            versions.insertApproval(version.id(), hash, by.id(), clock.instant());
            record(by, "cybertip-approved", tip, "version:" + number);
            if (!tip.about().drill()) {
                queue(tip, version, Optional.empty(), by);
            }
            return find(caseId).orElseThrow();
        });
    }

    /** Whether the version says just what the case says now, to the system that is switched on. */
    public boolean isCurrent(Tip tip, Version version) {
        Optional<StaffMember> reporter = staff.find(version.approver()).filter(StaffMember::active);
        return tip.newest().filter(version::equals).isPresent()
                && !version.answers().equals(Answers.UNREAD)
                && version.environment() == production.environment()
                && reporter.isPresent()
                && version.hash()
                        .equals(composing
                                .seal(tip, version.answers(), version.environment(), reporter.get())
                                .hash());
    }

    /** Takes back what is not filed: at once where nothing was sent, else by asking the other side. */
    public Optional<Tip> withdraw(long caseId, long filingId, Actor.Staff by) {
        return locked(caseId).map(tip -> {
            Filing filing = found(tip, filingId);
            switch (filing.state()) {
                case APPROVED -> filings.end(filing, State.RETRACTED, "");
                case OPEN -> filings.retract(filing, by.id(), clock.instant());
                default ->
                    throw new Refusal(say(
                            "This can be withdrawn only while it waits or is open and not filed.",
                            "Esto se puede retirar solo mientras espera o está abierto sin presentar."));
            }
            steps.decided(filing, "withdrawn", "", by);
            return queued(caseId);
        });
    }

    /**
     * Sends the same approved bytes anew, in the place of one that came to nothing.
     *
     * @throws Refusal unless a person has to decide about it
     */
    public Optional<Tip> repeat(long caseId, long filingId, Actor.Staff by) {
        return locked(caseId).map(tip -> {
            Filing filing = found(tip, filingId);
            boolean undecided = filing.state() == State.LOST || filing.state() == State.STOPPED;
            if (!undecided || tip.isReplaced(filing)) {
                throw new Refusal(say("This cannot be sent again.", "Esto no se puede enviar de nuevo."));
            }
            if (filing.state() == State.LOST) {
                filings.end(filing, State.EXPIRED, "given-up");
            }
            if (find(caseId).orElseThrow().isOnItsWay(filing.environment())) {
                throw new Refusal(say("Another report is on its way already.", "Ya hay otro reporte en camino."));
            }
            if (filing.environment() != production.environment()) {
                throw new Refusal(say(
                        "The desk reports to another system by now. Make a new version.",
                        "La mesa de ayuda ahora reporta a otro sistema. Haz una versión nueva."));
            }
            Version version = tip.versions().stream()
                    .filter(it -> it.id() == filing.versionId())
                    .findFirst()
                    .orElseThrow();
            steps.decided(filing, "repeated", "", by);
            queue(tip, version, Optional.of(filing), by);
            return find(caseId).orElseThrow();
        });
    }

    /** The number of a lost one became known after all, from the other side: the desk goes on with that report. */
    public Optional<Tip> adopt(long caseId, long filingId, String number, Actor.Staff by) {
        String reportId = number.strip();
        if (!reportId.matches("\\d{1,20}")) {
            throw new Faulty(
                    "number-" + filingId,
                    say("Write the report’s number, in digits.", "Escribe el número del reporte, en cifras."));
        }
        return locked(caseId).map(tip -> {
            Filing filing = found(tip, filingId);
            if (filing.state() != State.LOST) {
                throw new Refusal(
                        say("Its number is known, or it has ended.", "Ya se conoce su número, o ya terminó."));
            }
            filings.opened(filing, reportId, clock.instant());
            steps.decided(filing, "adopted", "report:" + reportId, by);
            return queued(caseId);
        });
    }

    private void queue(Tip tip, Version version, Optional<Filing> inPlaceOf, Actor.Staff by) {
        long id = filings.insert(
                tip.about().id(), version.id(), version.environment(), inPlaceOf.orElse(null), 0, clock.instant());
        Tip now = queued(tip.about().id());
        steps.decided(found(now, id), "queued", "version:" + version.number(), by);
    }

    private Tip queued(long caseId) {
        wakeups.afterCommit(Sending.WORD);
        return find(caseId).orElseThrow();
    }

    private static Filing found(Tip tip, long filingId) {
        return tip.filing(filingId)
                .orElseThrow(() -> new Refusal(say("There is no such report.", "No existe ese reporte.")));
    }

    private Optional<Tip> locked(long caseId) {
        return versions.lock(caseId) ? find(caseId) : Optional.empty();
    }

    private Optional<Tip> find(long caseId) {
        return versions.find(caseId).map(about -> new Tip(about, versions.versions(about), filings.of(caseId)));
    }

    private void record(Actor.Staff by, String action, Tip tip, String detail) {
        audit.recordWalled(by, action, "case:" + tip.about().id(), tip.about().ticketId(), detail);
    }
}
