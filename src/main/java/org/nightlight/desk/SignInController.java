package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.nightlight.staff.Role;
import org.nightlight.staff.Sessions;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Coming in and going out. */
@Controller
class SignInController {
    private static final String START = "/desk";

    private final Staff staff;
    private final SignIn signIn;
    private final Sessions sessions;
    private final CsrfTokenRepository forms;
    private final boolean demo;

    SignInController(
            Staff staff,
            SignIn signIn,
            Sessions sessions,
            CsrfTokenRepository forms,
            @Value("${nightlight.demo}") boolean demo) {
        this.staff = staff;
        this.signIn = signIn;
        this.sessions = sessions;
        this.forms = forms;
        this.demo = demo;
    }

    /** The desk's front door leads to the work, or for whoever only audits, to the audit. */
    @GetMapping("/desk")
    String start(StaffMember member) {
        boolean auditsOnly = member.roles().stream().allMatch(Role.AUDITOR::equals);
        return auditsOnly ? "redirect:/desk/admin/audit" : "redirect:/desk/lists/mine";
    }

    @GetMapping("/desk/sign-in")
    ModelAndView show(HttpServletRequest request, CsrfToken csrf) {
        if (staff.isEmpty()) {
            return new ModelAndView("redirect:/desk/first-run");
        }
        return sessions.current(request).isPresent() ? new ModelAndView("redirect:" + START) : page(csrf, "", null);
    }

    @PostMapping("/desk/sign-in")
    ModelAndView signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @CookieValue(defaultValue = "") String next,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        switch (signIn.attempt(email, password, request.getRemoteAddr())) {
            case SignIn.Result.Known known -> {
                enter(known, request, response);
                return new ModelAndView("redirect:" + (isOurs(next) ? next : START));
            }
            case SignIn.Result.Wrong wrong -> {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                return page(
                        csrf,
                        email,
                        say(
                                "The address or the password is not right.",
                                "La dirección o la contraseña no es correcta."));
            }
            case SignIn.Result.Wait wait -> {
                response.setStatus(429);
                return page(
                        csrf,
                        email,
                        say(
                                        "That was tried too often. Wait %s, then try again.",
                                        "Se intentó demasiadas veces. Espera %s e inténtalo de nuevo.")
                                .formatted(wait.words()));
            }
        }
    }

    @PostMapping("/desk/sign-out")
    String signOut(HttpServletRequest request) {
        sessions.end(request);
        return "redirect:/desk/sign-in";
    }

    private void enter(SignIn.Result.Known known, HttpServletRequest request, HttpServletResponse response) {
        sessions.begin(request, known);
        forms.saveToken(null, request, response); // a form fetched before sign-in is worth nothing after it
        ResponseCookie spent =
                ResponseCookie.from("next", "").path("/desk").maxAge(0).build();
        response.addHeader(HttpHeaders.SET_COOKIE, spent.toString());
    }

    private ModelAndView page(CsrfToken csrf, String email, @Nullable String problem) {
        Chrome chrome = Chrome.signedOut(new Chrome.Csrf(csrf.getParameterName(), csrf.getToken()), demo);
        return new ModelAndView("desk/signIn", "page", new SignInPage(chrome, email, problem));
    }

    /** Only a plain path of the desk: a cookie may have been planted. */
    private static boolean isOurs(String next) {
        return next.matches("/desk(/[A-Za-z0-9-]+)*") && !next.startsWith("/desk/sign");
    }
}
