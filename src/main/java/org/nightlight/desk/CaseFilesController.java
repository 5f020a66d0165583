package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.nightlight.audit.Audit;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.HeldFiles;
import org.nightlight.safety.Reviewers;
import org.nightlight.safety.SafetyCase;
import org.nightlight.seal.SealBroken;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The files of a case: told of, asked for, granted by a second person, looked at one click at a time. */
@Controller
class CaseFilesController {
    private static final String HERE = "/desk/cases/{id}/files";

    private final Frame frame;
    private final Database database;
    private final Cases cases;
    private final HeldFiles held;
    private final Reviewers reviewers;
    private final TicketFiles files;
    private final Staff staff;
    private final Audit audit;
    private final ReportReading reading;

    CaseFilesController(
            Frame frame,
            Database database,
            Cases cases,
            HeldFiles held,
            Reviewers reviewers,
            TicketFiles files,
            Staff staff,
            Audit audit,
            ReportReading reading) {
        this.frame = frame;
        this.database = database;
        this.cases = cases;
        this.held = held;
        this.reviewers = reviewers;
        this.files = files;
        this.staff = staff;
        this.audit = audit;
        this.reading = reading;
    }

    @GetMapping(HERE)
    ModelAndView show(@PathVariable long id, Visit visit) {
        return page(visit, id, Map.of(), Map.of());
    }

    @PostMapping(HERE + "/{aid}/requests")
    ModelAndView ask(
            @PathVariable long id, @PathVariable long aid, @RequestParam Map<String, String> form, Visit visit) {
        String field = "reason-" + aid;
        String reason = form.getOrDefault(field, "");
        return run(
                visit,
                id,
                field,
                Map.of(field, reason),
                Said.FILE_ASKED,
                () -> held.ask(id, aid, visit.actor(), reason));
    }

    @PostMapping(HERE + "/requests/{request}/grant")
    ModelAndView grant(@PathVariable long id, @PathVariable long request, Visit visit) {
        return run(visit, id, "main", Map.of(), Said.FILE_GRANTED, () -> held.grant(id, request, visit.actor()));
    }

    @PostMapping(HERE + "/{aid}/mark")
    ModelAndView mark(@PathVariable long id, @PathVariable long aid, Visit visit) {
        return run(visit, id, "main", Map.of(), Said.FILE_MARKED, () -> held.mark(id, aid, visit.actor()));
    }

    @GetMapping(HERE + "/{aid}/blurred")
    ResponseEntity<byte[]> blurred(@PathVariable long id, @PathVariable long aid, Visit visit) {
        return reading.open(visit, id, "case-file:" + aid, () -> {
            TicketFile file = database.write(visit.clearance(), () -> {
                SafetyCase it = cases.read(id, visit.actor())
                        .filter(found -> held.isOpen(found, aid, visit.member().id()))
                        .orElseThrow(NotHere::new);
                return files.find(it.ticketId(), aid)
                        .filter(found -> shut(found).isEmpty() && found.size() <= FileAnswers.LARGEST_PICTURE)
                        .orElseThrow(NotHere::new);
            });
            try {
                return FileAnswers.blurred(FileAnswers.whole(files.open(file.ticketId(), aid)));
            } catch (SealBroken gone) {
                throw new NotHere();
            }
        });
    }

    /** One look. It is written down, and that somebody asked to have it unsealed, before the answer begins. */
    @PostMapping(HERE + "/{aid}/views")
    Object look(@PathVariable long id, @PathVariable long aid, Visit visit) {
        try {
            return reading.open(visit, id, "case-file:" + aid, () -> {
                TicketFile file = database.read(
                        visit.clearance(),
                        () -> cases.ticketOf(id)
                                .flatMap(ticketId -> files.find(ticketId, aid))
                                .orElseThrow(NotHere::new));
                FileKind kind = FileKind.of(file.type(), files.start(file.ticketId(), aid));
                database.write(visit.clearance(), () -> {
                    if (held.look(id, aid, visit.actor()).isEmpty()) {
                        throw new NotHere();
                    }
                    if (kind == FileKind.SHUT) {
                        throw new Refusal(say(
                                "Files of this kind are not opened here.",
                                "Los archivos de este tipo no se abren aquí."));
                    }
                    if (!shut(file).isEmpty()) {
                        throw new Refusal(shut(file));
                    }
                });
                return answer(file, kind);
            });
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, id, Map.of(), Map.of("main", String.valueOf(refused.getMessage()))));
        } catch (SealBroken gone) {
            return visit.answer(422, page(visit, id, Map.of(), Map.of("main", FileWords.of(gone))));
        }
    }

    private ResponseEntity<?> answer(TicketFile file, FileKind kind) {
        Supplier<InputStream> bytes = files.open(file.ticketId(), file.id());
        if (kind == FileKind.PICTURE && file.size() <= FileAnswers.LARGEST_PICTURE) {
            return FileAnswers.picture(FileAnswers.whole(bytes));
        }
        boolean text = file.type().startsWith("text/plain") && FileWords.warning(file) == null;
        return text ? FileAnswers.text(file, bytes) : FileAnswers.download(file, bytes);
    }

    private String shut(TicketFile file) {
        return FileWords.shut(file, files.waitsForScan(file));
    }

    private ModelAndView run(
            Visit visit,
            long id,
            String field,
            Map<String, String> sent,
            Said done,
            Supplier<Optional<SafetyCase>> verb) {
        try {
            database.write(visit.clearance(), () -> verb.get().orElseThrow(NotHere::new));
            return visit.then("/desk/cases/" + id + "/files", done, id);
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, id, sent, Map.of(field, String.valueOf(refused.getMessage()))));
        }
    }

    private ModelAndView page(Visit visit, long id, Map<String, String> sent, Map<String, String> faults) {
        return frame.recordedPage(visit, Chrome.Place.CASES, "desk/caseFiles", chrome -> {
            SafetyCase it = cases.read(id, visit.actor()).orElseThrow(NotHere::new);
            audit.recordWalled(visit.actor(), "case-files-read", "case:" + id, it.ticketId(), "");
            Words words = frame.words();
            boolean trained = reviewers.isTrained(visit.member().id());
            List<HeldFiles.Request> requests = held.requests(id);
            Set<Long> marked = held.marked(id);
            CaseWords said = new CaseWords(Talk.names(staff.all()));
            return new CaseFilesPage(
                    chrome,
                    id,
                    Words.level(it.level().name()),
                    words.kinds(it.types(), it.held()),
                    trained,
                    files.of(it.ticketId()).stream()
                            .map(file -> file(
                                    it,
                                    file,
                                    HeldFiles.isAbout(it) || marked.contains(file.id()),
                                    requests.stream()
                                            .filter(request -> request.attachmentId() == file.id())
                                            .map(request -> request(request, visit, trained, said, words))
                                            .toList(),
                                    visit))
                            .toList(),
                    sent,
                    faults);
        });
    }

    private CaseFilesPage.File file(
            SafetyCase it, TicketFile file, boolean marked, List<CaseFilesPage.Request> requests, Visit visit) {
        boolean open = held.isOpen(it, file.id(), visit.member().id());
        String why = shut(file);
        boolean shut = FileKind.of(file.type()) == FileKind.SHUT || !why.isEmpty();
        String state;
        if (marked) {
            state = say(
                    "It may show the abuse of a child and is shown to nobody here. Report it by its hash, size and type.",
                    "Puede mostrar el abuso de un menor y aquí no se muestra a nadie. Repórtalo por su hash, tamaño y tipo.");
        } else if (!why.isEmpty()) {
            state = why;
        } else if (shut) {
            state = say(
                    "Sound, film, archives and unknown files are not opened here. Hash, size and type stand for it.",
                    "Aquí no se abren audio, video, archivos comprimidos ni archivos desconocidos. Los representan el hash, el tamaño y el tipo.");
        } else {
            String warning = FileWords.warning(file);
            state = (warning == null ? "" : say("Beware: %s. ", "Cuidado: %s. ").formatted(warning))
                    + (open
                            ? say("It is open to you for a short time.", "Está abierto para ti por poco tiempo.")
                            : say(
                                    "It is shut. Two people have to agree to open it.",
                                    "Está cerrado. Dos personas tienen que estar de acuerdo para abrirlo."));
        }
        return new CaseFilesPage.File(
                file.id(),
                file.type(),
                Words.size(file.size()),
                held.hash(it, file.id()).orElse(""),
                state,
                !marked && !shut && !open,
                open && !shut,
                FileKind.of(file.type()) == FileKind.PICTURE,
                marked,
                marked ? List.of() : requests);
    }

    private CaseFilesPage.Request request(
            HeldFiles.Request request, Visit visit, boolean trained, CaseWords said, Words words) {
        boolean waits = request.until() == null;
        return new CaseFilesPage.Request(
                request.id(),
                said.name(request.askedBy()),
                words.when(request.askedAt()),
                request.reason(),
                waits && trained && request.askedBy() != visit.member().id(),
                waits ? null : say("granted by ", "concedida por ") + said.name(request.grantedBy()));
    }
}
