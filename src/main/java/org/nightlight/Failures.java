package org.nightlight;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.portal.PortalChrome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page for whatever went wrong, with a code to quote that stands in the log beside the kind of the fault. */
@Component
class Failures implements ErrorViewResolver {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CurrentPlaybook playbooks;

    Failures(CurrentPlaybook playbooks) {
        this.playbooks = playbooks;
    }

    /** What the server itself refused: no such address, no right, a form without its token. */
    @Override
    public @Nullable ModelAndView resolveErrorView(
            jakarta.servlet.http.HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        Object path = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        return resolve(path == null ? "/" : path.toString(), status);
    }

    /** The page for a fault met at {@code path}; {@code fault} is logged by its kind alone, since it may quote anybody. */
    ModelAndView page(String path, HttpStatus status, Throwable fault) {
        ModelAndView page = resolve(path, status);
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        StackTraceElement[] stack = root.getStackTrace();
        LOG.error(
                "{} {} in {}, at {}",
                Objects.requireNonNull(page.getModel().get("code")),
                root.getClass().getName(),
                fault.getClass().getSimpleName(),
                ours(stack));
        return page;
    }

    ModelAndView resolve(String path, HttpStatus status) {
        String code = code();
        boolean desk = path.equals("/desk") || path.startsWith("/desk/") || path.startsWith("/demo/");
        Map<String, Object> values = desk
                ? Map.of("status", status.value(), "code", code, "home", "/desk")
                : Map.of("status", status.value(), "code", code, "chrome", chrome());
        ModelAndView page = new ModelAndView(desk ? "ui/error" : "portal/error", values);
        page.setStatus(status);
        return page;
    }

    private PortalChrome chrome() {
        return new PortalChrome(playbooks.current().playbook().brand().name(), "", "_csrf", "");
    }

    private static String code() {
        byte[] bytes = new byte[5];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The innermost line of our own code. */
    private static String ours(StackTraceElement[] stack) {
        for (StackTraceElement line : stack) {
            if (line.getClassName().startsWith("org.nightlight")) {
                return line.getClassName() + ":" + line.getLineNumber();
            }
        }
        return stack.length == 0 ? "an unknown place" : stack[0].getClassName() + ":" + stack[0].getLineNumber();
    }
}
