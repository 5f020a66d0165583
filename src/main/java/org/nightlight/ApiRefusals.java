package org.nightlight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** What the API answers before a controller is reached, in Zendesk's shapes. */
final class ApiRefusals {
    private ApiRefusals() {}

    static void notAuthenticated(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Nightlight API\"");
        write(
                response,
                401,
                "NotAuthenticated",
                "Could not authenticate you. Send a token, or an address and password.");
    }

    static void forbidden(HttpServletResponse response) throws IOException {
        write(response, 403, "Forbidden", "Your role does not open this.");
    }

    /** Whatever went wrong outside every controller. */
    static void failed(HttpServletResponse response, int status, String code) throws IOException {
        switch (status) {
            case 404 -> write(response, status, "InvalidEndpoint", "Not found");
            case 405 -> write(response, status, "InvalidMethod", "This address does not take that method.");
            case 413 -> write(response, status, "TooLarge", "The request is larger than we take.");
            case 415 -> write(response, status, "UnsupportedMediaType", "Send JSON.");
            default ->
                write(
                        response,
                        status,
                        status < 500 ? "InvalidRequest" : "InternalError",
                        "The request failed. Quote " + code + " when you ask about it.");
        }
    }

    static void tooMany(HttpServletResponse response, Duration left) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, left.toSeconds())));
        write(response, 429, "TooManyRequests", "Too many failed sign-ins. Wait, then try again.");
    }

    private static void write(HttpServletResponse response, int status, String error, String description)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        byte[] body = "{\"error\":\"%s\",\"description\":\"%s\"}"
                .formatted(error, description)
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
