package org.nightlight;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.StaffMember;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * In which language a request is answered: the desk's pages in that of whoever is signed in, before sign-in in what their browser
 * asks for. Everything else speaks English here: the API always does, and customers' pages find their language themselves.
 */
@Component("localeResolver")
final class StaffLanguage implements LocaleResolver {
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        if (!path.startsWith("/desk") && !path.startsWith("/demo/")) {
            return Spoken.ENGLISH;
        }
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getPrincipal() instanceof StaffMember member
                ? Spoken.ofKey(member.language())
                : Spoken.ofKey(request.getLocale().getLanguage());
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("a member of staff chooses the language in their account");
    }
}
