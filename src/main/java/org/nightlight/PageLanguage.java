package org.nightlight;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.portal.PortalChrome;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.StaffMember;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * In which language a request is answered: the desk's pages in that of whoever is signed in, customers' pages in what the visitor
 * chose by a link, both else in what the browser asks for. Machines are spoken to in English.
 */
@Component("localeResolver")
final class PageLanguage implements LocaleResolver {
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        if (path.startsWith("/api/") || path.startsWith("/hooks/")) {
            return Spoken.ENGLISH;
        }
        Optional<String> chosen = path.startsWith("/desk") || path.startsWith("/demo/") ? staff() : visitor(request);
        return chosen.map(Spoken::ofKey).orElseGet(() -> browser(request));
    }

    private static Optional<String> staff() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getPrincipal() instanceof StaffMember member
                ? Optional.of(member.language())
                : Optional.empty();
    }

    private static Optional<String> visitor(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, PortalChrome.LANGUAGE_COOKIE))
                .map(Cookie::getValue)
                .filter(key -> key.equals("es") || key.equals("en"));
    }

    /** The first that we speak of those that the browser asks for; a browser that asks for none gets English. */
    private static Locale browser(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null) {
            return Spoken.ENGLISH;
        }
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(key -> key.equals("es") || key.equals("en"))
                .findFirst()
                .map(Spoken::ofKey)
                .orElse(Spoken.ENGLISH);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("staff choose in their account, visitors by a link");
    }
}
