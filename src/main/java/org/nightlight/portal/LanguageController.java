package org.nightlight.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.nightlight.shared.Spoken;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a visitor chooses the language of the customers' pages. Their browser keeps it, and nothing else does. */
@Controller
class LanguageController {
    private static final Duration KEPT = Duration.ofDays(365);

    /** A path of our own: nothing that a browser could read as another place. */
    private static final Pattern OWN = Pattern.compile("/|(?:/[\\w~-][\\w.~-]*)+(?:[?][\\w=&-]*)?");

    @GetMapping("/language/{key}")
    ModelAndView choose(
            @PathVariable String key,
            @RequestParam(defaultValue = "/") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(
                                PortalChrome.LANGUAGE_COOKIE, Spoken.ofKey(key).getLanguage())
                        .path("/")
                        .maxAge(KEPT)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .build()
                        .toString());
        return new ModelAndView("redirect:" + (OWN.matcher(to).matches() ? to : "/"));
    }
}
