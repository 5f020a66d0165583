package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.playbook.Difference;
import org.nightlight.playbook.Fault;
import org.nightlight.playbook.PlaybookReader;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.playbook.Playbooks;
import org.nightlight.playbook.Publication;
import org.nightlight.playbook.Publishing;
import org.nightlight.playbook.Reading;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The desk's rules: everybody reads them; an admin edits, sees the difference, and publishes. Going back is publishing. */
@Controller
class PlaybookController {
    private static final String HERE = "/desk/admin/playbook";

    private final Frame frame;
    private final Playbooks playbooks;
    private final Staff staff;
    private final Database database;

    PlaybookController(Frame frame, Playbooks playbooks, Staff staff, Database database) {
        this.frame = frame;
        this.playbooks = playbooks;
        this.staff = staff;
        this.database = database;
    }

    /** What an admin wrote, over which version, and why. */
    private record Draft(int base, String text, String note) {
        /** Browsers send their own line ends; the document ends its last line too. */
        static Draft of(int base, String text, String note) {
            String one = text.replace("\r\n", "\n");
            return new Draft(base, one.isEmpty() || one.endsWith("\n") ? one : one + "\n", note.strip());
        }
    }

    @GetMapping(HERE)
    ModelAndView current(Visit visit) {
        return read(visit, playbooks.current().number());
    }

    @GetMapping(HERE + "/versions/{number}")
    ModelAndView version(@PathVariable int number, Visit visit) {
        return read(visit, number);
    }

    @GetMapping(HERE + "/edit")
    ModelAndView edit(Visit visit) {
        int base = playbooks.current().number();
        return editor(visit, new Draft(base, playbooks.document(base), ""), List.of());
    }

    @PostMapping(HERE + "/edit")
    ModelAndView editOn(
            @RequestParam int base,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String note,
            Visit visit) {
        return editor(visit, Draft.of(base, text, note), List.of());
    }

    /** What would change if an older version held again. */
    @GetMapping(HERE + "/difference")
    ModelAndView back(@RequestParam int version, Visit visit) {
        Draft draft = new Draft(
                playbooks.current().number(),
                document(version),
                say("Back to version ", "Vuelta a la versión ") + version);
        return difference(visit, draft, null);
    }

    @PostMapping(HERE + "/difference")
    ModelAndView difference(
            @RequestParam int base,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String note,
            Visit visit) {
        Draft draft = Draft.of(base, text, note);
        if (PlaybookReader.read(draft.text()) instanceof Reading.Faulty(List<Fault> faults)) {
            return visit.answer(422, editor(visit, draft, faults));
        }
        int newest = playbooks.current().number();
        return newest == base ? difference(visit, draft, null) : overtaken(visit, draft, newest);
    }

    @PostMapping(HERE + "/versions")
    ModelAndView publish(
            @RequestParam int base,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String note,
            Visit visit) {
        Draft draft = Draft.of(base, text, note);
        return switch (playbooks.publish(base, draft.text(), draft.note(), visit.actor())) {
            case Publishing.Published(PlaybookVersion version) -> visit.then(HERE, Said.PUBLISHED, version.number());
            case Publishing.Unchanged(int number) -> visit.then(HERE, Said.UNCHANGED, number);
            case Publishing.Refused(List<Fault> faults) -> visit.answer(422, editor(visit, draft, faults));
            case Publishing.Overtaken(int newest) -> visit.answer(409, overtaken(visit, draft, newest));
        };
    }

    /** Shown against the newer version, so that whoever goes on knows what of the other's they undo. */
    private ModelAndView overtaken(Visit visit, Draft draft, int newest) {
        Chrome.Flash problem = Chrome.Flash.problem(say(
                        "Nothing was published: somebody published version ",
                        "No se publicó nada: alguien publicó la versión ")
                + newest
                + say(" after you began from version ", " después de que empezaste desde la versión ")
                + draft.base()
                + say(
                        ". Below is what your text would change in theirs. Go on editing to keep their lines.",
                        ". Abajo está lo que tu texto cambiaría en la suya. Sigue editando para "
                                + "conservar sus líneas."));
        return difference(visit, new Draft(newest, draft.text(), draft.note()), problem);
    }

    private ModelAndView read(Visit visit, int number) {
        String document = document(number);
        PlaybookVersion shown = playbooks.version(number);
        int current = playbooks.current().number();
        List<Publication> publications = playbooks.publications();
        Map<Long, StaffMember> people = staff.find(publishers(publications));
        return page(
                visit,
                "desk/adminPlaybook",
                null,
                chrome -> new AdminPlaybookPage(
                        chrome,
                        number,
                        number == current,
                        new PlaybookSections(shown.playbook()).all(),
                        document,
                        publications.stream()
                                .map(one -> new AdminPlaybookPage.Version(
                                        one.number(),
                                        frame.words().when(one.at()),
                                        name(one.by(), people),
                                        one.note().isEmpty()
                                                ? say("No reason was given.", "No se dio un motivo.")
                                                : one.note(),
                                        one.number() == current))
                                .toList()));
    }

    private ModelAndView editor(Visit visit, Draft draft, List<Fault> faults) {
        return page(
                visit,
                "desk/adminPlaybookEdit",
                null,
                chrome -> new AdminPlaybookEditPage(
                        chrome,
                        draft.base(),
                        draft.text(),
                        draft.note(),
                        faults.stream()
                                .map(fault -> new AdminPlaybookEditPage.Mistake(
                                        Math.max(1, fault.line()),
                                        Math.max(1, fault.column()),
                                        fault.path(),
                                        fault.expected()))
                                .toList()));
    }

    private ModelAndView difference(Visit visit, Draft draft, Chrome.@Nullable Flash flash) {
        List<Difference.Line> lines = Difference.of(document(draft.base()), draft.text());
        return page(
                visit,
                "desk/adminPlaybookDifference",
                flash,
                chrome -> new AdminPlaybookDifferencePage(
                        chrome,
                        draft.base(),
                        draft.text(),
                        draft.note(),
                        count(lines, Difference.Kind.ADDED),
                        count(lines, Difference.Kind.REMOVED),
                        DifferenceLines.around(lines)));
    }

    private ModelAndView page(Visit visit, String view, Chrome.@Nullable Flash flash, Function<Chrome, Object> fill) {
        return database.read(
                visit.clearance(),
                () -> new ModelAndView(view, "page", fill.apply(frame.chrome(visit, Chrome.Place.PLAYBOOK, flash))));
    }

    private String document(int number) {
        try {
            return playbooks.document(number);
        } catch (IllegalArgumentException none) {
            throw new NotHere();
        }
    }

    private static int count(List<Difference.Line> lines, Difference.Kind kind) {
        return (int) lines.stream().filter(line -> line.kind() == kind).count();
    }

    private static Set<Long> publishers(List<Publication> publications) {
        Set<Long> ids = new HashSet<>();
        for (Publication one : publications) {
            if (one.by() instanceof Actor.Staff(long id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static String name(Actor actor, Map<Long, StaffMember> people) {
        return switch (actor) {
            case Actor.Staff(long id) -> {
                StaffMember member = people.get(id);
                yield member == null ? actor.key() : member.name();
            }
            case Actor.Software(String part) ->
                part.equals("playbook")
                        ? say("the desk", "la mesa de ayuda")
                        : say("the command line", "la línea de comandos");
            case Actor.Customer customer -> actor.key();
        };
    }
}
