package org.nightlight;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How long a form with files may be, asked before anything of it is read: what colleagues attach, some way over their own limit, so that
 * they are told beside the form; all others one photograph or paper. Services' calls have limits of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class UploadSizes extends OncePerRequestFilter {
    private static final Pattern ATTACHING = Pattern.compile("/desk/tickets(/\\d+/(replies|notes|drafts/.*))?");
    private static final long ATTACHED = 48L << 20;
    private static final long ONE_PAPER = 11L << 20;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null
                || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")
                || request.getRequestURI().startsWith("/hooks/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        long most = ATTACHING.matcher(request.getRequestURI()).matches() ? ATTACHED : ONE_PAPER;
        if (length > most) {
            response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
        } else if (length < 0) {
            response.sendError(HttpStatus.LENGTH_REQUIRED.value());
        } else {
            chain.doFilter(request, response);
        }
    }
}
