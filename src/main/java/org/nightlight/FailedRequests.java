package org.nightlight;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.nightlight.ticket.Conflict;
import org.nightlight.ticket.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * A fault that a page's controller did not see coming goes to {@link ErrorPages} with its status. It is caught here, since
 * the server would log the text of what it has to catch itself, and that may quote somebody.
 */
@ControllerAdvice(basePackages = {"org.nightlight.desk", "org.nightlight.portal"})
class FailedRequests {
    /** The browser went away: there is nobody to tell. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}

    @ExceptionHandler
    void failed(Exception fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, fault);
            response.sendError(status(fault));
        }
    }

    private static int status(Exception fault) {
        if (fault instanceof MethodArgumentTypeMismatchException) {
            return HttpStatus.NOT_FOUND.value();
        } else if (fault instanceof AccessDeniedException) {
            return HttpStatus.FORBIDDEN.value();
        } else if (fault instanceof Conflict) {
            return HttpStatus.CONFLICT.value();
        } else if (fault instanceof Refusal) {
            return HttpStatus.UNPROCESSABLE_CONTENT.value();
        }
        return fault instanceof ErrorResponse answer
                ? answer.getStatusCode().value()
                : HttpStatus.INTERNAL_SERVER_ERROR.value();
    }
}
