package org.nightlight.desk;

import java.util.Map;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.nightlight.staff.Training;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Until when somebody is trained to judge safety cases: set by an admin on the people page. */
@Controller
class TrainingController {
    private static final String PEOPLE = "/desk/admin/people";

    private final Staff staff;
    private final Training training;

    TrainingController(Staff staff, Training training) {
        this.staff = staff;
        this.training = training;
    }

    @PostMapping(PEOPLE + "/{id}/training")
    ModelAndView train(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        var _ = staff.find(id).orElseThrow(NotHere::new);
        boolean set =
                training.set(id, sent.getOrDefault("trained-" + id, ""), visit.actor()) instanceof Outcome.Done<?>;
        return visit.then(PEOPLE, set ? Said.SAVED : Said.NOT_A_DAY);
    }
}
