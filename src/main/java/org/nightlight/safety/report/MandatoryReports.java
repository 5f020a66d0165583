package org.nightlight.safety.report;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.safety.report.MandatoryReport.Entry;
import org.nightlight.safety.report.MandatoryReport.OfCase;
import org.nightlight.safety.report.MandatoryReport.Version;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * The report on a case: where it is due, what it says, its versions and their approval. Verbs belong into a transaction of
 * {@code SAFETY} clearance, and each is audited in it; where the case does not exist or may not be seen they answer empty.
 */
@Component
public class MandatoryReports {
    private static final int LONGEST = 20_000;

    private final Jurisdictions places = Jurisdictions.shipped();
    private final ReportStore store;
    private final Tickets tickets;
    private final Customers customers;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    MandatoryReports(
            ReportStore store,
            Tickets tickets,
            Customers customers,
            Staff staff,
            CurrentPlaybook playbooks,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.customers = customers;
        this.staff = staff;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    public Jurisdictions places() {
        return places;
    }

    /** What is written down about the report, for a person to read; without the line in the audit there is no reading. */
    public Optional<MandatoryReport> read(long caseId, Actor.Staff reader) {
        Optional<MandatoryReport> found = find(caseId);
        found.ifPresent(it -> record(reader, "report-read", it, ""));
        return found;
    }

    /** What the report would say now, the received words among it. */
    public ReportText text(MandatoryReport report) {
        store.requireOpen(report.about().ticketId());
        Ticket ticket = tickets.find(report.about().ticketId()).orElseThrow();
        Playbook playbook = playbooks.current().playbook();
        Map<Long, String> names = staff.all().stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name));
        return new Composition(playbook.zone(), clock.instant(), names)
                .text(
                        report,
                        ticket,
                        customers
                                .find(ticket.requesterId())
                                .map(MandatoryReports::sender)
                                .orElse(new Composition.Sender("", List.of())),
                        tickets.everything(ticket.id()),
                        store.flags(ticket.id()));
    }

    /** Recorded before the received words are shown. */
    public void wordsRead(MandatoryReport report, Actor.Staff reader) {
        record(reader, "report-words-read", report, "");
    }

    /** Where the child is; an empty code where nobody knows. */
    public Optional<MandatoryReport> choose(long caseId, String code, Actor.Staff by) {
        if (!code.isEmpty() && !places.has(code)) {
            throw new Refusal(say(
                    "Choose a place from the list, or leave it unknown.",
                    "Elige un lugar de la lista, o déjalo como desconocido."));
        }
        return write(caseId, Entry.Kind.JURISDICTION, code, "report-place-chosen", by);
    }

    public Optional<MandatoryReport> comment(long caseId, String text, Actor.Staff by) {
        return write(caseId, Entry.Kind.COMMENT, worded(text), "report-commented", by);
    }

    /** What the child wishes, silence for instance. It is passed on and changes nothing else. */
    public Optional<MandatoryReport> wish(long caseId, String text, Actor.Staff by) {
        return write(caseId, Entry.Kind.WISH, worded(text), "report-wish-recorded", by);
    }

    /** What a version would be made of; to be printed outside any transaction. */
    public record Draft(long caseId, int number, Instant at, ReportText text) {}

    /** A printed draft, which is not kept yet. */
    public record Printed(Draft draft, byte[] pdf) {}

    /** @throws Refusal for a drill: of what is made up there must be no paper that looks like a report */
    public Optional<Draft> draft(long caseId) {
        return find(caseId)
                .map(MandatoryReports::real)
                .map(it -> new Draft(caseId, it.versions().size() + 1, clock.instant(), text(it)));
    }

    /** Slow, and needs no transaction. */
    public Printed print(Draft draft) {
        return new Printed(draft, ReportPdf.of(draft.text(), draft.caseId(), draft.number(), draft.at()));
    }

    /**
     * Keeps the printed bytes as the newest version, to be approved by somebody else.
     *
     * @throws Refusal when the case says something else by now
     */
    public Optional<MandatoryReport> keep(Printed printed, Actor.Staff author) {
        long caseId = printed.draft().caseId();
        return locked(caseId).map(it -> {
            String content = printed.draft().text().hash();
            if (it.versions().size() + 1 != printed.draft().number() || !content.equals(text(it).hash())) {
                throw new Refusal(say(
                        "Something was added in this very moment. Make the version again.",
                        "Algo se agregó en este mismo momento. Haz la versión de nuevo."));
            }
            store.insertVersion(
                    caseId,
                    printed.draft().number(),
                    content,
                    printed.pdf(),
                    author.id(),
                    printed.draft().at());
            record(
                    author,
                    "report-version-made",
                    it,
                    "version:" + printed.draft().number());
            return find(caseId).orElseThrow();
        });
    }

    /**
     * Approves these very bytes.
     *
     * @param hash the SHA-256 that the approver saw beside the version
     * @throws Refusal to the author, for any but the newest version, and when the case says something else by now
     */
    public Optional<MandatoryReport> approve(long caseId, int number, String hash, Actor.Staff by) {
        return locked(caseId).map(it -> {
            Version version = it.version(number)
                    .orElseThrow(() -> new Refusal(say("There is no such version.", "No existe esa versión.")));
            if (version.author() == by.id()) {
                throw new Refusal(say(
                        "You made this version. Another person must approve it.",
                        "Tú hiciste esta versión. Otra persona debe aprobarla."));
            }
            if (!version.hash().equals(hash)) {
                throw new Refusal(say(
                        "This is not the version that you read. Read it and approve it again.",
                        "Esta no es la versión que leíste. Léela y apruébala de nuevo."));
            }
            if (!isCurrent(it, version)) {
                throw new Refusal(say(
                        "Something was added since this version was made. Make a new version first.",
                        "Algo se agregó desde que se hizo esta versión. Haz primero una versión nueva."));
            }
            if (version.approved()) {
                throw new Refusal(say("This version is approved already.", "Esta versión ya está aprobada."));
            }
            store.insertApproval(version.id(), hash, by.id(), clock.instant());
            record(by, "report-approved", it, "version:" + number);
            return find(caseId).orElseThrow();
        });
    }

    /** Whether the version says just what the case says now. An approval of one that does not is void. */
    public boolean isCurrent(MandatoryReport report, Version version) {
        return report.newest().filter(version::equals).isPresent()
                && version.content().equals(text(report).hash());
    }

    /** The bytes of a version. The name tells nothing of anybody. */
    public record File(String name, byte[] pdf) {}

    public Optional<File> file(long caseId, int number, Actor.Staff reader) {
        return find(caseId)
                .flatMap(it -> it.version(number).flatMap(version -> {
                    record(reader, "report-file-read", it, "version:" + number);
                    return store.pdf(it.about().ticketId(), version.id())
                            .map(pdf -> new File("report-" + caseId + "-" + number + ".pdf", pdf));
                }));
    }

    static MandatoryReport real(MandatoryReport report) {
        if (report.about().drill()) {
            throw new Refusal(
                    say(
                            "This is a drill. Nobody outside is called or written to, and nothing is recorded as reported.",
                            "Esto es un simulacro. No se llama ni se escribe a nadie de fuera, y no se anota nada como denunciado."));
        }
        return report;
    }

    /** The report with its case held still until the transaction ends. */
    Optional<MandatoryReport> locked(long caseId) {
        return store.lock(caseId) ? find(caseId) : Optional.empty();
    }

    Optional<MandatoryReport> find(long caseId) {
        return store.find(caseId).map(this::whole);
    }

    private MandatoryReport whole(OfCase about) {
        List<Entry> entries = store.entries(about.id(), about.ticketId());
        Jurisdiction place = place(entries);
        return new MandatoryReport(
                about,
                place,
                ReportClock.of(
                        about.firstFlag(),
                        playbooks.current().playbook().safety().report(),
                        place),
                entries,
                store.versions(about.id()),
                store.decisions(about.id()),
                store.submissions(about.id()));
    }

    private Jurisdiction place(List<Entry> entries) {
        return places.of(entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.JURISDICTION)
                .reduce((earlier, later) -> later)
                .map(Entry::text)
                .orElse(""));
    }

    private Optional<MandatoryReport> write(long caseId, Entry.Kind kind, String text, String action, Actor.Staff by) {
        return locked(caseId).map(it -> {
            store.insertEntry(caseId, kind, null, text, by.id(), clock.instant());
            record(by, action, it, kind == Entry.Kind.JURISDICTION ? text : "");
            return find(caseId).orElseThrow();
        });
    }

    private void record(Actor.Staff by, String action, MandatoryReport report, String detail) {
        audit.recordWalled(
                by, action, "case:" + report.about().id(), report.about().ticketId(), detail);
    }

    static String worded(String text) {
        String words = text.strip();
        if (words.isEmpty()) {
            throw new Refusal(say("Write it down first.", "Escríbelo primero."));
        }
        if (words.length() > LONGEST) {
            throw new Refusal(say(
                    "This is too long. Write it in several parts.",
                    "Esto es demasiado largo. Escríbelo en varias partes."));
        }
        return words;
    }

    private static Composition.Sender sender(Customer customer) {
        return new Composition.Sender(
                customer.name(),
                customer.addresses().stream().map(CustomerAddress::value).toList());
    }
}
