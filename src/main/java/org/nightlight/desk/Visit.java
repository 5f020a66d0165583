package org.nightlight.desk;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.shared.Actor;
import org.nightlight.staff.StaffMember;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.ModelAndView;

/** One request of a member of staff: who asks, the token that their forms carry, and what to tell them next. */
record Visit(StaffMember member, CsrfToken csrf, HttpServletRequest request, HttpServletResponse response) {
    private static final String SAID = "said";
    private static final String THEME = "theme";

    Clearance clearance() {
        return member.clearance();
    }

    Actor.Staff actor() {
        return new Actor.Staff(member.id());
    }

    /** Tells {@code what} on the next page that this browser shows; {@code about} is a number, never a word. */
    ModelAndView then(String address, Said what, long about) {
        keep(SAID, what.name().toLowerCase(java.util.Locale.ROOT) + "." + about, 60);
        return new ModelAndView("redirect:" + address);
    }

    ModelAndView then(String address, Said what) {
        return then(address, what, 0);
    }

    /** What the last action left to be told; told once. */
    Chrome.@Nullable Flash said() {
        Optional<String> left = cookie(SAID);
        if (left.isEmpty() || left.get().isEmpty()) {
            return null;
        }
        keep(SAID, "", 0);
        return Said.read(left.get());
    }

    String theme() {
        return cookie(THEME)
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("system");
    }

    void keepTheme(String theme) {
        keep(THEME, theme.matches("light|dark") ? theme : "system", 31_536_000);
    }

    ModelAndView answer(int status, ModelAndView page) {
        response.setStatus(status);
        return page;
    }

    private Optional<String> cookie(String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private void keep(String name, String value, int seconds) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/desk")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(seconds)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
