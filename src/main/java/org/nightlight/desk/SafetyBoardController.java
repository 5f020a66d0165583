package org.nightlight.desk;

import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.safety.Rereading;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The safety dashboard. Whoever may open no case sees figures that tell of no single one. */
@Controller
class SafetyBoardController {
    private static final String HERE = "/desk/safety";

    private final Frame frame;
    private final SafetyBoardPages pages;
    private final Rereading rereading;
    private final Cases cases;
    private final Database database;

    SafetyBoardController(Frame frame, SafetyBoardPages pages, Rereading rereading, Cases cases, Database database) {
        this.frame = frame;
        this.pages = pages;
        this.rereading = rereading;
        this.cases = cases;
        this.database = database;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return frame.page(visit, Chrome.Place.BOARD, "desk/safetyBoard", chrome -> pages.page(chrome, visit.member()));
    }

    /** What a person found in a message in which screening found nothing. What was missed has a case at once. */
    @PostMapping(HERE + "/rereads/{id}")
    ModelAndView reread(@PathVariable long id, @RequestParam(defaultValue = "") String answer, Visit visit) {
        boolean missed = answer.equals("missed");
        database.write(visit.clearance(), () -> {
            long ticket = rereading
                    .answer(id, missed ? Rereading.Answer.MISSED : Rereading.Answer.RIGHT, visit.actor())
                    .orElseThrow(NotHere::new);
            if (missed) {
                cases.raise(ticket, Level.S2, visit.actor());
            }
        });
        return visit.then(HERE, missed ? Said.HANDED_OVER : Said.REREAD);
    }
}
