package org.nightlight.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.Conflict;
import org.nightlight.ticket.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Whatever goes wrong under {@code /api/} is answered in the dialect's shape. */
@Component
class Problems implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failed) {
        if (!request.getRequestURI().startsWith("/api/") || failed instanceof AccessDeniedException) {
            return null;
        }
        if (failed instanceof HttpRequestMethodNotSupportedException wrong && wrong.getSupportedMethods() != null) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", wrong.getSupportedMethods()));
        }
        Problem problem = problem(failed);
        try {
            Json.write(response, problem.status(), problem.json());
        } catch (IOException gone) {
            LOG.debug("the caller has gone: {}", gone.getClass().getSimpleName());
        }
        return new ModelAndView();
    }

    private static Problem problem(Exception failed) {
        return switch (failed) {
            case Problem problem -> problem;
            case Refusal refusal -> Problem.invalid("", java.util.Objects.requireNonNull(refusal.getMessage()));
            case Conflict conflict -> Problem.conflict();
            case HttpRequestMethodNotSupportedException wrong ->
                Problem.of(405, "MethodNotAllowed", "This address does not take " + wrong.getMethod() + ".");
            case HttpMediaTypeNotSupportedException wrong -> Problem.of(415, "UnsupportedMediaType", "Send JSON.");
            case NoResourceFoundException nowhere -> Problem.noSuchEndpoint();
            case NoHandlerFoundException nowhere -> Problem.noSuchEndpoint();
            default -> {
                LOG.error("an API request failed", failed);
                yield Problem.of(500, "InternalError", "The desk failed on this request. It was written down.");
            }
        };
    }
}
