package org.nightlight;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is answered when no controller could: a page in plain words, or the API's shape. Neither says what went wrong inside. */
@Controller
class ErrorPages implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    @RequestMapping("/error")
    @Nullable
    ModelAndView show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        String quote = quote(status, request);
        response.setStatus(status);
        if (path.startsWith("/api/")) {
            ApiRefusals.failed(response, status, quote);
            return null;
        }
        String home = path.startsWith("/desk") ? "/desk" : "/";
        return new ModelAndView("ui/error", Map.of("status", status, "code", quote, "home", home));
    }

    /** A code that finds the log line again. The line holds the kind of failure, never its text, which may quote somebody. */
    private static String quote(int status, HttpServletRequest request) {
        String code = status + "-"
                + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36)
                        .toUpperCase(Locale.ROOT);
        if (status >= 500) {
            Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            LOG.error("answered {}: {}", code, failure == null ? "no exception" : kinds((Throwable) failure));
        }
        return code;
    }

    private static String kinds(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String kind = failure.getClass().getName() + (trace.length > 0 ? " at " + trace[0] : "");
        Throwable cause = failure.getCause();
        return cause == null || cause == failure ? kind : kind + " < " + kinds(cause);
    }
}
