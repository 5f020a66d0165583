package org.nightlight.desk;

import org.nightlight.database.Database;
import org.nightlight.safety.Care;
import org.nightlight.safety.Debriefs;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What people say of themselves about grave cases: whether they are ready for them, and whether they would like to talk. */
@Controller
class CareController {
    private static final String ACCOUNT = "/desk/account";

    private final Database database;
    private final Care care;
    private final Debriefs debriefs;

    CareController(Database database, Care care, Debriefs debriefs) {
        this.database = database;
        this.care = care;
        this.debriefs = debriefs;
    }

    @PostMapping(ACCOUNT + "/exposure")
    ModelAndView choose(@RequestParam(defaultValue = "") String ready, Visit visit) {
        return kept(visit, () -> care.choose(visit.actor(), ready.equals("yes")));
    }

    @PostMapping(ACCOUNT + "/debriefs/{id}")
    ModelAndView answer(@PathVariable long id, @RequestParam(defaultValue = "") String wanted, Visit visit) {
        return kept(visit, () -> debriefs.answer(id, visit.actor(), wanted.equals("yes")));
    }

    @PostMapping(ACCOUNT + "/debriefs/{id}/end")
    ModelAndView done(@PathVariable long id, Visit visit) {
        return kept(visit, () -> debriefs.done(id, visit.actor()));
    }

    private ModelAndView kept(Visit visit, Runnable verb) {
        try {
            database.write(visit.clearance(), verb);
        } catch (Refusal gone) {
            return visit.then(ACCOUNT, Said.NOTHING_TO_ANSWER);
        }
        return visit.then(ACCOUNT, Said.SAVED);
    }
}
