package org.nightlight;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nightlight.staff.Staff;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** Where whoever may not enter is sent: to the sign-in page, to the first-run page of an empty desk, or nowhere. */
final class DeskDoor implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final Staff staff;

    DeskDoor(Staff staff) {
        this.staff = staff;
    }

    /** Nobody is signed in. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        String path = request.getRequestURI();
        if (!path.equals("/desk") && !path.startsWith("/desk/") && !path.startsWith("/demo/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (staff.isEmpty()) {
            response.sendRedirect("/desk/first-run");
        } else if (request.getMethod().equals(HttpMethod.GET.name()) && wantsPage(request)) {
            remember(path, request, response);
            response.sendRedirect("/desk/sign-in");
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** Somebody is signed in but may not, or a form came without its token. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        boolean known = Routes.of(HttpMethod.valueOf(request.getMethod()), request.getRequestURI())
                .isPresent();
        boolean stale = why instanceof CsrfException;
        response.sendError(stale || known ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted == null || accepted.contains(MediaType.TEXT_HTML_VALUE) || accepted.contains("*/*");
    }

    /** Where to go on after signing in: the path alone, since what was searched for is nobody's business. */
    private static void remember(String path, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie next = ResponseCookie.from("next", path)
                .path("/desk")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(900)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, next.toString());
    }
}
