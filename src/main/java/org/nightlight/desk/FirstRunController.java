package org.nightlight.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Sessions;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The first admin of an empty desk; closed for good once there is one. */
@Controller
class FirstRunController {
    private final Staff staff;
    private final SignIn signIn;
    private final Sessions sessions;
    private final boolean demo;

    FirstRunController(Staff staff, SignIn signIn, Sessions sessions, @Value("${nightlight.demo}") boolean demo) {
        this.staff = staff;
        this.signIn = signIn;
        this.sessions = sessions;
        this.demo = demo;
    }

    @GetMapping("/desk/first-run")
    ModelAndView show(CsrfToken csrf) {
        return staff.isEmpty() ? page(csrf, "", "", Map.of()) : new ModelAndView("redirect:/desk/sign-in");
    }

    @PostMapping("/desk/first-run")
    ModelAndView create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!staff.isEmpty()) {
            return new ModelAndView("redirect:/desk/sign-in");
        }
        switch (staff.createFirstAdmin(name, email, password)) {
            case Outcome.Done<StaffMember> created -> {
                if (signIn.attempt(email, password, request.getRemoteAddr()) instanceof SignIn.Result.Known known) {
                    sessions.begin(request, known);
                }
                return new ModelAndView("redirect:/desk");
            }
            case Outcome.Refused<StaffMember>(String field, String reason) -> {
                response.setStatus(422);
                return page(csrf, name, email, Map.of(field, reason));
            }
        }
    }

    private ModelAndView page(CsrfToken csrf, String name, String email, Map<String, String> faults) {
        Chrome chrome = Chrome.signedOut(new Chrome.Csrf(csrf.getParameterName(), csrf.getToken()), demo);
        return new ModelAndView("desk/firstRun", "page", new FirstRunPage(chrome, name, email, faults));
    }
}
