package org.nightlight.desk;

import java.util.Map;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whether somebody else is away, who fell ill and cannot say so: set by an admin on the people page. */
@Controller
class AttendanceController {
    private static final String PEOPLE = "/desk/admin/people";

    private final Staff staff;
    private final Attending attending;

    AttendanceController(Staff staff, Attending attending) {
        this.staff = staff;
        this.attending = attending;
    }

    @PostMapping(PEOPLE + "/{id}/attendance")
    ModelAndView attend(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        var _ = staff.find(id).orElseThrow(NotHere::new);
        boolean kept = attending.keep(id, sent, visit) instanceof Outcome.Done<?>;
        return visit.then(PEOPLE, kept ? Said.SAVED : Said.NOT_ATTENDING);
    }
}
