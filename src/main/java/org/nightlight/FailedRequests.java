package org.nightlight;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.Conflict;
import org.nightlight.ticket.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What becomes of a fault that a page's controller did not see coming. */
@ControllerAdvice(basePackages = {"org.nightlight.desk", "org.nightlight.portal"})
class FailedRequests {
    private final Failures failures;

    FailedRequests(Failures failures) {
        this.failures = failures;
    }

    /** The browser went away: there is nobody to tell. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, IOException.class})
    void gone() {}

    @ExceptionHandler
    @Nullable
    ModelAndView failed(Exception fault, HttpServletRequest request) {
        HttpStatus status = status(fault);
        return status.is5xxServerError()
                ? failures.page(request.getRequestURI(), status, fault)
                : failures.resolve(request.getRequestURI(), status);
    }

    private static HttpStatus status(Exception fault) {
        if (fault instanceof MethodArgumentTypeMismatchException) {
            return HttpStatus.NOT_FOUND;
        } else if (fault instanceof AccessDeniedException) {
            return HttpStatus.FORBIDDEN;
        } else if (fault instanceof Conflict) {
            return HttpStatus.CONFLICT;
        } else if (fault instanceof Refusal) {
            return HttpStatus.UNPROCESSABLE_CONTENT;
        } else if (fault instanceof ErrorResponse answer) {
            HttpStatusCode code = answer.getStatusCode();
            HttpStatus known = HttpStatus.resolve(code.value());
            return known == null ? HttpStatus.BAD_REQUEST : known;
        }
        return HttpStatus.INTERNAL_SERVER_ERROR;
    }
}
