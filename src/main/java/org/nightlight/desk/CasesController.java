package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Owning;
import org.nightlight.safety.SafetyCase;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Safety cases, for the Safety Team and Legal. */
@Controller
class CasesController {
    private static final int SHOWN = 200;

    private final Frame frame;
    private final CasePages pages;
    private final Cases cases;
    private final Owning owning;
    private final Staff staff;

    CasesController(Frame frame, CasePages pages, Cases cases, Owning owning, Staff staff) {
        this.frame = frame;
        this.pages = pages;
        this.cases = cases;
        this.owning = owning;
        this.staff = staff;
    }

    @GetMapping("/desk/cases")
    ModelAndView list(Visit visit) {
        return frame.page(visit, Chrome.Place.CASES, "desk/cases", chrome -> {
            List<SafetyCase> found = cases.list(SHOWN);
            Map<Long, Long> owners =
                    owning.owners(found.stream().map(SafetyCase::id).toList());
            Map<Long, StaffMember> people = staff.find(owners.values());
            return new CasesPage(
                    chrome,
                    found.stream()
                            .map(it -> row(it, people.get(owners.getOrDefault(it.id(), 0L))))
                            .toList(),
                    null,
                    null);
        });
    }

    @GetMapping("/desk/cases/{id}")
    ModelAndView show(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, false);
    }

    /** The words themselves: asked for, written down, then shown. */
    @PostMapping("/desk/cases/{id}/readings")
    ModelAndView read(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, true);
    }

    @PostMapping("/desk/cases/{id}/acknowledgement")
    ModelAndView acknowledge(@PathVariable long id, Visit visit) {
        return pages.run(
                visit,
                new CasePages.Form(id, "acknowledge", ""),
                Said.ACKNOWLEDGED,
                () -> cases.acknowledge(id, visit.actor()));
    }

    private CasesPage.Row row(SafetyCase it, @Nullable StaffMember owner) {
        Words words = frame.words();
        return new CasesPage.Row(
                it.id(),
                Words.level(it.level().name()),
                CasePages.gravest(it),
                words.kinds(it.types(), it.held()),
                CasePages.standing(it),
                words.when(it.openedAt()),
                pages.left(it, null, words),
                owner == null ? null : Words.face(owner.name()));
    }
}
