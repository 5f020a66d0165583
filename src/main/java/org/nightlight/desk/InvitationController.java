package org.nightlight.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Sessions;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The link by which somebody chooses their password. */
@Controller
class InvitationController {
    private final Staff staff;
    private final SignIn signIn;
    private final Sessions sessions;
    private final boolean demo;

    InvitationController(Staff staff, SignIn signIn, Sessions sessions, @Value("${nightlight.demo}") boolean demo) {
        this.staff = staff;
        this.signIn = signIn;
        this.sessions = sessions;
        this.demo = demo;
    }

    @GetMapping("/desk/invitations/{secret}")
    ModelAndView show(@PathVariable String secret, CsrfToken csrf, HttpServletResponse response) {
        return page(secret, csrf, Map.of(), response);
    }

    @PostMapping("/desk/invitations/{secret}")
    ModelAndView accept(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String password,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        switch (staff.acceptInvitation(secret, password)) {
            case Outcome.Done<StaffMember>(StaffMember member) -> {
                String email = member.email().value();
                if (signIn.attempt(email, password, request.getRemoteAddr()) instanceof SignIn.Result.Known known) {
                    sessions.begin(request, known);
                }
                return new ModelAndView("redirect:/desk");
            }
            case Outcome.Refused<StaffMember>(String field, String reason) -> {
                response.setStatus(422);
                return page(secret, csrf, Map.of(field, reason), response);
            }
        }
    }

    private ModelAndView page(String secret, CsrfToken csrf, Map<String, String> faults, HttpServletResponse response) {
        Chrome chrome = Chrome.signedOut(new Chrome.Csrf(csrf.getParameterName(), csrf.getToken()), demo);
        Optional<StaffMember> invited = staff.invited(secret);
        if (invited.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        return new ModelAndView(
                "desk/invitation",
                "page",
                invited.map(member -> new InvitationPage(
                                chrome,
                                true,
                                secret,
                                member.name(),
                                member.email().value(),
                                faults))
                        .orElseGet(() -> new InvitationPage(chrome, false, "", "", "", Map.of())));
    }
}
