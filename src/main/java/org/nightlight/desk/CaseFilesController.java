package org.nightlight.desk;

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
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Refusal;
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
    private final HeldFiles files;
    private final Reviewers reviewers;
    private final TicketReads reads;
    private final Staff staff;
    private final Audit audit;
    private final ReportReading reading;

    CaseFilesController(
            Frame frame,
            Database database,
            Cases cases,
            HeldFiles files,
            Reviewers reviewers,
            TicketReads reads,
            Staff staff,
            Audit audit,
            ReportReading reading) {
        this.frame = frame;
        this.database = database;
        this.cases = cases;
        this.files = files;
        this.reviewers = reviewers;
        this.reads = reads;
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
                () -> files.ask(id, aid, visit.actor(), reason));
    }

    @PostMapping(HERE + "/requests/{request}/grant")
    ModelAndView grant(@PathVariable long id, @PathVariable long request, Visit visit) {
        return run(visit, id, "main", Map.of(), Said.FILE_GRANTED, () -> files.grant(id, request, visit.actor()));
    }

    @PostMapping(HERE + "/{aid}/mark")
    ModelAndView mark(@PathVariable long id, @PathVariable long aid, Visit visit) {
        return run(visit, id, "main", Map.of(), Said.FILE_MARKED, () -> files.mark(id, aid, visit.actor()));
    }

    @GetMapping(HERE + "/{aid}/blurred")
    ResponseEntity<byte[]> blurred(@PathVariable long id, @PathVariable long aid, Visit visit) {
        return FileAnswers.blurred(opened(visit, id, aid, () -> {
            SafetyCase it = cases.read(id, visit.actor())
                    .filter(found -> files.isOpen(found, aid, visit.member().id()))
                    .orElseThrow(NotHere::new);
            return reads.content(it.ticketId(), aid).orElseThrow(NotHere::new).bytes();
        }));
    }

    /** One look. It is written down, with the file's bytes read in the same transaction, before the answer begins. */
    @PostMapping(HERE + "/{aid}/views")
    Object look(@PathVariable long id, @PathVariable long aid, Visit visit) {
        try {
            TicketReads.Content file = opened(visit, id, aid, () -> {
                SafetyCase it = files.look(id, aid, visit.actor()).orElseThrow(NotHere::new);
                TicketReads.Content found = reads.content(it.ticketId(), aid).orElseThrow(NotHere::new);
                if (FileKind.of(found.type(), found.bytes()) == FileKind.SHUT) {
                    throw new Refusal("Files of this kind are not opened here.");
                }
                return found;
            });
            return switch (FileKind.of(file.type(), file.bytes())) {
                case PICTURE -> FileAnswers.picture(file.bytes());
                default ->
                    file.type().startsWith("text/plain") ? FileAnswers.text(file.bytes()) : FileAnswers.download(file);
            };
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, id, Map.of(), Map.of("main", String.valueOf(refused.getMessage()))));
        }
    }

    /** In one transaction, with what is sealed in sight; that somebody asked for it is written down before. */
    private <T> T opened(Visit visit, long id, long aid, Supplier<T> work) {
        return reading.open(visit, id, "case-file:" + aid, () -> database.write(visit.clearance(), work));
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
            List<HeldFiles.Request> requests = files.requests(id);
            Set<Long> marked = files.marked(id);
            CaseWords said = new CaseWords(Talk.names(staff.all()));
            return new CaseFilesPage(
                    chrome,
                    id,
                    Words.level(it.level().name()),
                    words.kinds(it.types(), it.held()),
                    trained,
                    reads.files(it.ticketId()).stream()
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
            SafetyCase it, TicketReads.File file, boolean marked, List<CaseFilesPage.Request> requests, Visit visit) {
        boolean open = files.isOpen(it, file.id(), visit.member().id());
        boolean shut = FileKind.of(file.type()) == FileKind.SHUT;
        String state;
        if (marked) {
            state =
                    "It may show the abuse of a child and is shown to nobody here. Report it by its hash, size and type.";
        } else if (shut) {
            state = "Sound, film, archives and unknown files are not opened here. Hash, size and type stand for it.";
        } else {
            state = open ? "It is open to you for a short time." : "It is shut. Two people have to agree to open it.";
        }
        return new CaseFilesPage.File(
                file.id(),
                file.type(),
                Words.size(file.size()),
                files.hash(it, file.id()).orElse(""),
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
                waits ? null : "granted by " + said.name(request.grantedBy()));
    }
}
