package org.nightlight.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.nightlight.shared.Spoken;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where a visitor chooses the language of the customers' pages. Their browser keeps it until it is closed, and nothing else does: on a
 * screen that a home shares, nothing is to tell for long that somebody was here.
 */
@Controller
class LanguageController {
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
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .build()
                        .toString());
        return new ModelAndView("redirect:" + (OWN.matcher(to).matches() ? to : "/"));
    }
}
