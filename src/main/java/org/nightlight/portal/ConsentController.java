package org.nightlight.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.nightlight.privacy.ConsentCentre;
import org.nightlight.privacy.OpenedConsent;
import org.nightlight.shared.EmailAddress;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * A parent's page about consent. A link opens it; reading changes nothing, since mail programs follow links by themselves. What
 * a link does not open looks the same whatever is wrong with it.
 */
@Controller
class ConsentController {
    private final ConsentCentre centre;
    private final PortalFrame frame;
    private final ConsentScreen screen;
    private final LinkWish wishes;

    ConsentController(ConsentCentre centre, PortalFrame frame, ConsentScreen screen, LinkWish wishes) {
        this.centre = centre;
        this.frame = frame;
        this.screen = screen;
        this.wishes = wishes;
    }

    @GetMapping("/my/consent/{token}")
    ModelAndView show(@PathVariable String token, CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return centre.open(token)
                .map(opened -> screen.page(csrf, token, opened, Map.of(), Map.of()))
                .orElseGet(() -> screen.dead(csrf, response));
    }

    /** To be printed, signed and sent back. */
    @GetMapping("/my/consent/{token}/form")
    ModelAndView paper(@PathVariable String token, CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return centre.open(token)
                .filter(OpenedConsent::formWanted)
                .map(opened -> new ModelAndView(
                        "portal/consentForm",
                        "page",
                        ConsentPages.form(
                                frame.chrome(csrf, opened.language()),
                                opened,
                                centre.notice(opened),
                                frame.playbook())))
                .orElseGet(() -> screen.dead(csrf, response));
    }

    @PostMapping("/my/consent/{token}/answers")
    ModelAndView answer(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String collection,
            @RequestParam(defaultValue = "") String disclosure,
            @RequestParam(defaultValue = "") String method,
            CsrfToken csrf,
            HttpServletResponse response) {
        return screen.answered(
                token,
                centre.answer(token, collection, disclosure, method),
                Map.of("collection", collection, "disclosure", disclosure, "method", method),
                csrf,
                response);
    }

    @PostMapping("/my/consent/{token}/forms")
    ModelAndView hand(
            @PathVariable String token,
            @RequestParam(required = false) MultipartFile form,
            CsrfToken csrf,
            HttpServletResponse response) {
        return screen.answered(token, centre.hand(token, ConsentScreen.bytes(form)), Map.of(), csrf, response);
    }

    @PostMapping("/my/consent/{token}/confirmation")
    ModelAndView confirm(@PathVariable String token, CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return centre.confirm(token)
                .map(opened -> ConsentScreen.back(token))
                .orElseGet(() -> screen.dead(csrf, response));
    }

    @PostMapping("/my/consent/{token}/revocation")
    ModelAndView revoke(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String erase,
            CsrfToken csrf,
            HttpServletResponse response) {
        Hidden.from(response);
        return centre.revoke(token, erase.equals("yes"))
                .map(opened -> ConsentScreen.back(token))
                .orElseGet(() -> screen.dead(csrf, response));
    }

    @GetMapping("/my/consent")
    ModelAndView ask(CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return screen.link(csrf, false, false, "", Map.of());
    }

    /** Whoever it is, the answer is the same; a mail comes later, and only to an address that is known. */
    @PostMapping("/my/consent")
    ModelAndView wish(
            @RequestParam(defaultValue = "") String email,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Hidden.from(response);
        Map<String, String> faults = wishes.faults(email, request, response);
        if (!faults.isEmpty()) {
            return screen.link(csrf, false, false, email, faults);
        }
        EmailAddress.parse(email).ifPresent(centre::wish);
        return screen.link(csrf, false, true, "", Map.of());
    }
}
