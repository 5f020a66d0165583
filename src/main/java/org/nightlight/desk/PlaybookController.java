package org.nightlight.desk;

import java.util.ArrayList;
import java.util.List;
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

/** The desk's rules: read by everybody, edited, compared and published by admins. */
@Controller
class PlaybookController {
    private static final String HERE = "/desk/admin/playbook";
    /** Unchanged lines shown around each change. */
    private static final int AROUND = 3;

    private final Frame frame;
    private final Playbooks playbooks;
    private final Staff staff;

    PlaybookController(Frame frame, Playbooks playbooks, Staff staff) {
        this.frame = frame;
        this.playbooks = playbooks;
        this.staff = staff;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return version(visit, playbooks.current());
    }

    @GetMapping(HERE + "/versions/{number}")
    ModelAndView show(@PathVariable int number, Visit visit) {
        known(number);
        return version(visit, playbooks.version(number));
    }

    @GetMapping(HERE + "/edit")
    ModelAndView edit(Visit visit) {
        int base = playbooks.current().number();
        return editing(visit, base, playbooks.document(base), "", List.of());
    }

    @PostMapping(HERE + "/edit")
    ModelAndView editOn(
            @RequestParam int base,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String note,
            Visit visit) {
        return editing(visit, base, lines(text), note, List.of());
    }

    @PostMapping(HERE + "/difference")
    ModelAndView compare(
            @RequestParam int base,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String note,
            Visit visit) {
        String document = lines(text);
        return PlaybookReader.read(document) instanceof Reading.Faulty(List<Fault> faults)
                ? visit.answer(422, editing(visit, base, document, note, faults))
                : difference(visit, document, note);
    }

    /** Going back is publishing an older document anew. */
    @GetMapping(HERE + "/difference")
    ModelAndView goBack(@RequestParam int version, Visit visit) {
        known(version);
        return difference(visit, playbooks.document(version), "Back to version " + version);
    }

    @PostMapping(HERE + "/versions")
    ModelAndView publish(
            @RequestParam int base,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String note,
            Visit visit) {
        String document = lines(text);
        if (base != playbooks.current().number()) {
            // Somebody published meanwhile: what would change is another thing now, and is shown anew.
            return visit.answer(409, difference(visit, document, note));
        }
        return switch (playbooks.publish(document, note, visit.actor())) {
            case Publishing.Published(PlaybookVersion published) ->
                visit.then(HERE, Said.PUBLISHED, published.number());
            case Publishing.Unchanged(int number) -> visit.then(HERE, Said.UNCHANGED, number);
            case Publishing.Refused(List<Fault> faults) ->
                visit.answer(422, editing(visit, base, document, note, faults));
        };
    }

    private ModelAndView version(Visit visit, PlaybookVersion version) {
        int current = playbooks.current().number();
        String document = playbooks.document(version.number());
        return frame.page(
                visit,
                Chrome.Place.PLAYBOOK,
                "desk/adminPlaybook",
                chrome -> new AdminPlaybookPage(
                        chrome,
                        version.number(),
                        version.number() == current,
                        new PlaybookSections(version.playbook()).all(),
                        document,
                        playbooks.publications().stream()
                                .map(it -> told(it, current))
                                .toList()));
    }

    private ModelAndView editing(Visit visit, int base, String text, String note, List<Fault> faults) {
        return frame.page(
                visit,
                Chrome.Place.PLAYBOOK,
                "desk/adminPlaybookEdit",
                chrome -> new AdminPlaybookEditPage(
                        chrome,
                        base,
                        text,
                        note,
                        faults.stream()
                                .map(fault -> new AdminPlaybookEditPage.Mistake(
                                        fault.line(), fault.column(), fault.path(), fault.expected()))
                                .toList()));
    }

    private ModelAndView difference(Visit visit, String document, String note) {
        int base = playbooks.current().number();
        List<Difference.Line> lines = Difference.of(playbooks.document(base), document);
        return frame.page(
                visit,
                Chrome.Place.PLAYBOOK,
                "desk/adminPlaybookDifference",
                chrome -> new AdminPlaybookDifferencePage(
                        chrome,
                        base,
                        document,
                        note,
                        count(lines, Difference.Kind.ADDED),
                        count(lines, Difference.Kind.REMOVED),
                        shown(lines)));
    }

    private AdminPlaybookPage.Version told(Publication it, int current) {
        String by = it.by() instanceof Actor.Staff(long id)
                ? staff.find(id).map(StaffMember::name).orElse("somebody who left")
                : "the program";
        return new AdminPlaybookPage.Version(
                it.number(), frame.words().when(it.at()), by, it.note(), it.number() == current);
    }

    private static int count(List<Difference.Line> lines, Difference.Kind kind) {
        return (int) lines.stream().filter(line -> line.kind() == kind).count();
    }

    /** What changed with a few lines around it; a gap stands for the rest. */
    private static List<AdminPlaybookDifferencePage.Line> shown(List<Difference.Line> lines) {
        List<AdminPlaybookDifferencePage.Line> shown = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < lines.size(); i++) {
            Difference.Line line = lines.get(i);
            if (isNearChange(lines, i)) {
                shown.add(new AdminPlaybookDifferencePage.Line(
                        AdminPlaybookDifferencePage.Kind.valueOf(line.kind().name()),
                        line.before(),
                        line.after(),
                        line.text()));
                gap = false;
            } else if (!gap) {
                shown.add(new AdminPlaybookDifferencePage.Line(AdminPlaybookDifferencePage.Kind.GAP, 0, 0, ""));
                gap = true;
            }
        }
        return shown;
    }

    private static boolean isNearChange(List<Difference.Line> lines, int at) {
        for (int i = Math.max(0, at - AROUND); i <= Math.min(lines.size() - 1, at + AROUND); i++) {
            if (lines.get(i).kind() != Difference.Kind.SAME) {
                return true;
            }
        }
        return false;
    }

    private void known(int number) {
        if (number < 1 || number > playbooks.current().number()) {
            throw new NotHere();
        }
    }

    /** As the document stands in the database: browsers send their own line ends. */
    private static String lines(String text) {
        String one = text.replace("\r\n", "\n");
        return one.isEmpty() || one.endsWith("\n") ? one : one + "\n";
    }
}
